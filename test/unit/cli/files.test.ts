import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBytes, writeText } from '../../../cli/src/files.ts';
import { readManifest } from '../../../cli/src/manifest.ts';
import { readSession } from '../../../cli/src/session.ts';
import { UsageError } from '../../../cli/src/usage-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'cli-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('files of the command line', () => {
  it('that cannot be read or written are named with the reason, not with a stack', () => {
    const missing = join(folder, 'no', 'file.rdl');
    expect(() => readBytes(missing)).toThrow(
      new UsageError(`${missing} cannot be read: there is no such file or folder.`),
    );
    expect(() => readBytes(folder)).toThrow(new UsageError(`${folder} cannot be read: it is a folder.`));
    expect(() => writeText(missing, 'x')).toThrow(/cannot be written: there is no such file or folder/);
  });

  it('that are no YAML are told from those of another form', () => {
    expect(() => readManifest('version: [')).toThrow(/^The file is no YAML: .*line 1/);
    expect(() => readManifest('version: 2')).toThrow(/^The file cannot be applied:\n {2}version: /);
  });

  it('of a sign-in that are missing or damaged ask to sign in again', () => {
    const file = join(folder, 'session.json');
    expect(() => readSession(file)).toThrow('Sign in first: report-tiles login --portal URL');
    for (const text of ['{', '{}', '{"portal": 1}']) {
      writeFileSync(file, text);
      expect(() => readSession(file), text).toThrow('holds no sign-in');
    }
  });
});
