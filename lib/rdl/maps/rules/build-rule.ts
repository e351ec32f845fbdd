import type { Color } from '../../drawing/color.ts';
import { parseColor } from '../../drawing/color.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import { PALETTE_NAMES, paletteColors, paletteNamed } from '../../drawing/palettes.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  evaluatedText,
  lengthProperty,
  numberProperty,
  textProperty,
} from '../../drawing/properties.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';
import { axisNumber, presentValue } from '../../values/axis-number.ts';
import { double, isIntegerType } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import { fieldOfKeyword, fillTemplate } from '../model/labels.ts';
import type { MapContext } from '../model/map-context.ts';
import type { MarkerShape } from '../model/map-model.ts';
import { readMarkerShape } from '../model/marker-shape.ts';
import type { SpatialElement } from '../model/spatial-elements.ts';
import { type Bucket, bucketIndex, bucketsOf, DISTRIBUTIONS } from './buckets.ts';
import { bucketSizes, cyclicColors, rangeColors } from './rule-colors.ts';

/** What a rule gives to each of its buckets. */
export type RuleOutcome =
  | { readonly kind: 'color'; readonly colors: readonly Color[] }
  | { readonly kind: 'size'; readonly sizes: readonly number[] }
  | { readonly kind: 'marker'; readonly markers: readonly MarkerShape[] };

export type RuleModel = RuleOutcome & {
  readonly buckets: readonly Bucket[];
  /** The bucket of each element of the layer; −1 for none. */
  readonly indices: readonly number[];
  readonly legendName: string;
  /** One text a bucket. */
  readonly legendTexts: readonly string[];
  readonly inColorScale: boolean;
};

const RULES = [
  'MapColorRangeRule',
  'MapColorPaletteRule',
  'MapCustomColorRule',
  'MapSizeRule',
  'MapMarkerRule',
];

/** The rules that stand in an element (`MapPolygonRules`, `MapPointRules`, …), over the elements of a layer. */
export function buildRules(
  container: RdlElement | undefined,
  elements: readonly SpatialElement[],
  context: MapContext,
): readonly RuleModel[] {
  return (container?.children ?? [])
    .filter(({ name }) => RULES.includes(name))
    .map((rule) => buildRule(rule, elements, context));
}

function buildRule(rule: RdlElement, elements: readonly SpatialElement[], context: MapContext): RuleModel {
  const { properties } = context;
  const values = elements.map((element) => dataValue(rule, element, context));
  const named = values.some((value) => value !== undefined && axisNumber(value) === undefined);
  const { buckets, indices, texts } = named ? categories(values, context) : ranges(rule, values, context);
  const written = numberProperty(rule, 'BucketCount', properties) ?? 5;
  return {
    ...outcomeOf(rule, { count: buckets.length, written: named ? buckets.length : written }, context),
    buckets,
    indices,
    legendName: textProperty(rule, 'LegendName', properties)?.trim() ?? '',
    legendTexts: texts,
    inColorScale: !named && (booleanProperty(rule, 'ShowInColorScale', properties) ?? false),
  };
}

/** `#FIELD` is a field of the element itself, an expression asks the data that it is bound to. */
function dataValue(rule: RdlElement, element: SpatialElement, context: MapContext): Value | undefined {
  const source = child(rule, 'DataValue')?.text.trim() ?? '';
  if (source.startsWith('#')) {
    const value = fieldOfKeyword(source.slice(1), element.fields);
    return value?.type === 'Nothing' || value?.type === 'DBNull' ? undefined : value;
  }
  if (!element.scope || source === '') return undefined;
  const evaluated = element.scope.evaluate(source);
  if (!evaluated.ok) context.warn(`DataValue is not used: its expression fails (${evaluated.message}).`);
  return presentValue(evaluated);
}

type Parts = {
  readonly buckets: readonly Bucket[];
  readonly indices: readonly number[];
  readonly texts: readonly string[];
};

