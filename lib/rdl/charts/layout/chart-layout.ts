import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { AreaModel, ChartModel, LegendModel, TitleModel } from '../model/chart-model.ts';
import { type AreaScales, areaScales } from '../scales/area-scales.ts';
import { alignPlots, alignPositions } from './area-alignment.ts';
import { frameOf } from './border-frame.ts';
import { type Canvas, ELEMENT_SPACING, type RelativeBox } from './boxes.ts';
import { layoutCircle } from './circular-layout.ts';
import { emptyLegend, type PlacedLegend, placeLegend } from './legend-layout.ts';
import { layoutPlot, type PlotLayout } from './plot-layout.ts';
import { layoutTitles, type PlacedTitle, placeTitle } from './title-layout.ts';

export type AreaLayout = PlotLayout & {
  readonly area: AreaModel;
  readonly scales: AreaScales;
  readonly box: RelativeBox;
};

/** A chart with a place for everything, in percent of the picture. */
export type ChartLayout = {
  readonly model: ChartModel;
  readonly titles: readonly PlacedTitle[];
  readonly legends: readonly PlacedLegend[];
  readonly areas: readonly AreaLayout[];
};

export type Tools = { readonly canvas: Canvas; readonly measure: TextMeasure };

/** Places titles, then legends, then the chart areas in what is left; measured on the engine. */
export function layoutChart(model: ChartModel, tools: Tools): ChartLayout {
  const frame = frameOf(model, tools.canvas);
  const atPicture = (element: TitleModel | LegendModel) => element.dock.area === undefined;
  const titles = layoutTitles(model.titles.filter(atPicture), frame.inside, {
    ...tools,
    spacing: ELEMENT_SPACING,
    frameBox: frame.title,
  });
  const legends = new Map<LegendModel, PlacedLegend>();
  let rest = titles.rest;
  for (const legend of model.legends.filter(atPicture)) {
    if (legend.hidden) continue;
    const result = placeLegend(legend, rest, { ...tools, spacing: ELEMENT_SPACING, inArea: false });
    legends.set(legend, result.legend);
    rest = result.rest;
  }
  const atAreas: PlacedTitle[] = [];
  const boxes = areaBoxes(model, rest, { ...tools, legends, titles: atAreas });
  const areas = layoutAreas(model, boxes, tools);
  placeInside(areas, model, { ...tools, legends, titles: atAreas });
  return {
    model,
    titles: [...titles.titles, ...atAreas],
    legends: model.legends.map((legend) => legends.get(legend) ?? emptyLegend(legend)),
    areas,
  };
}

type Collect = Tools & { readonly legends: Map<LegendModel, PlacedLegend>; readonly titles: PlacedTitle[] };

/** Areas without a place of their own share the rest in rows and columns. */
function areaBoxes(
  model: ChartModel,
  region: RelativeBox,
  collect: Collect,
): ReadonlyMap<AreaModel, RelativeBox> {
  const width = region.width - ELEMENT_SPACING;
  const height = region.height - ELEMENT_SPACING;
  const visible = model.areas.filter((area) => !area.hidden);
  const automatic = visible.filter((area) => !area.position && area.supplements === undefined);
  const columns = Math.max(1, Math.floor(Math.sqrt(automatic.length)));
  const rows = Math.max(1, Math.ceil(automatic.length / columns));
  const boxes = new Map<AreaModel, RelativeBox>();
  automatic.forEach((area, index) => {
    const column = index % columns;
    const row = Math.floor(index / columns);
    const cell = {
      x: region.x + column * (width / columns) + ELEMENT_SPACING,
      y: region.y + row * (height / rows) + ELEMENT_SPACING,
      width: width / columns - ELEMENT_SPACING,
      height: height / rows - ELEMENT_SPACING,
    };
    boxes.set(area, dockOutside(area, cell, model, collect));
  });
  for (const area of visible) {
    if (area.position && area.supplements === undefined) {
      boxes.set(area, dockOutside(area, area.position, model, collect));
    }
  }
  splitForSupplements(model.areas, boxes);
  return alignPositions(model.areas, boxes);
}

