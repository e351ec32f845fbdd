import { type Culture, findCulture } from '../../../../lib/rdl/formats/culture.ts';

export function cultureOf(name: string): Culture {
  const culture = findCulture(name);
  if (culture === undefined) throw new RangeError(`Unknown culture '${name}'.`);
  return culture;
}
