import { backgroundOf, frameOf } from '../../drawing/box-paint.ts';
import { type Color, TRANSPARENT, withAlpha } from '../../drawing/color.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import {
  booleanProperty,
  choiceProperty,
  lengthProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import type { Style } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import type { LayerDefinition } from '../definition/map-definition.ts';
import type { RuleModel } from '../rules/build-rule.ts';
import { buildRules } from '../rules/build-rule.ts';
import { centralPoint } from '../spatial/centroid.ts';
import type { Position } from '../spatial/geometry.ts';
import { styleOf, textStyleOf } from './box-model.ts';
import { fieldOfKeyword, fillTemplate, qualifiedTemplate } from './labels.ts';
import { type MapContext, propertiesOf } from './map-context.ts';
import {
  LABEL_PLACEMENTS,
  type LayerModel,
  type PathModel,
  type ShapeModel,
  type SymbolModel,
} from './map-model.ts';
import { readMarkerShape } from './marker-shape.ts';
import { type SpatialElement, spatialElements } from './spatial-elements.ts';

/** A layer decided, with what its rules say in legends and the colour scale. */
export type BuiltLayer = {
  readonly model: LayerModel;
  readonly elements: readonly SpatialElement[];
  readonly rules: readonly AppliedRule[];
};

/** A rule and what it is applied to, whose template legends take the rest from. */
export type AppliedRule = {
  readonly rule: RuleModel;
  readonly target: 'shape' | 'path' | 'symbol';
  readonly template: RdlElement | undefined;
};

type Layer = LayerDefinition & { readonly kind: 'polygon' | 'point' | 'line' };

export function buildLayer(layer: Layer, context: MapContext): BuiltLayer {
  const { element } = layer;
  const elements = spatialElements(layer, context);
  const rulesIn = (name: string, target: AppliedRule['target'], template: string): readonly AppliedRule[] =>
    buildRules(child(element, name), elements, context).map((rule) => ({
      rule,
      target,
      template: child(element, template),
    }));
  const rules = {
    polygon: () => [
      ...rulesIn('MapPolygonRules', 'shape', 'MapPolygonTemplate'),
      ...rulesIn('MapCenterPointRules', 'symbol', 'MapMarkerTemplate'),
    ],
    line: () => rulesIn('MapLineRules', 'path', 'MapLineTemplate'),
    point: () => rulesIn('MapPointRules', 'symbol', 'MapMarkerTemplate'),
  }[layer.kind]();
  const builder = new LayerBuilder(layer, rules, context);
  return {
    model: {
      name: layer.name,
      visible:
        choiceProperty(element, 'VisibilityMode', ['Visible', 'Hidden', 'ZoomBased'], context.properties) !==
        'Hidden',
      shapes: layer.kind === 'polygon' ? elements.map((one, index) => builder.shape(one, index)) : [],
      paths: layer.kind === 'line' ? elements.map((one, index) => builder.path(one, index)) : [],
      symbols: elements.flatMap((one, index) => builder.symbols(one, index)),
    },
    elements,
    rules,
  };
}

class LayerBuilder {
  readonly #layer: Layer;
  readonly #rules: readonly AppliedRule[];
  readonly #context: MapContext;
  readonly #opacity: number;

  constructor(layer: Layer, rules: readonly AppliedRule[], context: MapContext) {
    this.#layer = layer;
    this.#rules = rules;
    this.#context = context;
    const transparency = numberProperty(layer.element, 'Transparency', context.properties) ?? 0;
    this.#opacity = 1 - Math.min(100, Math.max(0, transparency)) / 100;
  }