/** Percent of the picture between a pie and that of its collected slices. */
const SUPPLEMENT_GAP = 5;
/** What is left for the pie itself. */
const SUPPLEMENTED_SHARE = 0.55;

/** A pie and that of its collected slices share the place of their area. */
function splitForSupplements(areas: readonly AreaModel[], boxes: Map<AreaModel, RelativeBox>): void {
  for (const supplement of areas) {
    const area = areas.find((one) => one.name === supplement.supplements);
    const box = area ? boxes.get(area) : undefined;
    if (!area || !box) continue;
    const room = Math.max(0, box.width - SUPPLEMENT_GAP);
    const width = room * SUPPLEMENTED_SHARE;
    boxes.set(area, { ...box, width });
    boxes.set(supplement, { ...box, x: box.x + width + SUPPLEMENT_GAP, width: room - width });
  }
}

/** Titles and legends that stand outside a chart area take their room from it. */
function dockOutside(area: AreaModel, cell: RelativeBox, model: ChartModel, collect: Collect): RelativeBox {
  const outside = (element: TitleModel | LegendModel) =>
    element.dock.area === area.name && element.dock.outsideArea;
  let box = cell;
  const spacing = Math.min(cell.width, cell.height) * (ELEMENT_SPACING / 100);
  for (const title of model.titles.filter(outside)) {
    const result = placeTitle(title, box, { ...collect, spacing });
    collect.titles.push({ ...result.title, box: shifted(result.title.box, title.dock.side, spacing) });
    box = result.rest;
  }
  for (const legend of model.legends.filter((one) => outside(one) && !one.hidden)) {
    const result = placeLegend(legend, box, { ...collect, spacing, inArea: true });
    collect.legends.set(legend, {
      ...result.legend,
      box: shifted(result.legend.box, legend.dock.side, spacing),
    });
    box = result.rest;
  }
  return box;
}

/** What stands outside an area reaches to its edge. */
function shifted(box: RelativeBox, side: TitleModel['dock']['side'], spacing: number): RelativeBox {
  switch (side) {
    case 'Top':
      return { ...box, y: box.y - spacing };
    case 'Bottom':
      return { ...box, y: box.y + spacing };
    case 'Left':
      return { ...box, x: box.x - spacing };
    case 'Right':
      return { ...box, x: box.x + spacing };
  }
}

function layoutAreas(
  model: ChartModel,
  boxes: ReadonlyMap<AreaModel, RelativeBox>,
  tools: Tools,
): readonly AreaLayout[] {
  const areas = model.areas.flatMap((area) => {
    const box = boxes.get(area);
    if (!box) return [];
    const scales = areaScales(area, model.series);
    const layout = scales.kind === 'circular' ? layoutCircle : layoutPlot;
    return [{ area, scales, box, ...layout(area, scales, box, tools) }];
  });
  return alignPlots(areas);
}

/** Titles and legends inside the plot of an area. */
function placeInside(areas: readonly AreaLayout[], model: ChartModel, collect: Collect): void {
  for (const { area, plot } of areas) {
    const inside = (element: TitleModel | LegendModel) =>
      element.dock.area === area.name && !element.dock.outsideArea;
    const spacing = Math.min(plot.width, plot.height) * (ELEMENT_SPACING / 100);
    let rest = plot;
    for (const title of model.titles.filter(inside)) {
      const result = placeTitle(title, rest, { ...collect, spacing });
      collect.titles.push(result.title);
      rest = result.rest;
    }
    rest = plot;
    for (const legend of model.legends.filter((one) => inside(one) && !one.hidden)) {
      const result = placeLegend(legend, rest, { ...collect, spacing, inArea: true });
      collect.legends.set(legend, result.legend);
      rest = result.rest;
    }
  }
}
