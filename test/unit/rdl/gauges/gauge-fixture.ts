import { Temporal } from 'temporal-polyfill';
import { openFromRows } from '../../../../lib/rdl/cli/draw-report-item.ts';
import type { DrawnItem } from '../../../../lib/rdl/drawing/drawn-item.ts';
import { createEngine } from '../../../../lib/rdl/engine.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import { RENDERERS } from '../../../../lib/rdl/renderers.ts';

export type Row = Readonly<Record<string, string | number | null>>;

const NAMESPACE = 'http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition';

/** Quarters in order, with one value each. */
export const ROWS: readonly Row[] = [
  { Quarter: 1, Value: 10 },
  { Quarter: 2, Value: 40 },
  { Quarter: 3, Value: 20 },
];

/** A report with one gauge panel of 240 by 240 points over the dataset `Rows`. */
export function reportWithPanel(panel: string): string {
  return `<Report xmlns="${NAMESPACE}"><DataSets><DataSet Name="Rows"><Query><DataSourceName>Source</DataSourceName><CommandText>x</CommandText></Query><Fields>${field('Quarter')}${field('Value')}</Fields></DataSet></DataSets><ReportSections><ReportSection><Body><ReportItems><GaugePanel Name="Panel">${panel}<DataSetName>Rows</DataSetName><Height>240pt</Height><Width>240pt</Width></GaugePanel></ReportItems><Height>4in</Height></Body><Width>6in</Width><Page/></ReportSection></ReportSections></Report>`;
}

function field(name: string): string {
  return `<Field Name="${name}"><DataField>${name}</DataField></Field>`;
}

/** A radial gauge that fills its panel, with these elements in its only scale. */
export function radialPanel(scale: string, gauge = ''): string {
  return `<RadialGauges><RadialGauge Name="Gauge"><GaugeScales><RadialScale Name="Scale">${scale}</RadialScale></GaugeScales><Width>100</Width><Height>100</Height>${gauge}</RadialGauge></RadialGauges>`;
}

/** A needle that shows a value; `input` may hold a formula too. */
export function needle(value: string, input = ''): string {
  return `<GaugePointers><RadialPointer Name="Pointer"><GaugeInputValue><Value>${value}</Value>${input}</GaugeInputValue><Width>15</Width></RadialPointer></GaugePointers>`;
}

export function limits(minimum: number | string, maximum: number | string): string {
  return `<MinimumValue><Value>${minimum}</Value></MinimumValue><MaximumValue><Value>${maximum}</Value></MaximumValue>`;
}

export async function drawPanel(panel: string, rows: readonly Row[] = ROWS): Promise<DrawnItem> {
  const report = readReport(reportWithPanel(panel));
  const engine = createEngine({ renderers: RENDERERS });
  return engine.drawItem({
    report,
    itemName: 'Panel',
    open: () =>
      openFromRows(report, {
        file: 'gauges.rdl',
        itemName: 'Panel',
        rows: { Rows: rows },
        now: Temporal.Instant.from('2026-08-12T00:00:00Z'),
      }),
  });
}
