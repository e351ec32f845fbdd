import { DomainError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { ExternalImages } from '../rdl/engine/external-images.ts';
import { type DocumentDependencies, readDocument } from './catalog-documents.ts';

const MOST_IMAGE_BYTES = 8 * 1024 * 1024;
const IMAGE_TIMEOUT_MS = 15_000;

/**
 * The external images of a report: documents of the catalog, or https addresses of allowed hosts. One that cannot be
 * had is left out, as a report server does, and the log says why.
 * @param path of the report in the catalog
 */
export function externalImages(
  dependencies: DocumentDependencies & { readonly log: Log },
  path: string,
): ExternalImages {
  const folder = path.split('/').filter(Boolean).slice(0, -1);
  return async (address) => {
    const signal = AbortSignal.timeout(IMAGE_TIMEOUT_MS);
    try {
      const { bytes, contentType } = await readDocument(dependencies, {
        address,
        folder,
        maxBytes: MOST_IMAGE_BYTES,
        signal,
      });
      return { bytes, mimeType: contentType.split(';')[0]?.trim() || 'application/octet-stream' };
    } catch (error) {
      if (!(error instanceof DomainError) || error.code === 'STORAGE_UNAVAILABLE') throw error;
      dependencies.log.warn('image.refused', { code: error.code, detail: error.detail });
      return undefined;
    }
  };
}
