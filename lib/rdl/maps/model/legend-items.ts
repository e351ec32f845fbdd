import { frameOf } from '../../drawing/box-paint.ts';
import { type Color, TRANSPARENT } from '../../drawing/color.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import { lengthProperty } from '../../drawing/properties.ts';
import { child } from '../../reader/element.ts';
import { styleOf } from './box-model.ts';
import type { AppliedRule, BuiltLayer } from './build-layer.ts';
import type { MapContext } from './map-context.ts';
import type { LegendItemModel, MarkerShape } from './map-model.ts';
import { readMarkerShape } from './marker-shape.ts';

/** The items that the rules of all layers have in a legend: one a bucket, in the order of layers and rules. */
export function legendItems(
  legend: string,
  context: MapContext & { readonly layers: readonly BuiltLayer[] },
): readonly LegendItemModel[] {
  return context.layers
    .flatMap(({ rules }) => rules)
    .filter(({ rule }) => rule.legendName !== '' && rule.legendName === legend)
    .flatMap((applied) =>
      applied.rule.buckets.map((_, index) => ({
        text: applied.rule.legendTexts[index] ?? '',
        symbol: symbolOf(applied, index, context),
      })),
    );
}

/** What a rule leaves open is taken from the template of what it is applied to. */
function symbolOf(
  { rule, target, template }: AppliedRule,
  index: number,
  context: MapContext,
): LegendItemModel['symbol'] {
  const { properties } = context;
  const style = styleOf(template, properties);
  const color: Color =
    (rule.kind === 'color' ? rule.colors[index] : undefined) ?? style.backgroundColor ?? TRANSPARENT;
  if (target === 'shape') return { kind: 'shape', color };
  const size = rule.kind === 'size' ? rule.sizes[index] : undefined;
  const written = (name: string, fallback: number) =>
    Math.round(pointsToPixels(lengthProperty(template, name, properties) ?? fallback));
  if (target === 'path') return { kind: 'path', color, width: size ?? written('Width', 3.75) };
  const marker: MarkerShape | undefined = rule.kind === 'marker' ? rule.markers[index] : undefined;
  return {
    kind: 'symbol',
    color,
    border: frameOf(style.border),
    size: size ?? written('Size', 5.25),
    marker: marker ?? readMarkerShape(child(template, 'MapMarker'), properties),
  };
}
