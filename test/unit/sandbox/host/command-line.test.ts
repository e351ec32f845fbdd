import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bodyLimit, parseArguments, readKeys } from '../../../../sandbox/host/command-line.ts';
import { isAllowed, reachedLevel } from '../../../../sandbox/host/keys.ts';
import {
  connectionString,
  isDisabled,
  readLocalSettings,
  resolvePercent,
} from '../../../../sandbox/host/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'host-command-line-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('the command line', () => {
  it('needs the app alone', () => {
    expect(parseArguments(['--app', 'x'])).toEqual({
      app: resolve('x'),
      port: 7071,
      address: '127.0.0.1',
      settingsFile: undefined,
      keysFile: undefined,
      auth: 'on',
      format: 'text',
      level: 'information',
      grace: 30_000,
      queueInvisibility: 600_000,
      headersTimeout: 30_000,
      requestTimeout: 300_000,
      answerTimeout: 230_000,
    });
  });

  it('takes --quiet as warnings only', () => {
    expect(parseArguments(['--app', 'x', '--quiet', '--level', 'trace']).level).toBe('warning');
  });

  it.each([
    [[], /--app is missing/],
    [['--app', 'x', '--address', '0.0.0.0'], /--address takes .* loopback/],
    [['--app', 'x', '--port', '70000'], /--port 70000 is no port/],
    [['--app', 'x', '--auth', 'maybe'], /--auth takes on or off/],
    [['--app', 'x', '--log', 'xml'], /--log takes text or json/],
    [['--app', 'x', '--level', 'loud'], /--level loud is not known/],
    [['--app', 'x', '--grace', 'soon'], /--grace soon is no time/],
    [['--app', 'x', '--queue-invisibility', '00:00:00'], /--queue-invisibility/],
    [['--app', 'x', '--nosuch'], /nosuch/],
    [['--app', 'x', 'extra'], /extra/],
  ])('%j is refused as wrong usage', (args, message) => {
    expect(() => parseArguments(args)).toThrow(message);
    expect(() => parseArguments(args)).toThrow(expect.objectContaining({ exitCode: 2 }));
  });
});

describe('keys', () => {
  it('come from a file, the environment, or chance', () => {
    const given = { master: 'm', host: 'h', functions: { Tick: 't' } };
    expect(readKeys(file('keys.json', given), {})).toEqual({ keys: given, generated: false });
    expect(readKeys(undefined, { SANDBOX_HOST_MASTER_KEY: 'm', SANDBOX_HOST_KEY: 'h' }).keys).toMatchObject({
      master: 'm',
      host: 'h',
    });
    const [first, second] = [readKeys(undefined, {}), readKeys(undefined, {})];
    expect(first.generated).toBe(true);
    expect(first.keys.master).toHaveLength(40);
    expect(first.keys.master).not.toBe(second.keys.master);
    expect(() => readKeys(file('bad.json', '{"master": 1}'), {})).toThrow(/cannot read the keys file/);
  });

  it('open what they are for', () => {
    const keys = { master: 'm', host: 'h', functions: { Tick: 't' } };
    const level = (key: string, name: string) =>
      reachedLevel(keys, name, { 'x-functions-key': key }, new URLSearchParams());
    expect(level('t', 'tick')).toBe('function');
    expect(level('t', 'other')).toBe('anonymous');
    expect(level('h', 'other')).toBe('function');
    expect(level('m', 'other')).toBe('admin');
    expect(level('', 'other')).toBe('anonymous');
    expect(isAllowed('function', 'admin')).toBe(false);
    expect(isAllowed('admin', 'function')).toBe(true);
  });
});

describe('settings', () => {
  it('come from a local.settings.json that is not encrypted and holds texts', () => {
    expect(readLocalSettings(file('a.json', { IsEncrypted: false, Values: { A: '1' } }))).toEqual({ A: '1' });
    expect(readLocalSettings(file('b.json', {}))).toEqual({});
    expect(() => readLocalSettings(file('c.json', { IsEncrypted: true, Values: {} }))).toThrow(
      /is encrypted/,
    );
    expect(() => readLocalSettings(file('d.json', { Values: { A: 1 } }))).toThrow(
      /the setting A of .* is no text/,
    );
    expect(() => readLocalSettings(join(folder, 'none.json'))).toThrow(/cannot read the settings file/);
  });

  it('fill in %NAME%', () => {
    expect(resolvePercent('%A%-%B%', { A: 'x', B: 'y' })).toBe('x-y');
    expect(() => resolvePercent('%A%', { A: '' })).toThrow(/"A".* is missing/);
  });

  it('name connections, AzureWebJobs first', () => {
    expect(connectionString('Store', { AzureWebJobsStore: 'a', Store: 'b' })).toBe('a');
    expect(connectionString('Store', { Store: 'b' })).toBe('b');
    expect(connectionString(undefined, { AzureWebJobsStorage: 'c' })).toBe('c');
    expect(() => connectionString('', { AzureWebJobsStorage__accountName: 'x' })).toThrow(/uses an identity/);
  });

  it('disable functions by either spelling', () => {
    expect(isDisabled('f', { 'AzureWebJobs.f.Disabled': 'True' })).toBe(true);
    expect(isDisabled('f', { AzureWebJobs__f__Disabled: '1' })).toBe(true);
    expect(isDisabled('f', { AzureWebJobs__f__Disabled: 'false' })).toBe(false);
    expect(isDisabled('f', {})).toBe(false);
  });

  it('set the limit of a body', () => {
    expect(bodyLimit({})).toBe(104_857_600);
    expect(bodyLimit({ FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '10' })).toBe(10);
    expect(() => bodyLimit({ FUNCTIONS_REQUEST_BODY_SIZE_LIMIT: '1 MB' })).toThrow(/no number of bytes/);
  });
});