/** Values that are no numbers have a bucket each, in the order of their texts. */
function categories(values: readonly (Value | undefined)[], { writer }: MapContext): Parts {
  const written = values.map((value) => (value === undefined ? undefined : writer.write(value, '')));
  const texts = [...new Set(written.filter((text) => text !== undefined))].sort((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  return {
    buckets: texts.map((_, index) => ({ from: index, to: index })),
    indices: written.map((text) => (text === undefined ? -1 : texts.indexOf(text))),
    texts,
  };
}

function ranges(rule: RdlElement, values: readonly (Value | undefined)[], context: MapContext): Parts {
  const { properties } = context;
  const numbers = values.map((value) => value && axisNumber(value));
  const present = numbers.filter((number) => number !== undefined);
  const buckets = bucketsOf(present, {
    distribution: choiceProperty(rule, 'DistributionType', DISTRIBUTIONS, properties) ?? 'Optimal',
    count: numberProperty(rule, 'BucketCount', properties) ?? 5,
    start: numberProperty(rule, 'StartValue', properties),
    end: numberProperty(rule, 'EndValue', properties),
    custom: all(rule, 'MapBuckets', 'MapBucket').map((bucket) => ({
      from: numberProperty(bucket, 'StartValue', properties),
      to: numberProperty(bucket, 'EndValue', properties),
    })),
  });
  const whole = values.every((value) => value === undefined || isIntegerType(value.type));
  const template = textProperty(rule, 'LegendText', properties) ?? '#FROMVALUE{N0} - #TOVALUE{N0}';
  const edge = (number: number): Value =>
    whole ? { type: 'Int64', value: BigInt(halfEven(number)) } : double(number);
  return {
    buckets,
    indices: numbers.map((number) => (number === undefined ? -1 : bucketIndex(buckets, number))),
    texts: buckets.map(({ from, to }) =>
      fillTemplate(
        template,
        (name) => (name === 'FROMVALUE' ? edge(from) : name === 'TOVALUE' ? edge(to) : undefined),
        context.writer,
      ),
    ),
  };
}

/** Edges of whole numbers are whole numbers in a legend, rounded as .NET converts them. */
function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

function outcomeOf(
  rule: RdlElement,
  { count, written }: { readonly count: number; readonly written: number },
  context: MapContext,
): RuleOutcome {
  const { properties } = context;
  switch (rule.name) {
    case 'MapSizeRule': {
      const size = (name: string) => pointsToPixels(lengthProperty(rule, name, properties) ?? 0);
      return {
        kind: 'size',
        sizes: bucketSizes(size('StartSize'), size('EndSize'), Math.max(count, written)),
      };
    }
    case 'MapMarkerRule': {
      const markers = all(rule, 'MapMarkers', 'MapMarker').map((marker) =>
        readMarkerShape(marker, properties),
      );
      return {
        kind: 'marker',
        markers: Array.from({ length: count }, (_, index) => markers[index % markers.length] ?? 'None'),
      };
    }
    default:
      return { kind: 'color', colors: ruleColors(rule, count, context) };
  }
}

function ruleColors(rule: RdlElement, count: number, context: MapContext): readonly Color[] {
  const { properties } = context;
  if (rule.name === 'MapCustomColorRule') {
    const written = all(rule, 'MapCustomColors', 'MapCustomColor').flatMap(
      ({ text }) => parseColor(evaluatedText(text, 'MapCustomColor', properties) ?? '') ?? [],
    );
    return cyclicColors(written, count);
  }
  if (rule.name === 'MapColorPaletteRule') {
    const name = textProperty(rule, 'Palette', properties) ?? 'Random';
    const palette = paletteNamed(name) ?? 'BrightPastel';
    if (!PALETTE_NAMES.includes(palette) || paletteNamed(name) === undefined) {
      context.warn(`The palette ${name} of a map is drawn as BrightPastel.`);
    }
    return cyclicColors(paletteColors(palette), count);
  }
  const color = (name: string, fallback: string) =>
    colorProperty(rule, name, properties) ?? parseColor(fallback);
  const start = color('StartColor', 'Green');
  const end = color('EndColor', 'Red');
  const middle = textAt(rule, 'MiddleColor') === '' ? undefined : color('MiddleColor', 'Yellow');
  if (!start || !end) return [];
  return rangeColors({ start, middle: middle?.alpha === 0 ? undefined : middle, end }, count);
}
