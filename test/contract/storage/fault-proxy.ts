import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to a request: its answer is lost after it took effect, or it never arrives, or is refused, or never
 * answered.
 */
export type Fault =
  | { readonly kind: 'lose-answer' }
  | { readonly kind: 'lose-request' }
  | {
      readonly kind: 'refuse';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'never-answer' };

export type FaultProxy = {
  readonly address: string;
  /** The faults of the next requests, in order; a request without one passes. */
  plan(...faults: readonly Fault[]): void;
  /** Method and path of every request that came. */
  readonly requests: readonly string[];
  close(): Promise<void>;
};

/** Stands between a client and `target` on loopback, and spoils the requests that it is told to. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const planned: Fault[] = [];
  const requests: string[] = [];
  const server = createServer((incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url}`);
    void spoil(planned.shift(), target, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    plan: (...faults) => planned.push(...faults),
    requests,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function spoil(
  fault: Fault | undefined,
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (fault?.kind === 'never-answer') return;
  if (fault?.kind === 'lose-request') {
    incoming.socket.destroy();
    return;
  }
  if (fault?.kind === 'refuse') {
    incoming.resume();
    outgoing.writeHead(fault.status, { 'content-length': 0, ...fault.headers }).end();
    return;
  }
  const answer = await forward(target, incoming);
  if (fault?.kind === 'lose-answer') {
    answer.resume();
    incoming.socket.destroy();
    return;
  }
  outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
  answer.pipe(outgoing);
}

function forward(target: string, incoming: IncomingMessage): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const onward = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: incoming.headers,
      agent: false,
    });
    onward.once('response', resolve).once('error', reject);
    incoming.pipe(onward);
  });
}
