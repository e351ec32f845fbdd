import { RdlError } from '../../errors.ts';

/**
 * Reads RFC 4180 text: comma-separated, the first line has the column names, quotes are doubled inside quotes. An
 * unquoted empty value is undefined, a quoted one is empty text.
 * @throws RdlError DATA_INVALID at a quote that is never closed or a line with too many values
 */
export function parseCsv(text: string, source: string): readonly Record<string, string | undefined>[] {
  const [header, ...lines] = csvLines(text.replace(/^\uFEFF/, ''), source);
  const columns = (header ?? []).map((name) => (name ?? '').trim());
  return lines
    .filter((line) => line.length > 1 || line[0] !== undefined)
    .map((line, index) => {
      if (line.length > columns.length) {
        throw new RdlError('DATA_INVALID', `Row ${index + 1} of ${source} has more values than columns.`);
      }
      return Object.fromEntries(columns.map((column, place) => [column, line[place]]));
    });
}

type Cell = string | undefined;

function csvLines(text: string, source: string): readonly (readonly Cell[])[] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  let position = 0;
  while (position < text.length) {
    const [cell, end] =
      text[position] === '"' ? quotedCell(text, position, source) : plainCell(text, position);
    line.push(cell);
    position = end;
    if (text[position] === ',') {
      position += 1;
      if (position === text.length) line.push(undefined);
      continue;
    }
    position += text.startsWith('\r\n', position) ? 2 : 1;
    lines.push(line);
    line = [];
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

function plainCell(text: string, start: number): readonly [Cell, number] {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return [end === start ? undefined : text.slice(start, end), end];
}

function quotedCell(text: string, start: number, source: string): readonly [Cell, number] {
  let cell = '';
  let position = start + 1;
  for (;;) {
    const quote = text.indexOf('"', position);
    if (quote < 0) throw new RdlError('DATA_INVALID', `A quote in ${source} is never closed.`);
    cell += text.slice(position, quote);
    if (text[quote + 1] !== '"') return [cell, quote + 1];
    cell += '"';
    position = quote + 2;
  }
}
