import type { SheetItem, SheetReport } from './draw-folder.ts';

/** A page of all reports with their items: pictures by the paths given, reasons where there are none. */
export function contactPage(
  reports: readonly SheetReport[],
  pictureOf: (file: string, item: string) => string,
): string {
  const sections = reports.map((report) => section(report, pictureOf)).join('\n');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Items of reports</title>
<style>
body{font:14px Arial,sans-serif;margin:16px}section{margin-bottom:24px}h2{font-size:16px;margin:0 0 8px}
figure{display:inline-block;margin:0 12px 12px 0;vertical-align:top;max-width:480px}
img{max-width:480px;border:1px solid #c8c8c8}figcaption{font-size:12px}.reason{color:#b10e1c}.warning{color:#8a5a00}
</style></head><body>
<h1>${reports.length} reports, ${countOf(reports, isDrawn)} of ${countOf(reports, isPinnable)} pinnable items drawn</h1>
${sections}
</body></html>
`;
}

export function countOf(reports: readonly SheetReport[], test: (item: SheetItem) => boolean): number {
  return reports.flatMap(({ items }) => items).filter(test).length;
}

export const isPinnable = ({ listed }: SheetItem): boolean => listed.pinnable;
export const isDrawn = ({ drawn }: SheetItem): boolean => drawn !== undefined && 'png' in drawn;

function section(report: SheetReport, pictureOf: (file: string, item: string) => string): string {
  const { file, items, refusal } = report;
  const reason = refusal ? `<p class="reason">${escapeHtml(`${refusal.code}: ${refusal.message}`)}</p>` : '';
  const figures = items.map((item) => figure(file, item, pictureOf)).join('\n');
  const none = items.length === 0 && !refusal ? '<p>no chart, gauge panel, map or image</p>' : '';
  return `<section><h2>${escapeHtml(file)}</h2>${reason}${none}${figures}</section>`;
}

function figure(file: string, item: SheetItem, pictureOf: (file: string, item: string) => string): string {
  const { listed, drawn } = item;
  const caption = `<b>${escapeHtml(listed.name)}</b> (${listed.kind})`;
  if (!drawn) {
    return `<figure><figcaption>${caption} <span class="reason">not pinnable: ${listed.why}</span></figcaption></figure>`;
  }
  if (!('png' in drawn)) {
    const reason = escapeHtml(`${drawn.code}: ${drawn.message}`);
    return `<figure><figcaption>${caption} <span class="reason">${reason}</span></figcaption></figure>`;
  }
  const source = escapeHtml(pictureOf(file, listed.name).split('/').map(encodeURIComponent).join('/'));
  const warnings = drawn.warnings
    .map((warning) => `<br><span class="warning">${escapeHtml(warning)}</span>`)
    .join('');
  return `<figure><img src="${source}" alt=""><figcaption>${caption}${warnings}</figcaption></figure>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
