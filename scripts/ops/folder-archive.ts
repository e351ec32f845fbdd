import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import type { Archive, ArchivedBlob, Manifest, Part } from '../../lib/operations/archive.ts';
import type { Cell, Row } from '../../lib/storage/table.ts';

type BlobLine = Omit<ArchivedBlob, 'bytes'> & { readonly file: string; readonly sha256: string };

/**
 * An archive in a folder: `tables/NAME.jsonl` with a row a line, `blobs/NAME.jsonl` with a blob a line and its bytes in a
 * file beside it, `manifest.json` last. It holds people's names and what their reports show: keep it as you keep the storage.
 */
export function folderArchive(folder: string): Archive {
  const manifestFile = join(folder, 'manifest.json');
  const tableFile = (name: string) => join(folder, 'tables', `${name}.jsonl`);
  const blobIndex = (name: string) => join(folder, 'blobs', `${name}.jsonl`);

  async function* blobLines(container: string): AsyncGenerator<BlobLine> {
    for await (const line of linesOf(blobIndex(container))) yield JSON.parse(line);
  }

  async function bytesOf({ file, sha256 }: BlobLine): Promise<Uint8Array> {
    const bytes = await readFile(join(folder, 'blobs', file));
    if (digest(bytes) !== sha256) throw new Error(`${file} is not what was backed up.`);
    return bytes;
  }

  return {
    async begin() {
      await rm(manifestFile, { force: true });
      await mkdir(join(folder, 'tables'), { recursive: true });
    },
    putTable: (name, rows) => writeLines(tableFile(name), rows, rowLine),
    async putContainer(name, blobs) {
      await mkdir(join(folder, 'blobs', name), { recursive: true });
      let number = 0;
      return await writeLines(blobIndex(name), blobs, async ({ bytes, ...blob }) => {
        const file = `${name}/${String(++number).padStart(8, '0')}`;
        await writeFile(join(folder, 'blobs', file), bytes);
        return JSON.stringify({ ...blob, file, sha256: digest(bytes) } satisfies BlobLine);
      });
    },
    async finish(manifest) {
      await writeFile(`${manifestFile}.new`, `${JSON.stringify(manifest, undefined, 2)}\n`);
      await rename(`${manifestFile}.new`, manifestFile);
    },
    async manifest() {
      return existsSync(manifestFile)
        ? (JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest)
        : undefined;
    },
    async verify({ tables, containers }) {
      for (const [name, part] of Object.entries(tables)) await verifyLines(tableFile(name), part);
      for (const [name, part] of Object.entries(containers)) {
        await verifyLines(blobIndex(name), part);
        for await (const line of blobLines(name)) await bytesOf(line);
      }
    },
    async *rows(table) {
      for await (const line of linesOf(tableFile(table))) yield readRow(line);
    },
    async *blobs(container) {
      for await (const line of blobLines(container)) {
        const { file: _file, sha256: _sha256, ...blob } = line;
        yield { ...blob, bytes: await bytesOf(line) };
      }
    },
  };
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function writeLines<T>(
  file: string,
  items: AsyncIterable<T>,
  lineFor: (item: T) => string | Promise<string>,
): Promise<Part> {
  const stream = createWriteStream(file);
  const hash = createHash('sha256');
  let count = 0;
  for await (const item of items) {
    const line = `${await lineFor(item)}\n`;
    hash.update(line);
    count++;
    if (!stream.write(line)) await new Promise<void>((resolve) => stream.once('drain', resolve));
  }
  stream.end();
  await finished(stream);
  return { count, sha256: hash.digest('hex') };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const line of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    if (line !== '') yield line;
}

async function verifyLines(file: string, { count, sha256 }: Part): Promise<void> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  if (hash.digest('hex') !== sha256) throw new Error(`${file} is not what was backed up (${count} entries).`);
}

/** Int64 columns are bigint, which JSON lacks. */
function rowLine({ partitionKey, rowKey, cells }: Row): string {
  const plain = Object.entries(cells).map(([name, value]) => [
    name,
    typeof value === 'bigint' ? { int64: value.toString() } : value,
  ]);
  return JSON.stringify([partitionKey, rowKey, Object.fromEntries(plain)]);
}

function readRow(line: string): Row {
  const [partitionKey, rowKey, plain]: [string, string, Record<string, Cell | { int64: string }>] =
    JSON.parse(line);
  const cells = Object.entries(plain).map(([name, value]) => [
    name,
    typeof value === 'object' ? BigInt(value.int64) : value,
  ]);
  return { partitionKey, rowKey, cells: Object.fromEntries(cells) };
}
