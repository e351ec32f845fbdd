import { RdlError } from '../errors.ts';
import { sortItems } from './comparison/sort.ts';
import { readGroupings } from './regions/read-groupings.ts';
import type { ReportContext } from './report-context.ts';
import type { RegionGroupings, RegionOptions } from './scope.ts';
import { Instance } from './scopes/instance.ts';
import { regionShape } from './scopes/shape.ts';

/** Opens a data region: the rows of its dataset that pass its filters, in its order. */
export function openRegion(context: ReportContext, options: RegionOptions): Instance {
  const name = dataSetNameOf(context, options);
  const source = context.dataSetInstance(name);
  if (source === undefined) {
    throw new RdlError(
      'DATA_UNAVAILABLE',
      `'${options.name}' draws dataset '${name}', which has no rows here.`,
      {
        element: options.name,
      },
    );
  }
  const label = `'${options.name}'`;
  const filtered = context.filterRows(source, options.filters, label);
  const { dataSet } = source;
  const rows =
    dataSet === undefined
      ? filtered
      : sortItems(filtered, options.sorts, {
          evaluate: context.rowValue(source),
          comparer: dataSet.comparers.data,
          label,
        });
  const groupings = options.groupings ?? groupingsOf(context, options.name);
  return new Instance({ engine: context, shape: regionShape(options.name, name, groupings), dataSet, rows });
}

/** A region without a dataset draws the only one of the report. */
function dataSetNameOf(context: ReportContext, { name, dataSetName }: RegionOptions): string {
  if (dataSetName !== undefined && dataSetName !== '') return dataSetName;
  const [only, ...others] = context.report.dataSets;
  if (only !== undefined && others.length === 0) return only.name;
  throw new RdlError(
    'DATA_UNAVAILABLE',
    `'${name}' names no dataset, and the report has ${context.report.dataSets.length}.`,
    { element: name },
  );
}

function groupingsOf(context: ReportContext, name: string): RegionGroupings {
  const item = context.report.items.find((one) => one.name === name);
  return item === undefined ? { rows: [], columns: [] } : readGroupings(item);
}
