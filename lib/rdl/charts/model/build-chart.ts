import { backgroundOf, frameOf } from '../../drawing/box-paint.ts';
import { WHITE } from '../../drawing/color.ts';
import { booleanProperty, colorProperty, textProperty } from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import { RdlError } from '../../errors.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { traitsOf } from '../chart-types.ts';
import type { ChartDefinition } from '../definition/chart-definition.ts';
import { axisElement, axisSlotOf, buildArea } from './build-area.ts';
import { buildLegend } from './build-legend.ts';
import { finishSeries, type RawSeries, rawSeries } from './build-series.ts';
import { buildTitles } from './build-titles.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import type { AreaModel, BorderSkinModel, ChartModel } from './chart-model.ts';
import { collectSlices, supplementName } from './collect-slices.ts';
import { expandMembers } from './expand-members.ts';
import { groupLabelRows } from './group-labels.ts';
import { mergeShapes } from './merge-shapes.ts';
import { readPalette } from './palette.ts';
import type { SeriesModel } from './series-model.ts';
import { seriesNames } from './series-names.ts';

/** Everything that a chart shows, decided from its definition and data; nothing is placed or drawn. */
export function buildChart(definition: ChartDefinition, context: ChartContext): ChartModel {
  const palette = readPalette(definition.element, context);
  const rows = context.region.rowCount > 0;
  const categories = rows ? expandMembers(definition.categories, context.region) : [];
  const format = categoryAxis(definition, context).format;
  const groupLabels = groupLabelRows(categories, { format, writer: context.writer });
  const raw = rows ? buildRawSeries(definition, categories, context) : [];
  const merged = collectSlices(mergeShapes(raw, context));
  const series = finishSeries(merged, palette, context).map((one, index) =>
    onAxes(one, merged[index], definition),
  );
  const style = readStyle(child(definition.element, 'Style'), propertiesIn(context.region, context));
  return {
    name: definition.name,
    paletteName: palette.name,
    background: backgroundOf(style),
    borderSkin: readBorderSkin(child(definition.element, 'ChartBorderSkin'), context),
    titles: buildTitles(definition.titles, definition.noDataMessage, context),
    legends: definition.legends.map((element) =>
      buildLegend(element, ofLegend(series, element, definition), context),
    ),
    areas: withSupplements(
      definition.areas.map((element) => buildArea(element, groupLabels, context)),
      series,
    ),
    series,
  };
}

/** Areas whose pies have collected slices are followed by one that shows these. */
function withSupplements(areas: readonly AreaModel[], series: readonly SeriesModel[]): readonly AreaModel[] {
  return areas.flatMap((area) => {
    const name = supplementName(area.name);
    const supplement = series.some((one) => one.area === name);
    return supplement ? [area, { ...area, name, supplements: area.name, alignWith: undefined }] : [area];
  });
}

/** The series that a legend lists: those that name it, and in the first one those that name none. */
function ofLegend(
  series: readonly SeriesModel[],
  element: RdlElement,
  definition: ChartDefinition,
): readonly SeriesModel[] {
  const names = definition.legends.map((legend) => legend.attributes.Name ?? '');
  const first = definition.legends[0] === element;
  return series.filter((one) =>
    names.includes(one.legendName) ? one.legendName === element.attributes.Name : first,
  );
}

function buildRawSeries(
  definition: ChartDefinition,
  categories: ReturnType<typeof expandMembers>,
  context: ChartContext,
): readonly RawSeries[] {
  const areaNames = definition.areas.map((area) => area.attributes.Name ?? '');
  const instances = expandMembers(definition.seriesMembers, context.region);
  requireFewPoints(definition, instances.length * categories.length);
  return instances.flatMap((instance, index) => {
    const template = definition.series[instance.leaf];
    if (!template) return [];
    const names = seriesNames(instance, {
      definitionName: template.name,
      number: index + 1,
      writer: context.writer,
    });
    const series = rawSeries(
      template,
      instance,
      {
        categories,
        names,
        areaNames,
        categoryAxis: (area, name) => categoryAxis(definition, context, area, name),
      },
      context,
    );
    return series ? [series] : [];
  });
}

/** Many more than a picture has pixels side by side. */
const MAX_POINTS = 15_000;

/** @throws RdlError BUDGET_EXCEEDED */
function requireFewPoints({ name, element }: ChartDefinition, points: number): void {
  if (points <= MAX_POINTS) return;
  const message = `The chart has ${points} points, more than the ${MAX_POINTS} that are drawn.`;
  throw new RdlError('BUDGET_EXCEEDED', message, { element: name, line: element.line });
}

/** What the points must know of the category axis on which they lie. */
function categoryAxis(
  definition: ChartDefinition,
  context: ChartContext,
  areaName?: string,
  axisName = 'Primary',
): { readonly scalar: boolean; readonly format: string } {
  const area = definition.areas.find((one) => one.attributes.Name === areaName) ?? definition.areas[0];
  const slot = axisSlotOf(area, axisName, false) === 'X' ? 'Primary' : 'Secondary';
  const axis = axisElement(area, 'ChartCategoryAxes', slot);
  const properties = propertiesIn(context.region, context);
  return {
    scalar: booleanProperty(axis, 'Scalar', properties) ?? false,
    format: textProperty(child(axis, 'Style'), 'Format', properties) ?? '',
  };
}

/** Series name their axes; what counts later is the slot. */
function onAxes(series: SeriesModel, raw: RawSeries | undefined, definition: ChartDefinition): SeriesModel {
  const element = raw?.definition.element;
  const area = definition.areas.find((one) => one.attributes.Name === series.area);
  const name = (axis: string) => child(element, axis)?.text.trim() || 'Primary';
  if (traitsOf(series.type).axes === 'none') return series;
  return {
    ...series,
    valueAxis: axisSlotOf(area, name('ValueAxisName'), true) === 'Y2' ? 'Y2' : 'Y',
    categoryAxis: axisSlotOf(area, name('CategoryAxisName'), false) === 'X2' ? 'X2' : 'X',
  };
}

function readBorderSkin(element: RdlElement | undefined, context: ChartContext): BorderSkinModel | undefined {
  const properties = propertiesIn(context.region, context);
  const type = textProperty(element, 'ChartBorderSkinType', properties)?.trim() ?? 'None';
  if (type === 'None') return undefined;
  const style = readStyle(child(element, 'Style'), properties);
  return {
    type,
    pageColor: colorProperty(child(element, 'Style'), 'Color', properties) ?? WHITE,
    background: backgroundOf(style) ?? { color: { red: 128, green: 128, blue: 128, alpha: 255 } },
    border: frameOf(style.border),
  };
}
