import type { Report, Source } from '../model/report.ts';
import { all, child } from '../reader/element.ts';

/** The value of a text box that has one instance and one text run; undefined for every other item. */
export function textBoxSource(report: Report, name: string): Source | undefined {
  const item = report.items.find((one) => one.kind === 'textbox' && one.name === name);
  if (item === undefined || item.inDataRegion) return undefined;
  const runs = all(item.element, 'Paragraphs', 'Paragraph', 'TextRuns', 'TextRun');
  const [run] = runs;
  if (runs.length > 1) return undefined;
  return (run === undefined ? child(item.element, 'Value') : child(run, 'Value'))?.text;
}
