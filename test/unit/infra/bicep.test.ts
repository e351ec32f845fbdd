import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, it } from 'vitest';
import { Language, type Node, Parser } from 'web-tree-sitter';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';

const require = createRequire(import.meta.url);
const files = globSync('infra/bicep/**/*.bicep').sort();
let parser: Parser;

beforeAll(async () => {
  await Parser.init();
  parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
});

function parse(text: string): Node {
  const tree = parser.parse(text);
  if (!tree) throw new Error('The parser gave nothing.');
  return tree.rootNode;
}

/** Names in an array variable of a file: `var tables = [ 'A' 'B' ]`. */
function arrayOf(file: string, name: string): readonly string[] {
  const body = new RegExp(`var ${name} = \\[([^\\]]*)\\]`).exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map(([, item]) => item ?? '').sort();
}

describe('the deployment', () => {
  for (const file of files)
    it(`${file} is Bicep`, () => expect(parse(readFileSync(file, 'utf8')).hasError).toBe(false));

  it('would be caught with a mistake in it', () => {
    const text = readFileSync('infra/bicep/modules/storage.bicep', 'utf8');
    expect(parse(text.replace("kind: 'StorageV2'", "kind 'StorageV2'")).hasError).toBe(true);
  });

  it('has every module that main names', () => {
    const main = readFileSync('infra/bicep/main.bicep', 'utf8');
    for (const [, path] of main.matchAll(/^module \w+ '([^']+)'/gm))
      expect(files).toContain(`infra/bicep/${path}`);
  });

  it('creates just the tables, queues and containers that the app uses', () => {
    const storage = 'infra/bicep/modules/storage.bicep';
    expect(arrayOf(storage, 'tables')).toEqual(Object.values(TABLES).sort());
    expect(arrayOf(storage, 'queues')).toEqual(Object.values(QUEUES).sort());
    expect(arrayOf(storage, 'containers')).toEqual([...Object.values(BLOBS), 'deployment'].sort());
  });

  it('allows no shared keys, no public blobs, and vault access by role only', () => {
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    for (const line of [
      'allowSharedKeyAccess: false',
      'allowBlobPublicAccess: false',
      'enableRbacAuthorization: true',
      'httpsOnly: true',
    ])
      expect(text).toContain(line);
    expect(text).not.toMatch(/listKeys\(|connectionString\(/);
  });
});
