import type { ItemRenderer } from '../drawing/item-renderer.ts';
import type { Report, ReportItem } from '../model/report.ts';
import { readImageInfo } from './image-format.ts';
import { imageSourceOf, imageValueOf } from './image-source.ts';

/** Draws the images of a report: embedded ones, bytes of a field, and external ones whose bytes are given. */
export const imageRenderer: ItemRenderer = {
  notDrawable,
  draw: async (input) => (await import('./render-image.ts')).renderImage(input),
};

/** Base64 letters of an image that surely hold its header: a JPEG may have its thumbnail and profile before it. */
const HEADER_LETTERS = 1_400_000;

function notDrawable(item: ReportItem, report: Report): string | undefined {
  const name = imageValueOf(item);
  if (name === '') return 'The image says nowhere what it shows.';
  if (imageSourceOf(item) !== 'Embedded' || name.startsWith('=')) return undefined;
  const image = report.embeddedImages.find((embedded) => embedded.name === name);
  if (!image) return `The report has no embedded image ${name}.`;
  const info = readImageInfo(new Uint8Array(Buffer.from(image.base64.slice(0, HEADER_LETTERS), 'base64')));
  return typeof info === 'string' ? info : undefined;
}
