import { RdlError } from '../errors.ts';
import { sortItems } from './comparison/sort.ts';
import { readGroupings } from './regions/read-groupings.ts';
import type { ReportContext } from './report-context.ts';
import type { RegionGroupings, RegionOptions } from './scope.ts';
import { Instance } from './scopes/instance.ts';
import { regionShape } from './scopes/shape.ts';

/**
 * Opens a data region: the rows of its dataset that pass its filters, in its order. Without a dataset it draws the only
 * one of the report; where there is not just one, a region without groups has no rows of its own.
 */
export function openRegion(context: ReportContext, options: RegionOptions): Instance {
  const groupings = options.groupings ?? groupingsOf(context, options.name);
  const name = dataSetNameOf(context, options.dataSetName);
  if (name === undefined) return openWithoutRows(context, options, groupings);
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
  return new Instance({ engine: context, shape: regionShape(options.name, name, groupings), dataSet, rows });
}

function dataSetNameOf(context: ReportContext, dataSetName: string | undefined): string | undefined {
  if (dataSetName !== undefined && dataSetName !== '') return dataSetName;
  const [only, ...others] = context.report.dataSets;
  return others.length === 0 ? only?.name : undefined;
}

/** Its expressions must name their datasets. */
function openWithoutRows(
  context: ReportContext,
  { name }: RegionOptions,
  groupings: RegionGroupings,
): Instance {
  if (groupings.rows.length + groupings.columns.length > 0) {
    throw new RdlError(
      'DATA_UNAVAILABLE',
      `'${name}' names no dataset, and the report has ${context.report.dataSets.length}.`,
      { element: name },
    );
  }
  const shape = regionShape(name, undefined, groupings);
  return new Instance({ engine: context, shape, dataSet: undefined, rows: [] });
}

function groupingsOf(context: ReportContext, name: string): RegionGroupings {
  const item = context.report.items.find((one) => one.name === name);
  return item === undefined ? { rows: [], columns: [] } : readGroupings(item);
}
