import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { billOfMaterials } from '../../../scripts/package/bill-of-materials.ts';
import { isAllowed, packagesOf } from '../../../scripts/package/packages.ts';

describe('licences of what is shipped', () => {
  it('may be permissive, in a choice one of them, in a combination all', () => {
    expect(['MIT', '(MIT OR GPL-3.0)', 'MIT AND ISC'].map(isAllowed)).toEqual([true, true, true]);
    expect(['GPL-3.0', 'MIT AND GPL-3.0', 'UNLICENSED', ''].map(isAllowed)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it('are read from the package a file lies in', () => {
    const [zod] = packagesOf(['node_modules/zod/v4/core/index.js', 'lib/app.ts'], process.cwd());
    expect(zod).toMatchObject({ name: 'zod', license: 'MIT' });
    expect(zod?.notice).toContain('MIT License');
  });

  it('lead to the same bill for the same packages', () => {
    const bill = () =>
      billOfMaterials(
        { name: 'a', version: '1.0.0', license: 'MIT' },
        packagesOf(['node_modules/zod/x.js'], '.'),
        '.',
      );
    expect(bill()).toBe(bill());
    expect(bill()).toContain('pkg:npm/zod@');
  });
});

describe('publishing from the root', () => {
  const ignored = readFileSync('.funcignore', 'utf8').split('\n').filter(Boolean);
  const kept = ['host.json', 'package.json', 'dist', 'node_modules'];

  it('leaves out everything of the root but what runs', () => {
    const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).split('\n').filter(Boolean);
    const top = new Set(tracked.map((file) => file.split('/')[0] ?? ''));
    const matches = (name: string) =>
      ignored.some((pattern) =>
        new RegExp(`^/?${pattern.slice(1).replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name),
      );
    expect([...top].filter((name) => !kept.includes(name) && !matches(name))).toEqual([]);
    expect(kept.filter(matches)).toEqual([]);
  });

  it('names folders of the root only, not those of the same name inside packages and dist', () => {
    expect(ignored.filter((pattern) => !pattern.startsWith('/'))).toEqual([]);
  });
});
