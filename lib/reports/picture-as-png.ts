import { DomainError } from '../errors.ts';
import { readImageInfo } from '../rdl/images/image-format.ts';
import { createPngRenderer } from '../rdl/png/png-renderer.ts';

/**
 * A picture that somebody else made, as PNG: what is one stays as it is, JPEG, GIF and BMP are drawn.
 * @throws DomainError REPORT_SERVER_ANSWER_INVALID where it is no picture that we know
 */
export async function asPng(bytes: Uint8Array): Promise<Uint8Array> {
  const info = readImageInfo(bytes);
  if (typeof info === 'string')
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: `The report server drew no picture: ${info}`,
    });
  const { width, height, format } = info;
  if (format === 'png') return bytes;
  const data = Buffer.from(bytes).toString('base64');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/${format};base64,${data}"/></svg>`;
  return createPngRenderer().render({ svg, width, height, scale: 1, background: 'white' });
}
