import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

describe('docs/decisions/dependencies.md', () => {
  it('says of each package that runs in Azure what it replaces', () => {
    const page = readFileSync(join(root, 'docs/decisions/dependencies.md'), 'utf8');
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    const cells = page.split('\n').map((line) => line.split('|')[1] ?? '');
    const named = new Set(
      cells.flatMap((cell) => cell.split(',').map((name) => name.trim().split('/').at(-1))),
    );
    expect(Object.keys(dependencies).filter((name) => !named.has(name.split('/').at(-1)))).toEqual([]);
  });
});
