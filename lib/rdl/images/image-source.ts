import { plainText } from '../drawing/properties.ts';
import { RdlError } from '../errors.ts';
import type { Report, ReportItem } from '../model/report.ts';
import { child, textAt } from '../reader/element.ts';
import type { Evaluated } from '../values/value.ts';

export type ImageSource = 'Embedded' | 'External' | 'Database';

/** Images of the report server's own kinds; the grammar's default is External. */
export function imageSourceOf(item: ReportItem): ImageSource {
  const written = textAt(item.element, 'Source')?.toLowerCase();
  return written === 'embedded' ? 'Embedded' : written === 'database' ? 'Database' : 'External';
}

/** The value of an image as written: a name, an address, or an expression for one of them or for bytes. */
export function imageValueOf(item: ReportItem): string {
  return child(item.element, 'Value')?.text.trim() ?? '';
}

/** Evaluates a source; constants are their own text. */
export type Evaluate = (source: string) => Evaluated;

/**
 * The address of an external image, for the caller to fetch beforehand; undefined for other images and where
 * there is none. It may be relative to the report server.
 */
export function externalImageAddress(item: ReportItem, evaluate: Evaluate): string | undefined {
  if (item.kind !== 'image' || imageSourceOf(item) !== 'External') return undefined;
  return evaluatedName(item, evaluate);
}

/** Bytes of an embedded image. @throws RdlError ITEM_NOT_DRAWABLE when the report has none of that name. */
export function embeddedBytes(report: Report, name: string, item: ReportItem): Uint8Array {
  const image = report.embeddedImages.find((embedded) => embedded.name === name);
  if (!image) {
    throw new RdlError('ITEM_NOT_DRAWABLE', `The report has no embedded image ${name}.`, placeOf(item));
  }
  return new Uint8Array(Buffer.from(image.base64, 'base64'));
}

/** The bytes that a database image's expression gives; undefined for Nothing. */
export function databaseBytes(item: ReportItem, evaluate: Evaluate): Uint8Array | undefined {
  const evaluated = evaluate(imageValueOf(item));
  if (!evaluated.ok) {
    const message = `The image's expression fails: ${evaluated.message}`;
    throw new RdlError('EXPRESSION_INVALID', message, placeOf(item));
  }
  const { value } = evaluated;
  if (value.type === 'Bytes') return value.value;
  if (value.type === 'Nothing' || value.type === 'DBNull') return undefined;
  // Rows given as JSON hold bytes as base64; a field without a declared type arrives as that text.
  if (value.type === 'String' && isBase64(value.value))
    return new Uint8Array(Buffer.from(value.value, 'base64'));
  throw new RdlError(
    'DATA_INVALID',
    `The image's value is a ${value.type}, not the bytes of an image.`,
    placeOf(item),
  );
}

/** The name or address that an image's value gives; undefined where it is empty. */
export function evaluatedName(item: ReportItem, evaluate: Evaluate): string | undefined {
  const written = imageValueOf(item);
  if (!written.startsWith('=')) return written || undefined;
  const evaluated = evaluate(written);
  if (!evaluated.ok) {
    const message = `The image's expression fails: ${evaluated.message}`;
    throw new RdlError('EXPRESSION_INVALID', message, placeOf(item));
  }
  return plainText(evaluated.value) || undefined;
}

export function placeOf(item: ReportItem): { readonly element: string; readonly line: number } {
  return { element: item.name, line: item.element.line };
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
}
