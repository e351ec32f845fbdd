import type { ReportData } from '../data/scope.ts';
import type { DrawInput } from '../drawing/item-renderer.ts';
import { externalImageAddress } from '../images/image-source.ts';
import type { ReportItem } from '../model/report.ts';

/** Bytes of an external image, as whoever may fetch it gives them. */
export type ExternalImage = { readonly bytes: Uint8Array; readonly mimeType: string };

/** External images by address, or a way to ask for one; undefined where it is not allowed or not there. */
export type ExternalImages =
  | ReadonlyMap<string, ExternalImage>
  | ((address: string) => Promise<ExternalImage | undefined>);

/** The images that an item needs from outside; its address is known only when its data is. */
export async function imagesFor(
  item: ReportItem,
  data: ReportData,
  images: ExternalImages | undefined,
): Promise<DrawInput['externalImages']> {
  if (typeof images !== 'function') return images ?? new Map();
  const address = externalImageAddress(item, (source) => data.body.evaluate(source));
  const image = address === undefined ? undefined : await images(address);
  return new Map(address === undefined || !image ? [] : [[address, image]]);
}
