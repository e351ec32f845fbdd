import { backgroundOf } from '../../drawing/box-paint.ts';
import { BLACK, parseColor, TRANSPARENT, WHITE } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import {
  booleanProperty,
  choiceProperty,
  colorProperty,
  lengthProperty,
  numberProperty,
  textProperty,
} from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { double } from '../../values/make.ts';
import { boxModel, readMargins, readPlace, styleOf, textStyleOf } from './box-model.ts';
import type { BuiltLayer } from './build-layer.ts';
import { legendItems } from './legend-items.ts';
import type { MapContext } from './map-context.ts';
import {
  type ColorScaleModel,
  type DistanceScaleModel,
  type DockModel,
  type DockPosition,
  type LegendModel,
  POSITIONS,
  type TitleModel,
} from './map-model.ts';

export type PanelContext = MapContext & {
  readonly size: { readonly width: number; readonly height: number };
  readonly layers: readonly BuiltLayer[];
};

const GRAY = parseColor('Gray') ?? BLACK;
const DARK_GRAY = parseColor('DarkGray') ?? BLACK;

/** A legend without items is not shown. */
export function buildLegend(element: RdlElement, context: PanelContext): LegendModel | undefined {
  const { properties } = context;
  if (booleanProperty(element, 'Hidden', properties)) return undefined;
  const name = element.attributes.Name ?? '';
  const items = legendItems(name, context);
  if (items.length === 0) return undefined;
  const style = styleOf(element, properties);
  const title = child(element, 'MapLegendTitle');
  const titleStyle = styleOf(title, properties);
  const dock = readDock(element, 'RightTop', context);
  const layout = choiceProperty(
    element,
    'Layout',
    ['AutoTable', 'Column', 'Row', 'WideTable', 'TallTable'],
    properties,
  );
  const level = /^(?:Top|Bottom)/.test(dock.position);
  return {
    kind: 'legend',
    name,
    dock,
    box: boxModel(style),
    title: textProperty(title, 'Caption', properties) ?? '',
    titleStyle: textStyleOf(titleStyle),
    titleBackground: backgroundOf(titleStyle),
    separator: textProperty(title, 'TitleSeparator', properties) ?? 'GradientLine',
    separatorColor: colorProperty(title, 'TitleSeparatorColor', properties) ?? GRAY,
    itemStyle: textStyleOf(style, { ...DEFAULT_FONT, size: 8 }),
    layout:
      layout === 'Row'
        ? 'Row'
        : layout === 'WideTable' || (level && layout !== 'Column')
          ? 'Table'
          : 'Column',
    items,
  };
}

export function buildTitle(element: RdlElement, context: PanelContext): TitleModel | undefined {
  const { properties } = context;
  if (booleanProperty(element, 'Hidden', properties)) return undefined;
  const style = styleOf(element, properties);
  const text = (textProperty(element, 'Text', properties) ?? '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\\n', '\n');
  return {
    kind: 'title',
    name: element.attributes.Name ?? '',
    dock: readDock(element, 'TopCenter', context),
    box: boxModel(style),
    text,
    style: textStyleOf(style),
    align: style.textAlign === 'Center' ? 'center' : style.textAlign === 'Right' ? 'right' : 'left',
    angle: numberProperty(element, 'Angle', properties) ?? 0,
    textShadowOffset: Math.round(
      pointsToPixels(lengthProperty(element, 'TextShadowOffset', properties) ?? 0),
    ),
  };
}

/** The colour scale shows the rules that ask for it; without any it is not shown. */
export function buildColorScale(element: RdlElement, context: PanelContext): ColorScaleModel | undefined {
  const { properties, writer } = context;
  if (booleanProperty(element, 'Hidden', properties)) return undefined;
  const rules = context.layers.flatMap(({ rules: all }) => all).map(({ rule }) => rule);
  const [shown] = rules.filter(
    (rule) => rule.kind === 'color' && rule.inColorScale && rule.buckets.length > 0,
  );
  if (shown?.kind !== 'color') return undefined;
  const swatches = shown.buckets.map(({ from, to }, index) => ({
    from,
    to,
    color: shown.colors[index] ?? TRANSPARENT,
  }));
  const format = textProperty(element, 'LabelFormat', properties) ?? '#,##0.##';
  const edges = [...swatches.map(({ from }) => from), ...swatches.slice(-1).map(({ to }) => to)];
  const style = styleOf(element, properties);
  const title = child(element, 'MapColorScaleTitle');
  return {
    kind: 'colorScale',
    dock: readDock(element, 'LeftBottom', context),
    box: boxModel(style),
    title: textProperty(title, 'Caption', properties) ?? '',
    titleStyle: textStyleOf(styleOf(title, properties)),
    style: textStyleOf(style),
    swatches,
    labels: edges.map((edge) => writer.write(double(edge), format)),
    labelPlacement:
      choiceProperty(element, 'LabelPlacement', ['Alternate', 'Top', 'Bottom'], properties) ?? 'Alternate',
    hideEndLabels: booleanProperty(element, 'HideEndLabels', properties) ?? false,
    tickLength: pointsToPixels(lengthProperty(element, 'TickMarkLength', properties) ?? 2.25),
    borderColor: colorProperty(element, 'ColorBarBorderColor', properties) ?? BLACK,
  };
}

export function buildDistanceScale(
  element: RdlElement,
  context: PanelContext,
): DistanceScaleModel | undefined {
  const { properties } = context;
  if (booleanProperty(element, 'Hidden', properties)) return undefined;
  const style = styleOf(element, properties);
  return {
    kind: 'distanceScale',
    dock: readDock(element, 'RightBottom', context),
    box: boxModel(style),
    style: textStyleOf(style),
    color: colorProperty(element, 'ScaleColor', properties) ?? WHITE,
    borderColor: colorProperty(element, 'ScaleBorderColor', properties) ?? DARK_GRAY,
  };
}

function readDock(element: RdlElement, fallback: DockPosition, context: PanelContext): DockModel {
  const { properties, size } = context;
  return {
    position: choiceProperty(element, 'Position', POSITIONS, properties) ?? fallback,
    outside: booleanProperty(element, 'DockOutsideViewport', properties) ?? false,
    margins: readMargins(element, properties),
    place: readPlace(element, size, properties),
    zIndex: numberProperty(element, 'ZIndex', properties) ?? 0,
  };
}
