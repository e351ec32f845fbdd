import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runRender } from '../../../../lib/rdl/cli/run-render.ts';
import { encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../../lib/rdl/images/image-format.ts';

const command = new URL('../../../../lib/rdl/cli/render.ts', import.meta.url).pathname;
const logo = Buffer.from(encodePng(16, 8, new Uint8Array(16 * 8 * 4).fill(200))).toString('base64');

const DEFINITION = `<?xml version="1.0" encoding="utf-8"?>
<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition">
  <EmbeddedImages><EmbeddedImage Name="logo"><MIMEType>image/png</MIMEType><ImageData>${logo}</ImageData></EmbeddedImage></EmbeddedImages>
  <DataSets><DataSet Name="D"><Fields><Field Name="F"><DataField>f</DataField></Field></Fields><Query><DataSourceName>S</DataSourceName></Query></DataSet></DataSets>
  <ReportParameters><ReportParameter Name="P"><DataType>String</DataType><DefaultValue><Values><Value>x</Value></Values></DefaultValue></ReportParameter></ReportParameters>
  <ReportSections><ReportSection>
    <Body><ReportItems><Image Name="Logo"><Source>Embedded</Source><Value>logo</Value><Sizing>Fit</Sizing><Left>1in</Left><Width>60pt</Width><Height>30pt</Height></Image></ReportItems><Height>2in</Height></Body>
    <Width>3in</Width><Page/>
  </ReportSection></ReportSections>
</Report>`;

type Outcome = { readonly code: number; readonly out: string; readonly err: string };

const start = process.cwd();
let folder = '';
const path = (name: string) => join(folder, name);

async function render(...args: readonly string[]): Promise<Outcome> {
  const lines = { out: '', err: '' };
  const code = await runRender(args, {
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

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'render-'));
  writeFileSync(path('Good one.rdl'), DEFINITION);
  writeFileSync(path('broken.rdl'), DEFINITION.replace('</Body>', ''));
  writeFileSync(
    path('doctype.rdl'),
    `<!DOCTYPE Report [<!ENTITY x SYSTEM "file:///etc/passwd">]>${DEFINITION.slice(40)}`,
  );
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

describe('npm run render', () => {
  it('lists a report as one JSON object', async () => {
    const { code, out } = await render('Good one.rdl', '--list', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      title: 'Good one',
      pages: [{ width: 216, height: 144 }],
      items: [
        {
          name: 'Logo',
          kind: 'image',
          pinnable: true,
          why: null,
          drawable: true,
          reason: null,
          left: 72,
          top: 0,
          width: 60,
          height: 30,
        },
      ],
      parameters: [
        {
          name: 'P',
          dataType: 'String',
          hidden: false,
          nullable: false,
          allowBlank: false,
          multiValue: false,
          prompt: null,
          hasDefault: true,
          hasValidValues: false,
        },
      ],
      dataSets: [{ name: 'D', fields: ['F'], source: 'S' }],
    });
  });

  it('lists several files one object a line, in order, each with its file, and goes on after a refused one', async () => {
    const { code, out } = await render('broken.rdl', 'Good one.rdl', 'missing.rdl', '--list', '--json');
    expect(code).toBe(2);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file)).toEqual(['broken.rdl', 'Good one.rdl', 'missing.rdl']);
    expect(lines[0]).toMatchObject({ error: { code: 'NOT_XML', line: 9 } });
    expect(lines[1]).toMatchObject({ title: 'Good one' });
    expect(lines[2]).toMatchObject({ error: { code: 'NOT_XML' } });
  });

  it('answers a refused file with exit 2 and what is wrong, as JSON or in a line with file, line and element', async () => {
    const json = await spawn('doctype.rdl', '--list', '--json');
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ error: { code: 'DOCTYPE_REFUSED', line: 1 } });
    const text = await render('broken.rdl', '--list');
    expect(text.code).toBe(2);
    expect(text.out).toBe('');
    expect(text.err).toMatch(/^broken\.rdl: 9: \w+: The file is not well-formed XML/);
  });

  it('draws an item as PNG, and writes what was drawn as data', async () => {
    const args = [
      'Good one.rdl',
      '--item',
      'Logo',
      '--out',
      'a.png',
      '--data-out',
      'a.json',
      '--scale',
      '2',
      '--json',
    ];
    const { code, out } = await render(...args);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      item: 'Logo',
      width: 80,
      height: 40,
      written: ['a.png', 'a.json'],
    });
    expect(readImageInfo(readFileSync(path('a.png')))).toEqual({ format: 'png', width: 160, height: 80 });
    expect(JSON.parse(readFileSync(path('a.json'), 'utf8'))).toMatchObject({
      item: 'Logo',
      kind: 'Image',
      width: 80,
      height: 40,
      box: [0, 0, 80, 40],
    });
    const again = await render('Good one.rdl', '--out', 'b.png', '--scale', '2');
    expect(again.code).toBe(0);
    expect(Buffer.compare(readFileSync(path('a.png')), readFileSync(path('b.png')))).toBe(0);
  });

  it('S7 says which item cannot be found', async () => {
    const { code, out } = await render('Good one.rdl', '--item', 'Chart9', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({
      error: { code: 'ITEM_NOT_FOUND', message: "Report item 'Chart9' cannot be found.", element: 'Chart9' },
    });
  });

  it('refuses rows of another form and files that cannot be written', async () => {
    writeFileSync(path('rows.json'), '[1]');
    const rows = await render('Good one.rdl', '--data', 'rows.json', '--json');
    expect(JSON.parse(rows.out)).toMatchObject({ error: { code: 'DATA_INVALID' } });
    const out = await render('Good one.rdl', '--out', 'no/such/folder.png', '--json');
    expect(out.code).toBe(2);
    expect(JSON.parse(out.out).error.message).toContain('no/such/folder.png');
  });

  it('explains itself when it is misused', async () => {
    const { code, err } = await render('--size', '3');
    expect(code).toBe(1);
    expect(err).toContain('npm run render');
  });
});
