import { DomainError } from '../errors.ts';
import type { Report, ReportItem } from '../rdl/model/report.ts';
import { all, textAt } from '../rdl/reader/element.ts';
import { type ItemData, itemDataOf } from './item-data.ts';
import type { DrawnElsewhere } from './report-source.ts';

type Rows = NonNullable<Awaited<ReturnType<DrawnElsewhere['rows']>>>;

/**
 * The rows of an item that its server gave, for a visual of Power BI: the value is in the last column that holds numbers
 * alone, category and series are in the labels before it. The kind of visual is the definition's.
 * @throws DomainError ITEM_HAS_NO_DATA
 */
export function elsewhereData(report: Report, itemName: string, rows: Rows | undefined): ItemData {
  const item = report.items.find(({ name }) => name === itemName);
  if (!item || !rows || item.kind !== 'chart')
    throw new DomainError('ITEM_HAS_NO_DATA', {
      detail:
        'Only charts of a report server have values that a visual of Power BI can show. Pin it as a picture.',
    });
  const value = rows.columns.findLastIndex((_, index) => rows.rows.every((row) => isNumber(row[index])));
  if (value < 0)
    throw new DomainError('ITEM_HAS_NO_DATA', {
      detail: 'The report server gives no numbers for this item.',
    });
  const labels = rows.columns.map((_, index) => index).filter((index) => index !== value);
  const category = labels.at(-1);
  const series = labels.length > 1 ? labels[0] : undefined;
  const points = Map.groupBy(rows.rows, (row) => (series === undefined ? '' : (row[series] ?? '')));
  const type = typeOf(item);
  return itemDataOf({
    kind: 'Chart',
    series: [...points].map(([name, list]) => ({
      name,
      type,
      points: list.map((row) => ({
        category: category === undefined ? '' : (row[category] ?? ''),
        y: [Number(row[value])],
      })),
    })),
  });
}

function isNumber(text: string | null | undefined): boolean {
  return typeof text === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
}

/** As the rendering engine names kinds: `StackedColumn`, `100%StackedBar`, `Pie`. */
function typeOf({ element }: ReportItem): string {
  const [series] = all(element, 'ChartData', 'ChartSeriesCollection', 'ChartSeries');
  const type = textAt(series, 'Type') || 'Column';
  const subtype = textAt(series, 'Subtype') || 'Plain';
  if (type === 'Shape') return subtype;
  if (subtype === 'Stacked') return `Stacked${type}`;
  if (subtype === 'PercentStacked') return `100%Stacked${type}`;
  return subtype === 'Smooth' && type === 'Line' ? 'Spline' : type;
}
