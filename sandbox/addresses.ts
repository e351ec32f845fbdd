import { createServer } from 'node:net';

/** Where everything listens; one base port and what follows it. */
export type Ports = {
  readonly portal: number;
  readonly entra: number;
  readonly graph: number;
  readonly keyVault: number;
  readonly powerBi: number;
  readonly blob: number;
  readonly queue: number;
  readonly table: number;
  readonly traces: number;
  readonly reportServer: number;
};

const NAMES = [
  'portal',
  'entra',
  'graph',
  'keyVault',
  'powerBi',
  'blob',
  'queue',
  'table',
  'traces',
  'reportServer',
] as const;

export function portsFrom(base: number): Ports {
  const [portal, entra, graph, keyVault, powerBi, blob, queue, table, traces, reportServer] = NAMES.map(
    (_, index) => base + index,
  );
  if (portal === undefined || entra === undefined || graph === undefined || keyVault === undefined)
    throw new RangeError('A base port is needed.');
  if (powerBi === undefined || blob === undefined || queue === undefined || table === undefined)
    throw new RangeError('A base port is needed.');
  if (traces === undefined || reportServer === undefined) throw new RangeError('A base port is needed.');
  return { portal, entra, graph, keyVault, powerBi, blob, queue, table, traces, reportServer };
}

/** The first port that somebody else holds, with what it is for. */
export async function takenPort(
  ports: Ports,
): Promise<{ readonly name: string; readonly port: number } | undefined> {
  for (const name of NAMES) if (!(await isFree(ports[name]))) return { name, port: ports[name] };
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
