import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { ExternalImage } from '../engine/external-images.ts';
import { RdlError } from '../errors.ts';
import { readReport } from '../model/read-report.ts';
import type { Report } from '../model/report.ts';

/** Rows by dataset, as `rows.json` holds them. */
export type RowsFile = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

/** @throws RdlError as `readReport`, and NOT_XML for a file that cannot be read. */
export function readReportFile(path: string): Report {
  return readReport(readBytes(path, 'NOT_XML'));
}

/** @throws RdlError DATA_INVALID when the file is not `{"DataSet": [{"field": value}]}`. */
export function readRowsFile(path: string): RowsFile {
  const json = parseJson(readBytes(path, 'DATA_INVALID'), path);
  if (isRows(json)) return json;
  throw new RdlError('DATA_INVALID', `${path} does not have the form {"DataSet": [{"field": value}]}.`);
}

/** @throws RdlError DATA_UNAVAILABLE */
export function readImageFile(path: string): ExternalImage {
  return { bytes: readBytes(path, 'DATA_UNAVAILABLE'), mimeType: 'application/octet-stream' };
}

/** @throws RdlError DATA_UNAVAILABLE when the file cannot be written. */
export function writeFile(path: string, content: Uint8Array | string): void {
  try {
    writeFileSync(path, content);
  } catch (cause) {
    throw new RdlError('DATA_UNAVAILABLE', `${path} cannot be written: ${messageOf(cause)}.`, { cause });
  }
}

function readBytes(path: string, code: 'NOT_XML' | 'DATA_INVALID' | 'DATA_UNAVAILABLE'): Uint8Array {
  if (!existsSync(path)) throw new RdlError(code, `There is no file ${path}.`);
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new RdlError(code, `${path} cannot be read: ${messageOf(cause)}.`, { cause });
  }
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new RdlError('DATA_INVALID', `${path} is not JSON: ${messageOf(cause)}.`, { cause });
  }
}

function isRows(json: unknown): json is RowsFile {
  if (json === null || typeof json !== 'object' || Array.isArray(json)) return false;
  return Object.values(json).every((rows) => Array.isArray(rows) && rows.every(isRow));
}

function isRow(row: unknown): boolean {
  return row !== null && typeof row === 'object' && !Array.isArray(row);
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
