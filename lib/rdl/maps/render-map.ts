import { BLACK, withAlpha } from '../drawing/color.ts';
import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { DrawInput } from '../drawing/item-renderer.ts';
import { SvgWriter } from '../drawing/svg.ts';
import { createValueWriter } from '../formats/value-writer.ts';
import type { PlacedText } from '../gauges/layout/label-layout.ts';
import { mapData } from './data/map-data.ts';
import { readMapDefinition } from './definition/map-definition.ts';
import { drawMap } from './drawing/map-drawing.ts';
import { layoutMap } from './layout/map-layout.ts';
import { buildMap } from './model/build-map.ts';
import { openRegions } from './model/open-regions.ts';

/** Draws one map: definition -> model -> layout -> SVG. */
export function renderMap({ item, data, culture, size, text: measure }: DrawInput): DrawnItem {
  const warnings: string[] = [];
  const warn = (sentence: string) => {
    warnings.push(sentence);
  };
  const definition = readMapDefinition(item);
  const writer = createValueWriter(culture);
  const model = buildMap(definition, size, {
    writer,
    data,
    warn,
    properties: { evaluate: (source) => data.body.evaluate(source), warn },
    regions: openRegions(definition.regions, data),
  });
  const layout = layoutMap(model, size, { measure, writer });
  if (!layout.fit) warn('The map has no shape, line or point in these rows.');
  const svg = new SvgWriter(size.width, size.height);
  const shadow = withAlpha(BLACK, (Math.min(100, Math.max(0, model.shadowIntensity)) / 100) * 255);
  const texts: PlacedText[] = [];
  drawMap({ svg, measure, shadow, texts }, layout);
  const title = model.panels.find((panel) => panel.kind === 'title' && panel.text !== '');
  return {
    svg: svg.toString(),
    width: size.width,
    height: size.height,
    data: mapData(layout, texts),
    title: title?.kind === 'title' ? title.text : undefined,
    warnings: [...new Set(warnings)],
  };
}
