import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';

/** Azurite's published account, the same on every machine. */
const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const START_DEADLINE_MS = 90_000;

/** Ends the child with its parent, even one that was killed: the channel between them closes then. */
const END_WITH_PARENT = "data:text/javascript,process.once('disconnect',()=>process.exit())";

/**
 * The blob SDK speaks a newer version of the API than Azurite knows by name; what is used here has not changed
 * between the two.
 */
const FLAGS = [
  ...['--blobPort', '0', '--queuePort', '0', '--tablePort', '0'],
  ...['--inMemoryPersistence', '--disableTelemetry', '--silent', '--skipApiVersionCheck'],
];

export type Azurite = {
  readonly connectionString: string;
  readonly endpoints: { readonly blob: string; readonly queue: string; readonly table: string };
  /** Ends the process and waits for it. Its data were in memory and are gone. */
  close(): Promise<void>;
};

/** The connection string of Azurite's account at other addresses, such as a proxy's in front of it. */
export function azuriteConnectionString(endpoints: Azurite['endpoints']): string {
  return [
    `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY}`,
    `BlobEndpoint=${endpoints.blob}/${ACCOUNT}`,
    `QueueEndpoint=${endpoints.queue}/${ACCOUNT}`,
    `TableEndpoint=${endpoints.table}/${ACCOUNT}`,
  ].join(';');
}

/**
 * Starts Azurite as a child process on free ports of 127.0.0.1, all data in memory. One per test file, in
 * `beforeAll`, closed in `afterAll`. Up in about a second.
 */
export async function startAzurite(): Promise<Azurite> {
  const child = spawn(process.execPath, ['--import', END_WITH_PARENT, azuriteScript(), ...FLAGS], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  try {
    const endpoints = await listening(child);
    return { endpoints, connectionString: azuriteConnectionString(endpoints), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function azuriteScript(): string {
  return createRequire(import.meta.url).resolve('azurite/dist/src/azurite.js');
}

/** The addresses that Azurite prints as its services come up. */
function listening(child: ChildProcess): Promise<Azurite['endpoints']> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('did not start in time'), START_DEADLINE_MS);
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(`Azurite ${why}. It wrote:\n${output}`));
    };
    const addressOf = (service: string): string | undefined =>
      new RegExp(`Azurite ${service} service is successfully listening at (\\S+)`).exec(output)?.[1];
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const [blob, queue, table] = [addressOf('Blob'), addressOf('Queue'), addressOf('Table')];
      if (blob === undefined || queue === undefined || table === undefined) return;
      clearTimeout(timer);
      resolve({ blob, queue, table });
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code) => fail(`ended with ${code}`));
  });
}
