import { escapeXml } from '../../lib/report-server/xml/xml-node.ts';
import type { OpenedExecution } from './render-item.ts';

type Point = { readonly category?: unknown; readonly x?: unknown; readonly y?: unknown };
type Series = { readonly name?: unknown; readonly points?: readonly Point[] };

/** What the XML renderer makes of a report: an element a data item, in a chart one a series and one a point. */
export async function reportXml({ items, draw }: OpenedExecution, reportName: string): Promise<string> {
  const parts: string[] = [];
  for (const item of items.filter(
    ({ pinnable, drawable, kind }) => pinnable && drawable && kind !== 'image',
  )) {
    const { data } = await draw(item);
    parts.push(`<${item.name}>${seriesXml(data.series)}</${item.name}>`);
  }
  return `<?xml version="1.0" encoding="utf-8"?><Report Name="${escapeXml(reportName)}">${parts.join('')}</Report>`;
}

function seriesXml(series: unknown): string {
  if (!Array.isArray(series)) return '';
  return (series as readonly Series[])
    .map(
      ({ name, points = [] }) =>
        `<Series Label="${escapeXml(String(name ?? ''))}">${points
          .map(
            (point) =>
              `<Category Label="${escapeXml(String(point.category ?? point.x ?? ''))}"><Value Y="${escapeXml(valueText(point.y))}" /></Category>`,
          )
          .join('')}</Series>`,
    )
    .join('');
}

function valueText(value: unknown): string {
  return typeof value === 'object' && value !== null && 'value' in value
    ? String(value.value)
    : String(value ?? '');
}
