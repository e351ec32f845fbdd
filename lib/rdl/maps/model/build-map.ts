import { backgroundOf } from '../../drawing/box-paint.ts';
import { numberProperty, textProperty } from '../../drawing/properties.ts';
import { child } from '../../reader/element.ts';
import type { LayerDefinition, MapDefinition } from '../definition/map-definition.ts';
import { styleOf } from './box-model.ts';
import { buildLayer } from './build-layer.ts';
import {
  buildColorScale,
  buildDistanceScale,
  buildLegend,
  buildTitle,
  type PanelContext,
} from './build-panels.ts';
import { buildViewport } from './build-viewport.ts';
import type { MapContext } from './map-context.ts';
import type { MapModel, PanelModel } from './map-model.ts';

/** Decides everything that a map shows; `size` in pixels. */
export function buildMap(
  definition: MapDefinition,
  size: { readonly width: number; readonly height: number },
  context: MapContext,
): MapModel {
  const { element } = definition;
  const { properties } = context;
  if (definition.layers.some(({ kind }) => kind === 'tile')) {
    context.warn('A tile layer is left blank: its pictures come from a map service.');
  }
  const skin = textProperty(child(element, 'MapBorderSkin'), 'MapBorderSkinType', properties) ?? 'None';
  if (skin !== 'None') context.warn(`The frame ${skin} around the map is not drawn.`);
  const layers = definition.layers.filter(hasElements).map((layer) => buildLayer(layer, context));
  return {
    name: definition.name,
    background: backgroundOf(styleOf(element, properties)),
    shadowIntensity: numberProperty(element, 'ShadowIntensity', properties) ?? 25,
    viewport: buildViewport(definition.viewport, { layers, size }, context),
    layers: layers.map(({ model }) => model),
    panels: buildPanels(definition, { ...context, layers, size }),
  };
}

function hasElements(
  layer: LayerDefinition,
): layer is LayerDefinition & { readonly kind: 'polygon' | 'point' | 'line' } {
  return layer.kind !== 'tile';
}

/** From the lowest z index up, so that the higher ones lie over the lower. */
function buildPanels(definition: MapDefinition, context: PanelContext): readonly PanelModel[] {
  const { colorScale, distanceScale, legends, titles } = definition;
  const panels = [
    colorScale && buildColorScale(colorScale, context),
    distanceScale && buildDistanceScale(distanceScale, context),
    ...legends.map((legend) => buildLegend(legend, context)),
    ...titles.map((title) => buildTitle(title, context)),
  ].filter((panel) => panel !== undefined);
  return panels.sort((a, b) => a.dock.zIndex - b.dock.zIndex);
}
