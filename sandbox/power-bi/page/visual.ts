import type { CellValue } from '../tenant/types.ts';
import type { Evaluated, ShownColumn } from '../visuals/evaluate.ts';
import { type Html, html, webAddress } from './html.ts';

const ROWS_SHOWN = 12;

/** A visual as a person sees it: its picture, number, columns or table; in words when it is broken. */
export function visualHtml(shown: Evaluated, visualType: string, title: string): Html {
  if (shown.kind === 'broken') return brokenHtml(shown.reason);
  if (shown.rows.length === 0) return html`<p class="nothing">No data yet</p>`;
  const picture = shown.columns.findIndex((column) => column.category === 'ImageUrl');
  if (picture !== -1) return picturesHtml(shown.rows, picture, title);
  const value = shown.columns.findIndex((column) => column.isNumber);
  const category = shown.columns.findIndex((column) => !column.isNumber);
  if (/card$/i.test(visualType) && value !== -1 && shown.rows.length === 1) {
    return html`<p class="figure">${textOf(shown.rows[0]?.[value] ?? null)}</p>`;
  }
  if (/(column|bar)chart$/i.test(visualType) && value !== -1 && category !== -1) {
    return columnsHtml(shown.rows, category, value);
  }
  return tableHtml(shown.columns, shown.rows);
}

export function brokenHtml(reason: string): Html {
  return html`<div class="broken" role="img" aria-label="Broken tile">
    <svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><path d="M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M9 3l2 4-2 3 3 4-2 3 1 4" fill="none" stroke="currentColor" stroke-width="1.4"/></svg>
    <p>Can't display this visual</p>
    <small>${reason}</small>
  </div>`;
}

/** The address as the model holds it, loaded by the browser without cookies, as the service does. */
export function pictureHtml(address: string | undefined, title: string): Html {
  const url = webAddress(address);
  if (url === undefined) return brokenHtml('There is no address of a picture.');
  const alt = title === '' ? 'Picture of a report item' : title;
  return html`<img src="${url}" alt="${alt}" referrerpolicy="no-referrer">`;
}

function picturesHtml(rows: readonly CellValue[][], column: number, title: string): Html {
  const addresses = rows.slice(0, ROWS_SHOWN).map((row) => row[column]);
  const pictures = addresses.map((address) =>
    pictureHtml(typeof address === 'string' ? address : undefined, title),
  );
  return html`<div class="${pictures.length === 1 ? 'picture' : 'pictures'}">${pictures}</div>`;
}

const NUMBER = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

function textOf(value: CellValue): string {
  if (value === null) return '–';
  return typeof value === 'number' ? NUMBER.format(value) : String(value);
}

function columnsHtml(rows: readonly CellValue[][], category: number, value: number): Html {
  const shown = rows.slice(0, ROWS_SHOWN);
  const amounts = shown.map((row) => Number(row[value] ?? 0));
  const most = Math.max(...amounts, 0) || 1;
  return html`<div class="columns">
    ${shown.map(
      (row, index) => html`<div>
        <span class="amount">${textOf(row[value] ?? null)}</span>
        <span class="bar" style="height:${Math.max(1, Math.round((70 * (amounts[index] ?? 0)) / most))}%"></span>
        <span>${textOf(row[category] ?? null)}</span>
      </div>`,
    )}
  </div>`;
}

function cellHtml(column: ShownColumn, value: CellValue): Html {
  const address = column.category === 'WebUrl' && typeof value === 'string' ? webAddress(value) : undefined;
  const text = textOf(value);
  const content = address === undefined ? html`${text}` : html`<a href="${address}">${address}</a>`;
  return html`<td${column.isNumber && html` class="number"`}>${content}</td>`;
}

function tableHtml(columns: readonly ShownColumn[], rows: readonly CellValue[][]): Html {
  return html`<div class="scroll"><table class="values">
    <thead><tr>${columns.map(
      (column) => html`<th scope="col"${column.isNumber && html` class="number"`}>${column.name}</th>`,
    )}</tr></thead>
    <tbody>${rows
      .slice(0, ROWS_SHOWN)
      .map(
        (row) => html`<tr>${columns.map((column, index) => cellHtml(column, row[index] ?? null))}</tr>`,
      )}</tbody>
  </table></div>`;
}
