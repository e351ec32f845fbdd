import { BLACK } from '../../drawing/color.ts';
import { linePixels, pointsToPixels } from '../../drawing/length.ts';
import {
  booleanProperty,
  choiceProperty,
  lengthProperty,
  numberProperty,
  type PropertyContext,
  textProperty,
} from '../../drawing/properties.ts';
import { child, type RdlElement, textAt } from '../../reader/element.ts';
import { PROJECTIONS } from '../projection/projections.ts';
import { matchesView } from './binding.ts';
import { boxModel, readMargins, readPlace, styleOf, textStyleOf } from './box-model.ts';
import type { BuiltLayer } from './build-layer.ts';
import type { MapContext } from './map-context.ts';
import type { GridModel, ViewModel, ViewportModel } from './map-model.ts';

type Size = { readonly width: number; readonly height: number };

/** The `MapViewport`: projection, view, grid. */
export function buildViewport(
  element: RdlElement | undefined,
  { layers, size }: { readonly layers: readonly BuiltLayer[]; readonly size: Size },
  context: MapContext,
): ViewportModel {
  const { properties } = context;
  const limits = child(element, 'MapLimits');
  const number = (holder: RdlElement | undefined, name: string) => numberProperty(holder, name, properties);
  return {
    box: boxModel(styleOf(element, properties)),
    margins: readMargins(element, properties),
    place: readPlace(element, size, properties),
    geographic:
      choiceProperty(element, 'MapCoordinateSystem', ['Planar', 'Geographic'], properties) === 'Geographic',
    projection: choiceProperty(element, 'MapProjection', PROJECTIONS, properties) ?? 'Equirectangular',
    center: [number(element, 'ProjectionCenterX') ?? 0, number(element, 'ProjectionCenterY') ?? 0],
    limits: {
      minX: number(limits, 'MinimumX'),
      minY: number(limits, 'MinimumY'),
      maxX: number(limits, 'MaximumX'),
      maxY: number(limits, 'MaximumY'),
    },
    view: buildView(element, layers, context),
    contentMargin: pointsToPixels(lengthProperty(element, 'ContentMargin', properties) ?? 10),
    meridians: buildGrid(child(element, 'MapMeridians'), properties),
    parallels: buildGrid(child(element, 'MapParallels'), properties),
    gridUnderContent: booleanProperty(element, 'GridUnderContent', properties) ?? false,
  };
}

function buildView(
  viewport: RdlElement | undefined,
  layers: readonly BuiltLayer[],
  context: MapContext,
): ViewModel {
  const { properties } = context;
  const zoomIn = (view: RdlElement | undefined) => numberProperty(view, 'Zoom', properties) ?? 100;
  const bound = child(viewport, 'MapDataBoundView');
  if (bound) {
    const elements = layers.flatMap(({ elements: all }) => all.filter((element) => element.bound));
    return { kind: 'elements', zoom: zoomIn(bound), elements: elements.map(({ geometry }) => geometry) };
  }
  const view = child(viewport, 'MapElementView');
  if (view) {
    const name = textAt(view, 'LayerName') ?? '';
    const elements = layers
      .filter(({ model }) => model.name === name)
      .flatMap(({ elements: all }) => all.filter(({ fields }) => matchesView(view, fields, context)));
    return { kind: 'elements', zoom: zoomIn(view), elements: elements.map(({ geometry }) => geometry) };
  }
  const custom = child(viewport, 'MapCustomView');
  return {
    kind: 'custom',
    zoom: zoomIn(custom),
    centerX: numberProperty(custom, 'CenterX', properties) ?? 50,
    centerY: numberProperty(custom, 'CenterY', properties) ?? 50,
  };
}

const LABEL_PLACES = { Near: 0, OneQuarter: 0.25, Center: 0.5, ThreeQuarters: 0.75, Far: 1 } as const;

function buildGrid(element: RdlElement | undefined, properties: PropertyContext): GridModel {
  const style = styleOf(element, properties);
  const { border } = style;
  const drawn = border.style !== 'None' && element !== undefined;
  const interval = numberProperty(element, 'Interval', properties);
  const place = choiceProperty(
    element,
    'LabelPosition',
    ['Near', 'OneQuarter', 'Center', 'ThreeQuarters', 'Far'],
    properties,
  );
  const labelled = booleanProperty(element, 'ShowLabels', properties) ?? true;
  return {
    visible: element !== undefined && !(booleanProperty(element, 'Hidden', properties) ?? false),
    interval: interval !== undefined && interval > 0 ? interval : undefined,
    line: drawn
      ? { color: border.color ?? BLACK, width: linePixels(border.width ?? 1), style: border.style ?? 'Solid' }
      : undefined,
    labels: labelled ? textStyleOf(style) : undefined,
    labelPlace: LABEL_PLACES[place ?? 'Near'],
    format: textProperty(child(element, 'Style'), 'Format', properties) ?? '',
  };
}
