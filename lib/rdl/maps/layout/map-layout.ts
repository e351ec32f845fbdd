import type { PixelBox } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';
import type { LayerModel, MapModel } from '../model/map-model.ts';
import type { Geometry } from '../spatial/geometry.ts';
import { dockPanels, type PlacedPanel } from './dock-layout.ts';
import { type GridLayout, layoutGrid } from './grid-layout.ts';
import { fitMap, type MapFit } from './map-fit.ts';

export type MapLayout = {
  readonly model: MapModel;
  readonly viewport: PixelBox;
  /** Undefined where the map has no element. */
  readonly fit: MapFit | undefined;
  readonly grid: GridLayout | undefined;
  readonly panels: readonly PlacedPanel[];
};

/** Places everything on a map; `size` in pixels. */
export function layoutMap(
  model: MapModel,
  size: { readonly width: number; readonly height: number },
  tools: { readonly measure: TextMeasure; readonly writer: ValueWriter },
): MapLayout {
  const { viewport, panels } = dockPanels(model, size, tools.measure);
  const elements = model.layers.filter(({ visible }) => visible).flatMap(geometriesOf);
  const fit = fitMap(model.viewport, elements, viewport);
  return {
    model,
    viewport,
    fit,
    grid: fit && layoutGrid(model.viewport, fit, viewport, tools),
    panels,
  };
}

function geometriesOf({ shapes, paths, symbols }: LayerModel): readonly Geometry[] {
  return [
    ...shapes.map(({ geometry }) => geometry),
    ...paths.map(({ geometry }) => geometry),
    ...symbols.map(({ position }) => ({ points: [position], lines: [], polygons: [] })),
  ];
}
