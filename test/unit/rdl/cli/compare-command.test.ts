import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCompare } from '../../../../lib/rdl/cli/run-compare.ts';
import { encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../../lib/rdl/images/image-format.ts';

const command = new URL('../../../../lib/rdl/cli/compare.ts', import.meta.url).pathname;
const logo = Buffer.from(encodePng(16, 8, new Uint8Array(16 * 8 * 4).fill(200)));

const DEFINITION = `<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition" xmlns:rd="http://schemas.microsoft.com/SQLServer/reporting/reportdesigner"><DataSources><DataSource Name="S"><ConnectionProperties><DataProvider>SQL</DataProvider></ConnectionProperties></DataSource></DataSources><DataSets><DataSet Name="D"><Query><DataSourceName>S</DataSourceName></Query><Fields><Field Name="Photo"><DataField>Photo</DataField><rd:TypeName>System.Byte[]</rd:TypeName></Field></Fields></DataSet></DataSets><ReportSections><ReportSection><Body><ReportItems><Image Name="Image1"><Source>Database</Source><Value>=First(Fields!Photo.Value, "D")</Value><Sizing>FitProportional</Sizing><Width>60pt</Width><Height>60pt</Height></Image></ReportItems><Height>1in</Height></Body><Width>1in</Width><Page/></ReportSection></ReportSections></Report>`;
const REFERENCE = {
  item: 'Image1',
  kind: 'Image',
  width: 80,
  height: 80,
  imagePixels: [16, 8],
  pictureBox: [0, 0, 80, 40],
};

type Outcome = { readonly code: number; readonly out: string; readonly err: string };

const start = process.cwd();
let folder = '';

async function compare(...args: readonly string[]): Promise<Outcome> {
  const lines = { out: '', err: '' };
  const code = await runCompare(args, {
    print: (text) => {
      lines.out += `${text}\n`;
    },
    error: (text) => {
      lines.err += `${text}\n`;
    },
  });
  return { code, ...lines };
}

/** The same as a process of its own. */
function spawn(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { cwd: folder }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

function writeCase(gallery: string, name: string, reference: object, rows?: object): void {
  const path = join(folder, gallery, name);
  writeFileSync(`${path}.rdl`, DEFINITION);
  writeFileSync(`${path}.data.json`, JSON.stringify(reference));
  writeFileSync(`${path}.png`, logo);
  if (rows) writeFileSync(`${path}.rows.json`, JSON.stringify(rows));
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compare-'));
  const rows = { D: [{ Photo: logo.toString('base64') }] };
  for (const name of ['good', 'mixed', 'empty']) mkdirSync(join(folder, name));
  writeCase('good', 'equal', REFERENCE, rows);
  writeCase('mixed', 'equal', REFERENCE, rows);
  writeCase('mixed', 'other', { ...REFERENCE, pictureBox: [0, 0, 80, 60] }, rows);
  writeCase('mixed', 'without-rows', REFERENCE);
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

describe('npm run compare', () => {
  it('passes when every case is as its reference says', async () => {
    const { code, out } = await spawn('good');
    expect(code).toBe(0);
    expect(out).toContain('1 of 1 cases are equal in every check.');
  });

  it('tells check by check where a case differs, and goes on after one that cannot be drawn', async () => {
    const { code, out } = await compare('mixed', '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      cases: 3,
      equal: 1,
      checks: [
        { check: 'drawn', passed: 2, total: 3 },
        { check: 'size', passed: 2, total: 2 },
        { check: 'picture box', passed: 1, total: 2 },
      ],
      results: [
        { name: 'equal', drawn: true },
        { name: 'other', checks: { 'picture box': ['picture box: [0,0,80,40], reference [0,0,80,60]'] } },
        { name: 'without-rows', drawn: false },
      ],
    });
    const text = await compare('mixed', '--only', 'oth*');
    expect(text.out).toContain('other: picture box');
    expect(text.out).not.toContain('without-rows');
  });

  it('writes our pictures and sheets beside the references', async () => {
    const { code, out } = await compare('mixed', '--out', 'sheets');
    expect(code).toBe(1);
    expect(out).toContain('sheet-01.png');
    expect(readImageInfo(readFileSync(join(folder, 'sheets', 'equal.png')))).toMatchObject({
      width: 80,
      height: 80,
    });
    expect(readImageInfo(readFileSync(join(folder, 'sheets', 'sheet-01.png')))).toMatchObject({
      format: 'png',
    });
    expect(existsSync(join(folder, 'sheets', 'without-rows.png'))).toBe(false);
  });

  it('refuses a folder without cases and a command line that says too little', async () => {
    expect(await compare('empty')).toMatchObject({ code: 2 });
    expect((await compare('mixed', '--only', 'nothing')).err).toContain('nothing');
    expect((await compare()).err).toContain('Name one folder.');
  });
});