  shape(element: SpatialElement, index: number): ShapeModel {
    const template = this.#template(element, 'MapPolygonTemplate', 'UseCustomPolygonTemplate');
    const properties = propertiesOf(element.scope, this.#context);
    const style = styleOf(template, properties);
    const ruled = this.#ruled('shape');
    const color = this.#colorOf('shape', index);
    const background = color ? { color } : backgroundOf(style);
    const offset = (name: string) => numberProperty(template, name, properties) ?? 0;
    return {
      kind: 'shape',
      ...this.#common(element, index, { template, style, properties, ruled }),
      geometry: element.geometry,
      fill: background && { ...background, color: this.#faded(background.color) },
      showLabel: choiceProperty(template, 'ShowLabel', ['Auto', 'True', 'False'], properties) ?? 'Auto',
      centerOffset: [offset('CenterPointOffsetX'), offset('CenterPointOffsetY')],
    };
  }

  path(element: SpatialElement, index: number): PathModel {
    const template = this.#template(element, 'MapLineTemplate', 'UseCustomLineTemplate');
    const properties = propertiesOf(element.scope, this.#context);
    const style = styleOf(template, properties);
    const ruled = this.#ruled('path');
    const width = pointsToPixels(lengthProperty(template, 'Width', properties) ?? 3.75);
    return {
      kind: 'path',
      ...this.#common(element, index, { template, style, properties, ruled }),
      geometry: element.geometry,
      color: this.#faded(this.#colorOf('path', index) ?? style.backgroundColor ?? TRANSPARENT),
      width: this.#sizeOf('path', index) ?? Math.round(width),
    };
  }

  /** The points of a point layer, or the bubbles over polygons that a rule of centre points asks for. */
  symbols(element: SpatialElement, index: number): readonly SymbolModel[] {
    const centered = this.#layer.kind === 'polygon';
    if (this.#layer.kind === 'line' || (centered && !this.#rules.some(({ target }) => target === 'symbol')))
      return [];
    if (
      centered &&
      !this.#rules.some(({ rule, target }) => target === 'symbol' && (rule.indices[index] ?? -1) >= 0)
    ) {
      return [];
    }
    const center = centered ? centralPoint(element.geometry) : undefined;
    const positions = centered ? (center ? [center] : []) : element.geometry.points;
    return positions.map((position) => this.#symbol(element, index, position));
  }

  #symbol(element: SpatialElement, index: number, position: Position): SymbolModel {
    const custom = this.#layer.kind === 'polygon' ? 'UseCustomCenterPointTemplate' : 'UseCustomPointTemplate';
    const template = this.#template(element, 'MapMarkerTemplate', custom);
    const properties = propertiesOf(element.scope, this.#context);
    const style = styleOf(template, properties);
    const size = pointsToPixels(lengthProperty(template, 'Size', properties) ?? 5.25);
    return {
      kind: 'symbol',
      ...this.#common(element, index, { template, style, properties, ruled: this.#ruled('symbol') }),
      position,
      color: this.#faded(this.#colorOf('symbol', index) ?? style.backgroundColor ?? TRANSPARENT),
      size: this.#sizeOf('symbol', index) ?? Math.round(size),
      marker: this.#markerOf(index) ?? readMarkerShape(child(template, 'MapMarker'), properties),
      labelPlacement: choiceProperty(template, 'LabelPlacement', LABEL_PLACEMENTS, properties) ?? 'Bottom',
    };
  }

  /** An embedded element may have a template of its own. */
  #template(element: SpatialElement, name: string, flag: string): RdlElement | undefined {
    const properties = propertiesOf(element.scope, this.#context);
    const own = booleanProperty(element.source, flag, properties) ? child(element.source, name) : undefined;
    return own ?? child(this.#layer.element, name);
  }

  #common(
    element: SpatialElement,
    index: number,
    {
      template,
      style,
      properties,
      ruled,
    }: {
      readonly template: RdlElement | undefined;
      readonly style: Style;
      readonly properties: PropertyContext;
      readonly ruled: boolean;
    },
  ) {
    const written = textProperty(template, 'Label', properties) ?? '';
    return {
      name: String(index),
      layer: this.#layer.name,
      visible: !(booleanProperty(template, 'Hidden', properties) ?? false),
      writtenColor: ruled ? undefined : style.backgroundColor,
      labelTemplate: qualifiedTemplate(written, this.#layer.name, element.fields),
      label: fillTemplate(written, (name) => fieldOfKeyword(name, element.fields), this.#context.writer),
      labelStyle: textStyleOf(style),
      border: frameOf(style.border),
    };
  }

  #ruled(target: AppliedRule['target']): boolean {
    return this.#rules.some((one) => one.target === target && one.rule.kind === 'color');
  }

  #colorOf(target: AppliedRule['target'], index: number): Color | undefined {
    for (const { rule, target: at } of this.#rules) {
      if (at === target && rule.kind === 'color') return rule.colors[rule.indices[index] ?? -1];
    }
    return undefined;
  }

  #sizeOf(target: AppliedRule['target'], index: number): number | undefined {
    for (const { rule, target: at } of this.#rules) {
      if (at === target && rule.kind === 'size') return rule.sizes[rule.indices[index] ?? -1];
    }
    return undefined;
  }

  #markerOf(index: number) {
    for (const { rule } of this.#rules) {
      if (rule.kind === 'marker') return rule.markers[rule.indices[index] ?? -1];
    }
    return undefined;
  }

  #faded(color: Color): Color {
    return this.#opacity === 1 ? color : withAlpha(color, color.alpha * this.#opacity);
  }
}
