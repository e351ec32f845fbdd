import { Temporal } from 'temporal-polyfill';
import { chartRenderer } from '../../../../lib/rdl/charts/renderer.ts';
import { openFromRows } from '../../../../lib/rdl/cli/draw-report-item.ts';
import type { DrawnItem } from '../../../../lib/rdl/drawing/drawn-item.ts';
import { createEngine } from '../../../../lib/rdl/engine.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';

/** Parts of a chart as RDL; what is left out is the plainest that shows something. */
export type ChartParts = {
  readonly type?: string;
  readonly subtype?: string;
  readonly values?: string;
  /** Elements of the only data point, after its values. */
  readonly point?: string;
  /** Elements of the only series, after its points. */
  readonly series?: string;
  readonly seriesMember?: string;
  readonly categoryMember?: string;
  readonly area?: string;
  readonly legend?: string;
  readonly titles?: string;
  /** Elements of the chart itself. */
  readonly chart?: string;
};

export type Row = Readonly<Record<string, string | number | null>>;

const NAMESPACE = 'http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition';

const BY_KEY =
  '<ChartMember><Group Name="Keys"><GroupExpressions><GroupExpression>=Fields!Key.Value</GroupExpression></GroupExpressions></Group><Label>=Fields!Key.Value</Label></ChartMember>';

/** Groups the series by the field `Part`. */
export const BY_PART =
  '<ChartMember><Group Name="Parts"><GroupExpressions><GroupExpression>=Fields!Part.Value</GroupExpression></GroupExpressions></Group><Label>=Fields!Part.Value</Label></ChartMember>';

export function reportWithChart(parts: ChartParts): string {
  const {
    type = 'Column',
    subtype = 'Plain',
    values = '<Y>=Sum(Fields!Value.Value)</Y>',
    point = '',
    series = '',
    seriesMember = '<ChartMember><Label>Amount</Label></ChartMember>',
    categoryMember = BY_KEY,
    area = '<ChartArea Name="Area"/>',
    legend = '<ChartLegend Name="Legend"/>',
    titles = '',
    chart = '',
  } = parts;
  return `<Report xmlns="${NAMESPACE}"><DataSets><DataSet Name="Rows"><Query><DataSourceName>Source</DataSourceName><CommandText>x</CommandText></Query><Fields>${field('Key')}${field('Part')}${field('Value')}</Fields></DataSet></DataSets><ReportSections><ReportSection><Body><ReportItems><Chart Name="Chart"><ChartCategoryHierarchy><ChartMembers>${categoryMember}</ChartMembers></ChartCategoryHierarchy><ChartSeriesHierarchy><ChartMembers>${seriesMember}</ChartMembers></ChartSeriesHierarchy><ChartData><ChartSeriesCollection><ChartSeries Name="Amount"><ChartDataPoints><ChartDataPoint><ChartDataPointValues>${values}</ChartDataPointValues>${point}</ChartDataPoint></ChartDataPoints><Type>${type}</Type><Subtype>${subtype}</Subtype>${series}</ChartSeries></ChartSeriesCollection></ChartData><ChartAreas>${area}</ChartAreas><ChartLegends>${legend}</ChartLegends><ChartTitles>${titles}</ChartTitles>${chart}<DataSetName>Rows</DataSetName><Height>3in</Height><Width>5in</Width></Chart></ReportItems><Height>4in</Height></Body><Width>6in</Width><Page/></ReportSection></ReportSections></Report>`;
}

function field(name: string): string {
  return `<Field Name="${name}"><DataField>${name}</DataField></Field>`;
}

/** Three categories with one value each. */
export const ROWS: readonly Row[] = [
  { Key: 'East', Part: 'A', Value: 30 },
  { Key: 'North', Part: 'A', Value: 12 },
  { Key: 'West', Part: 'A', Value: 47 },
];

const engine = createEngine({ renderers: { chart: chartRenderer } });

export async function drawChart(parts: ChartParts, rows: readonly Row[] = ROWS): Promise<DrawnItem> {
  const report = readReport(reportWithChart(parts));
  const now = Temporal.Instant.from('2026-01-01T00:00:00Z');
  const open = () => openFromRows(report, { file: 'test.rdl', itemName: 'Chart', rows: { Rows: rows }, now });
  return engine.drawItem({ report, itemName: 'Chart', open });
}

/** A value inside what was drawn as data. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found: unknown = value;
  for (const step of path) {
    found = typeof found === 'object' && found !== null ? Reflect.get(found, step) : undefined;
  }
  return found;
}

/** One member of each entry of a list. */
export function each(value: unknown, key: string): readonly unknown[] {
  return Array.isArray(value) ? value.map((entry) => at(entry, key)) : [];
}
