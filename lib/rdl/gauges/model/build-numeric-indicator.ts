import { BLACK, type Color, parseColor } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  numberProperty,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle, styleFont } from '../../drawing/style.ts';
import { all, child, type RdlElement } from '../../reader/element.ts';
import type { GaugeContext } from './gauge-context.ts';
import type { DigitModel, NumericIndicatorModel } from './gauge-model.ts';
import { inputValue } from './input-value.ts';
import { shapeStyle } from './shape-style.ts';

const STYLES = ['Mechanical', 'Digital7Segment', 'Digital14Segment'] as const;
const FIRE_BRICK = parseColor('Firebrick') ?? BLACK;

/** A `NumericIndicator`: a value on a display with a fixed number of places. */
export function buildNumericIndicator(element: RdlElement, context: GaugeContext): NumericIndicatorModel {
  const { properties } = context;
  const style = readStyle(child(element, 'Style'), properties);
  const value = inputValue(element, 'GaugeInputValue', context);
  const multiplier = numberProperty(element, 'Multiplier', properties) ?? 1;
  const minimum = inputValue(element, 'MinimumValue', context);
  const maximum = inputValue(element, 'MaximumValue', context);
  return {
    value,
    minimum,
    maximum,
    digits: digitsOf(element, value === undefined ? undefined : value * multiplier, {
      context,
      outOfRange: value !== undefined && (value < (minimum ?? value) || value > (maximum ?? value)),
    }),
    style: choiceProperty(element, 'IndicatorStyle', STYLES, properties) ?? 'Mechanical',
    shape: shapeStyle(style),
    font: styleFont(style, DEFAULT_FONT),
    dimColor: colorProperty(element, 'LedDimColor', properties),
    separatorColor: colorProperty(element, 'SeparatorColor', properties),
    separatorWidth: Math.max(0, numberProperty(element, 'SeparatorWidth', properties) ?? 1),
  };
}

/** The places of the display, as many as `Digits` says, the last ones behind the decimal point. */
function digitsOf(
  element: RdlElement,
  value: number | undefined,
  { context, outOfRange }: { readonly context: GaugeContext; readonly outOfRange: boolean },
): readonly DigitModel[] {
  const { properties } = context;
  const places = Math.min(50, Math.max(1, Math.round(numberProperty(element, 'Digits', properties) ?? 6)));
  const written = numberProperty(element, 'DecimalDigits', properties) ?? 1;
  const decimals = Math.min(places - 1, Math.max(0, Math.round(written)));
  const { color, decimalColor } = colorsOf(element, value, context);
  const point = (booleanProperty(element, 'ShowDecimalPoint', properties) ?? true) && decimals > 0;
  const text = displayText(element, value, { places, decimals, outOfRange, context });
  return [...text].map((character, index) => {
    const decimal = index >= places - decimals;
    return {
      text: character,
      color: decimal ? decimalColor : color,
      decimal,
      point: point && index === places - decimals - 1 && /\d/.test(text),
    };
  });
}

type Display = {
  readonly places: number;
  readonly decimals: number;
  readonly outOfRange: boolean;
  readonly context: GaugeContext;
};

function displayText(element: RdlElement, value: number | undefined, display: Display): string {
  const { places, decimals, outOfRange, context } = display;
  const { properties } = context;
  const fitted = (text: string) => text.slice(0, places).padStart(places);
  if (value === undefined) return fitted(textProperty(element, 'OffString', properties) ?? '-');
  const outside = textProperty(element, 'OutOfRangeString', properties) ?? 'Error';
  if (outOfRange) return fitted(outside);
  const digits = Math.abs(value).toFixed(decimals).replace('.', '');
  const signs = choiceProperty(element, 'ShowSign', ['NegativeOnly', 'Both', 'None'], properties);
  const sign = signs === 'None' ? '' : value < 0 ? '-' : signs === 'Both' ? '+' : '';
  if (digits.length + sign.length > places) return fitted(outside);
  const zeros = booleanProperty(element, 'ShowLeadingZeros', properties) ?? true;
  return zeros ? sign + digits.padStart(places - sign.length, '0') : (sign + digits).padStart(places);
}

/** The colours of the first range that holds the value, else the indicator's. */
function colorsOf(
  element: RdlElement,
  value: number | undefined,
  context: GaugeContext,
): { readonly color: Color; readonly decimalColor: Color } {
  const { properties } = context;
  const range = all(element, 'NumericIndicatorRanges', 'NumericIndicatorRange').find((one) => {
    if (value === undefined) return false;
    const start = inputValue(one, 'StartValue', context) ?? Number.NEGATIVE_INFINITY;
    const end = inputValue(one, 'EndValue', context) ?? Number.POSITIVE_INFINITY;
    return value >= start && value <= end;
  });
  const pick = (name: string) =>
    colorProperty(range, name, properties) ?? colorProperty(element, name, properties);
  return { color: pick('DigitColor') ?? BLACK, decimalColor: pick('DecimalDigitColor') ?? FIRE_BRICK };
}
