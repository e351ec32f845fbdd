import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Published contracts of the real services, beside the checkout (`../shared/contracts` from the repository root).
 * Undefined where they are not there: what needs them is then left out.
 */
export function contractsFolder(): string | undefined {
  const folder = fileURLToPath(new URL('../../../../shared/contracts/', import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
