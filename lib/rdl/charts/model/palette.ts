import { BLACK, type Color, parseColor, TRANSPARENT } from '../../drawing/color.ts';
import { paletteColors, paletteNamed } from '../../drawing/palettes.ts';
import { evaluatedText, textProperty } from '../../drawing/properties.ts';
import { all, type RdlElement } from '../../reader/element.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';

export type ChartPalette = { readonly name: string; readonly colors: readonly Color[] };

/** The palette of a chart: a named one, or the colours that the definition lists for `Custom`. */
export function readPalette(chart: RdlElement, context: ChartContext): ChartPalette {
  const properties = propertiesIn(context.region, context);
  const written = textProperty(chart, 'Palette', properties)?.trim() ?? 'Default';
  if (written.toLowerCase() === 'custom') return { name: 'Custom', colors: customColors(chart, context) };
  const name = paletteNamed(written);
  if (name === undefined) context.warn(`Palette "${written}" is not a palette; the default one is used.`);
  return { name: name ?? 'Default', colors: paletteColors(name ?? 'Default') };
}

function customColors(chart: RdlElement, context: ChartContext): readonly Color[] {
  const properties = propertiesIn(context.region, context);
  return all(chart, 'ChartCustomPaletteColors', 'ChartCustomPaletteColor').map((element) => {
    const text = evaluatedText(element.text, 'ChartCustomPaletteColor', properties);
    return (text === undefined ? undefined : parseColor(text)) ?? BLACK;
  });
}

/** Gives out the colours of a palette one after the other, then from the start again. */
export class PaletteCursor {
  readonly #colors: readonly Color[];
  #next = 0;

  constructor(palette: ChartPalette) {
    this.#colors = palette.colors;
  }

  next(): Color {
    const color = this.#colors[this.#next % Math.max(1, this.#colors.length)];
    this.#next += 1;
    // A custom palette that lists no colours fills nothing.
    return color ?? TRANSPARENT;
  }
}
