import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runContactSheet } from '../../../../lib/rdl/cli/run-contact-sheet.ts';
import { sampleParameters } from '../../../../lib/rdl/cli/sample/sample-parameters.ts';
import { sampleRows } from '../../../../lib/rdl/cli/sample/sample-rows.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';

const CHART = `<Chart Name="Chart1"><ChartCategoryHierarchy><ChartMembers><ChartMember><Group Name="G"><GroupExpressions><GroupExpression>=Fields!Region.Value</GroupExpression></GroupExpressions></Group><Label>=Fields!Region.Value</Label></ChartMember></ChartMembers></ChartCategoryHierarchy><ChartSeriesHierarchy><ChartMembers><ChartMember><Label>Sales</Label></ChartMember></ChartMembers></ChartSeriesHierarchy><ChartData><ChartSeriesCollection><ChartSeries Name="S"><ChartDataPoints><ChartDataPoint><ChartDataPointValues><Y>=Sum(Fields!Sales.Value)</Y></ChartDataPointValues></ChartDataPoint></ChartDataPoints></ChartSeries></ChartSeriesCollection></ChartData><ChartAreas><ChartArea Name="Default"/></ChartAreas><DataSetName>D</DataSetName><Filters><Filter><FilterExpression>=Fields!Status.Value</FilterExpression><Operator>Equal</Operator><FilterValues><FilterValue>Open</FilterValue></FilterValues></Filter></Filters><Width>200pt</Width><Height>150pt</Height></Chart>`;
const BROKEN = `<Image Name="Image1"><Source>Embedded</Source><Value>none</Value><Width>20pt</Width><Height>20pt</Height></Image>`;
const FIELDS = ['Region', 'Status', 'Sales', 'OrderDate', 'OrderYear'];

const DEFINITION = `<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition"><DataSources><DataSource Name="S"><ConnectionProperties><DataProvider>SQL</DataProvider></ConnectionProperties></DataSource></DataSources><DataSets><DataSet Name="D"><Query><DataSourceName>S</DataSourceName><QueryParameters><QueryParameter Name="@from"><Value>=Parameters!From.Value</Value></QueryParameter></QueryParameters></Query><Fields>${FIELDS.map((name) => `<Field Name="${name}"><DataField>${name}</DataField></Field>`).join('')}</Fields></DataSet></DataSets><ReportSections><ReportSection><Body><ReportItems>${CHART}${BROKEN}</ReportItems><Height>3in</Height></Body><Width>5in</Width><Page/></ReportSection></ReportSections><ReportParameters><ReportParameter Name="From"><DataType>DateTime</DataType><Prompt>From</Prompt></ReportParameter><ReportParameter Name="Region"><DataType>String</DataType><ValidValues><DataSetReference><DataSetName>D</DataSetName><ValueField>Region</ValueField></DataSetReference></ValidValues></ReportParameter></ReportParameters></Report>`;

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contact-sheet-'));
  mkdirSync(join(folder, 'reports'));
  mkdirSync(join(folder, 'empty'));
  writeFileSync(join(folder, 'reports', 'A.rdl'), DEFINITION);
  writeFileSync(join(folder, 'reports', 'B.rdl'), '<Report');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function contactSheet(...args: readonly string[]) {
  const lines = { out: '', err: '' };
  const code = await runContactSheet(args, {
    print: (text) => {
      lines.out += `${text}\n`;
    },
    error: (text) => {
      lines.err += `${text}\n`;
    },
  });
  return { code, ...lines };
}

describe('npm run contact-sheet', () => {
  it('draws what can be drawn with rows that it makes up, and says why the rest is not', async () => {
    const out = join(folder, 'out');
    const result = await contactSheet(join(folder, 'reports'), '--out', out, '--json');
    expect(result.code).toBe(0);
    const lines = result.out.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        file: 'A.rdl',
        items: [
          { name: 'Chart1', kind: 'chart', drawn: true, warnings: [] },
          { name: 'Image1', kind: 'image', drawn: false, error: { code: 'ITEM_NOT_DRAWABLE' } },
        ],
      },
      { file: 'B.rdl', error: { code: 'NOT_XML' } },
    ]);
    expect(existsSync(join(out, 'sheet-01.png'))).toBe(true);
    expect(existsSync(join(out, 'pictures', 'A.rdl-Chart1.png'))).toBe(true);
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    expect(page).toContain('2 reports, 1 of 2 pinnable items drawn');
    expect(page).toContain('src="pictures/A.rdl-Chart1.png"');
  });

  it('refuses a folder without reports', async () => {
    expect(await contactSheet(join(folder, 'empty'))).toMatchObject({ code: 2 });
    expect((await contactSheet()).err).toContain('Name one folder.');
  });
});

describe('made-up rows', () => {
  const report = readReport(new TextEncoder().encode(DEFINITION));

  it('have the types that expressions and names ask for, and pass the filters', () => {
    const { D: rows = [] } = sampleRows(report);
    const [row = {}] = rows;
    expect(row).toMatchObject({ Region: 'Region 1', OrderYear: 2023, OrderDate: '2025-01-01T00:00:00' });
    expect(row).toMatchObject({ Sales: expect.any(Number) });
    expect(rows.filter(({ Status }) => Status === 'Open').length).toBeGreaterThan(3);
    expect(sampleRows(report)).toEqual(sampleRows(report));
  });

  it('give parameters without a default a value of their type or of their list', () => {
    expect(sampleParameters(report, (dataSet, field) => `${dataSet}.${field}`)).toEqual({
      From: '2025-01-01',
      Region: 'D.Region',
    });
  });
});
