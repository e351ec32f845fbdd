import { RdlError } from '../errors.ts';
import { type Color, opacityOf, rgbHex } from './color.ts';

/** Pixels; more than any picture is wide, and exact in the single precision that renderers use. */
const FARTHEST = 1e7;

/**
 * A coordinate with at most three decimals, so that the same drawing gives the same text on every machine. What lies
 * far outside of every picture is held where a renderer still can count.
 * @throws RdlError TOO_LARGE for what is no number: it would draw something wrong in silence
 */
export function svgNumber(value: number): string {
  if (!Number.isFinite(value)) throw tooLarge(String(value));
  const held = Math.min(FARTHEST, Math.max(-FARTHEST, value));
  const rounded = Math.round(held * 1000) / 1000;
  return rounded === 0 ? '0' : String(rounded);
}

/** The path that a shape library made. @throws RdlError TOO_LARGE where one of its numbers is none */
export function svgPath(path: string): string {
  const [none] = /NaN|Infinity/.exec(path) ?? [];
  if (none !== undefined) throw tooLarge(none);
  return path;
}

function tooLarge(value: string): RdlError {
  return new RdlError(
    'TOO_LARGE',
    `A value of the definition or the data is too large to be drawn (${value}).`,
  );
}

/** Characters that XML 1.0 allows in no form: control characters but tab and line ends, U+FFFE and U+FFFF. */
function isForbidden(code: number): boolean {
  return (code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd) || code === 0xfffe || code === 0xffff;
}

function withoutForbidden(text: string): string {
  for (let index = 0; index < text.length; index++) {
    if (isForbidden(text.charCodeAt(index))) {
      return Array.from(text, (character) =>
        isForbidden(character.charCodeAt(0)) ? '\uFFFD' : character,
      ).join('');
    }
  }
  return text;
}

/** Text or attribute value for XML: markup escaped, control characters and lone surrogates made harmless. */
export function escapeXml(text: string): string {
  return withoutForbidden(text.toWellFormed())
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** ` name="value"` of each attribute that is there; numbers rounded, text escaped. */
export function svgAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    text += ` ${name}="${typeof value === 'number' ? svgNumber(value) : escapeXml(value)}"`;
  }
  return text;
}

/** The attributes of a colour: `fill` and, where it is not opaque, `fill-opacity` (the same for `stroke`, `stop-color`). */
export function colorAttributes(
  name: 'fill' | 'stroke' | 'stop-color',
  color: Color,
): Readonly<Record<string, string | number | undefined>> {
  const opacityName = name === 'stop-color' ? 'stop-opacity' : `${name}-opacity`;
  return { [name]: rgbHex(color), [opacityName]: color.alpha === 255 ? undefined : opacityOf(color) };
}
