import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SETTING_NAMES } from '../../../lib/settings/variables.ts';
import { BLOBS, QUEUES, TABLES } from '../../../lib/storage-names.ts';
import { unknownFields } from '../../support/log-events.ts';
import { deploymentFiles } from './deployment-files.ts';

const bicep = [...deploymentFiles()].filter(([file]) => file.endsWith('.bicep'));
const all = bicep.map(([, text]) => text).join('\n');
const code = globSync('{lib,functions}/**/*.ts').map((file) => [file, readFileSync(file, 'utf8')] as const);
const source = code.map(([, text]) => text).join('\n');

function textOf(module: string): string {
  return readFileSync(`infra/bicep/modules/${module}.bicep`, 'utf8');
}

/** Names in an array variable of the storage module: `var tables = [ 'A' 'B' ]`. */
function namesIn(variable: string): readonly string[] {
  const body = new RegExp(`var ${variable} = \\[([^\\]]*)\\]`).exec(textOf('storage'))?.[1] ?? '';
  return [...body.matchAll(/'([^']+)'/g)].map(([, item]) => item ?? '').sort();
}

/** Azure's roles, and the call in our code that needs each. Source: built-in roles of Azure. */
const ROLES = {
  'b86a8fe4-44ce-4948-aee5-eccb2c155cd7': /\.setSecret\(/,
  'e147488a-f6f5-4113-8e2d-b22465e65bf6': /\/unwrapkey`/,
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b': /@azure\/storage-blob/,
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88': /@azure\/storage-queue/,
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3': /@azure\/data-tables/,
  // The host itself sends telemetry, as the identity that this setting names.
  '3913510d-42f4-4e42-8a64-420c390055eb': /APPLICATIONINSIGHTS_AUTHENTICATION_STRING/,
} as const;

const GUID = /'([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})'/g;

/** Settings that the host or the platform reads, not the code. */
const HOST_SETTINGS = /^(AzureWebJobs|APPLICATIONINSIGHTS_)/;
/** The platform sets the one, and service addresses say more than the other two. */
const NOT_SET = ['AZURE_FUNCTIONS_ENVIRONMENT', 'AzureWebJobsStorage', 'AzureWebJobsStorage__accountName'];

describe('the deployment', () => {
  it('creates just the tables, queues and containers that the app uses', () => {
    expect(namesIn('tables')).toEqual(Object.values(TABLES).sort());
    expect(namesIn('queues')).toEqual(Object.values(QUEUES).sort());
    expect(namesIn('containers')).toEqual([...Object.values(BLOBS), 'deployment'].sort());
  });

  it('has no table, queue or container that no code names', () => {
    for (const [group, names] of Object.entries({ TABLES, QUEUES, BLOBS }))
      for (const name of Object.keys(names))
        expect(source, `${group}.${name}`).toMatch(
          new RegExp(`${group}\\.${name}\\b${group === 'TABLES' ? `|table\\('${name}'\\)` : ''}`),
        );
  });

  it('can make every setting that the code reads, and makes none that nothing reads', () => {
    const body = /name: 'appsettings'\n([\s\S]*?)\n {2}}\n/.exec(textOf('functions'))?.[1] ?? '';
    const made = [...body.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name ?? '');
    expect(SETTING_NAMES.filter((name) => !made.includes(name) && !NOT_SET.includes(name))).toEqual([]);
    expect(made.filter((name) => !SETTING_NAMES.includes(name) && !HOST_SETTINGS.test(name))).toEqual([]);
  });

  it('reads the environment in one place only, beside the names above', () => {
    const readers = code.filter(([, text]) => /process\.env\b/.test(text)).map(([file]) => file);
    // The second sets what an allocator reads, for as long as it is loaded.
    expect(readers).toEqual(['lib/current-app.ts', 'lib/rdl/png/load-resvg.ts']);
  });

  it('grants each role that the code needs, and no other', () => {
    const granted = new Set([...all.matchAll(GUID)].map(([, id]) => id ?? ''));
    expect([...granted].sort()).toEqual(Object.keys(ROLES).sort());
    for (const [id, call] of Object.entries(ROLES))
      expect(`${source}${textOf('functions')}`, id).toMatch(call);
  });

  it('says beside each role which code needs it', () => {
    for (const [file, text] of bicep) {
      const lines = text.split('\n');
      for (const [index, line] of lines.entries()) {
        if (line.search(GUID) < 0) continue;
        let above = index - 1;
        while (lines[above]?.trim().startsWith('//')) above--;
        const comment = lines.slice(above + 1, index).join(' ');
        const named = /lib\/[\w/-]+\.ts/.exec(comment)?.[0];
        if (!named) expect(comment, `${file}:${index + 1}`).toMatch(/APPLICATIONINSIGHTS_/);
        else
          expect(
            code.map(([path]) => path),
            `${file}:${index + 1}`,
          ).toContain(named);
      }
    }
  });

  it('allows no shared keys, no public blobs, and vault access by role only', () => {
    for (const line of [
      'allowSharedKeyAccess: false',
      'allowBlobPublicAccess: false',
      'enableRbacAuthorization: true',
      'enablePurgeProtection: true',
      'httpsOnly: true',
      'DisableLocalAuth: true',
    ])
      expect(all).toContain(line);
    expect(all).not.toMatch(/listKeys\(|connectionString\(/);
  });

  it('takes what the documents have set in the environment in every parameter file', () => {
    const files = [...deploymentFiles()].filter(([file]) => file.endsWith('.parameters.json'));
    expect(files.length).toBe(4);
    for (const [file, text] of files)
      for (const name of ['CLOUD', 'BUDGET_START', 'RECOVER_VAULT'])
        expect(text, file).toContain(`\${REPORT_TILES_${name}`);
  });

  it('names each function that is to stand ready as the code does', () => {
    for (const [, name] of textOf('functions').matchAll(/'function:([\w-]+)'/g))
      expect(source).toContain(`storageQueue('${name}'`);
  });
});

describe('the queries of alerts and workbook', () => {
  const queries = globSync('infra/bicep/queries/*.kql').map(
    (file) => [file, readFileSync(file, 'utf8')] as const,
  );

  it('are all used, and all there', () => {
    const used = [...all.matchAll(/loadTextContent\('\.\.\/(queries\/[\w-]+\.kql)'\)/g)].map(
      ([, path]) => path,
    );
    expect(used.map((path) => `infra/bicep/${path}`).sort()).toEqual(queries.map(([file]) => file).sort());
  });

  for (const [file, text] of queries)
    it(`${file} asks for events and fields that the code writes`, () => {
      expect(unknownFields(text)).toEqual([]);
    });
});
