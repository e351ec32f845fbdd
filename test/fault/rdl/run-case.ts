import { Temporal } from 'temporal-polyfill';
import { openFromRows } from '../../../lib/rdl/cli/draw-report-item.ts';
import type { RowsFile } from '../../../lib/rdl/cli/report-files.ts';
import { sampleParameters } from '../../../lib/rdl/cli/sample/sample-parameters.ts';
import { sampleRows } from '../../../lib/rdl/cli/sample/sample-rows.ts';
import { builtInProvider } from '../../../lib/rdl/data/sources/built-in-provider.ts';
import type { Engine } from '../../../lib/rdl/engine.ts';
import { RdlError } from '../../../lib/rdl/errors.ts';
import { pageLayouts } from '../../../lib/rdl/items/page-layout.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import { readSharedDataSet, readSharedDataSource } from '../../../lib/rdl/model/read-shared.ts';
import type { Report } from '../../../lib/rdl/model/report.ts';
import type { SoundReport } from './corpus.ts';
import { CELLS, EXPRESSIONS, VALUES } from './hostile.ts';
import { damagedBytes, mutatedDefinition } from './mutations.ts';
import { Random } from './random.ts';

/** How a case ended: what was drawn and refused, by code. Anything but an RdlError is thrown. */
export type Outcome = { readonly what: string; readonly results: readonly string[] };

/** Items of one case that are drawn. */
const MOST_ITEMS = 3;
const NOW = Temporal.Instant.from('2026-11-24T08:00:00Z');

/** The case of a seed; the same seed is the same case. */
export async function runCase(
  seed: number,
  engine: Engine,
  reports: readonly SoundReport[],
): Promise<Outcome> {
  const random = new Random(seed);
  const sound = random.pick(reports);
  if (random.chance(0.08)) return documentCase(random);
  if (random.chance(0.05)) return sharedCase(random);
  const { bytes, changes } = mutatedDefinition(sound.text, random);
  const what = `${sound.name}: ${changes.join(', ')}`;
  const results: string[] = [];
  const report = await attempt(results, async () => readReport(bytes));
  if (!report) return { what, results };
  pageLayouts(report);
  const items = engine.listItems(report).filter(({ pinnable }) => pinnable);
  const rows = damagedRows(report, sound.rows ?? sampleRows(report), random);
  for (const { name: itemName } of items.slice(0, MOST_ITEMS)) {
    await attempt(results, async () => {
      const open = () => {
        const parameters = sampleParameters(report, () => random.pick(VALUES));
        return openFromRows(report, { file: 'mutated.rdl', itemName, rows, parameters, now: NOW });
      };
      await engine.renderItem({ report, itemName, open, externalImages: new Map() });
      results.push('drawn');
    });
  }
  return { what, results };
}

async function attempt<T>(results: string[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RdlError)) throw error;
    results.push(error.code);
    return undefined;
  }
}

/** The rows as they are, with hostile cells, none, or far too many. */
function damagedRows(report: Report, rows: RowsFile, random: Random): RowsFile {
  const damage = random.pick(['none', 'none', 'cells', 'cells', 'empty', 'many'] as const);
  if (damage === 'none') return rows;
  return Object.fromEntries(
    report.dataSets.map(({ name }) => {
      const given = Object.hasOwn(rows, name) ? (rows[name] ?? []) : [];
      if (damage === 'empty' || given.length === 0) return [name, []];
      if (damage === 'many')
        return [name, Array.from({ length: 20_000 }, (_, index) => given[index % given.length] ?? {})];
      return [name, given.map((row) => withHostileCell(row, random))];
    }),
  );
}

function withHostileCell(row: Readonly<Record<string, unknown>>, random: Random): Record<string, unknown> {
  const fields = Object.keys(row);
  if (fields.length === 0 || random.chance(0.5)) return row;
  return { ...row, [random.pick(fields)]: random.pick(CELLS) };
}

const DOCUMENTS = {
  CSV: 'Name,Amount,When\r\n"Ann ""A"" B",1.5,2026-01-01\r\nBob,,\r\n',
  JSON: '{"rows":[{"Name":"Ann","Amount":1.5},{"Name":null,"Amount":"x"}]}',
  XML: '<Query><XmlData><Data><Row><Name>Ann</Name><Amount>1.5</Amount></Row></Data></XmlData><ElementPath>Data{}/Row{Name(String),Amount(Decimal)}</ElementPath></Query>',
  ENTERDATA:
    '<Query><XmlData><Data><Row><Name>Ann</Name></Row></Data></XmlData><ElementPath>Data/Row{Name(String)}</ElementPath></Query>',
} as const;

/** A damaged document of a provider that needs no database. */
async function documentCase(random: Random): Promise<Outcome> {
  const provider = random.pick(['CSV', 'JSON', 'XML', 'ENTERDATA'] as const);
  const repeated = random.chance(0.2) ? DOCUMENTS[provider].repeat(2_000) : DOCUMENTS[provider];
  const text = random.chance(0.2) ? random.pick([...VALUES, ...EXPRESSIONS, '['.repeat(100_000)]) : repeated;
  const commandText = damagedBytes(Buffer.from(text), random).toString('utf8');
  const results: string[] = [];
  await attempt(results, async () => {
    const { rows } = await builtInProvider().fetch({
      dataSetName: 'Rows',
      sharedDataSet: undefined,
      dataSource: {
        name: 'Document',
        reference: undefined,
        provider,
        connectString: '',
        integratedSecurity: false,
      },
      commandType: 'Text',
      commandText,
      parameters: [],
      fields: ['Name', 'Amount', 'When'].map((name) => ({ name, dataField: name, typeName: undefined })),
      maxRows: 10_000,
      signal: undefined,
    });
    results.push(rows.length > 0 ? 'rows' : 'no rows');
  });
  return { what: `${provider} document`, results };
}

const SHARED_DATA_SET =
  '<SharedDataSet xmlns="http://schemas.microsoft.com/sqlserver/reporting/2010/01/shareddatasetdefinition"><DataSet Name="D"><Query><DataSourceReference>S</DataSourceReference><DataSetParameters><DataSetParameter Name="@P"><DefaultValue>=1</DefaultValue></DataSetParameter></DataSetParameters><CommandText>select 1</CommandText></Query><Fields><Field Name="A"><DataField>A</DataField></Field></Fields></DataSet></SharedDataSet>';
const SHARED_DATA_SOURCE =
  '<RptDataSource xmlns="http://schemas.microsoft.com/sqlserver/reporting/2010/01/reportdefinition" Name="S"><ConnectionProperties><Extension>SQL</Extension><ConnectString>Data Source=x</ConnectString></ConnectionProperties></RptDataSource>';

/** A damaged shared dataset or shared data source. */
async function sharedCase(random: Random): Promise<Outcome> {
  const [text, read] = random.pick([
    [SHARED_DATA_SET, readSharedDataSet],
    [SHARED_DATA_SOURCE, readSharedDataSource],
  ] as const);
  const { bytes, changes } = mutatedDefinition(text, random);
  const results: string[] = [];
  await attempt(results, async () => {
    read(bytes);
    results.push('read');
  });
  return { what: `shared: ${changes.join(', ')}`, results };
}
