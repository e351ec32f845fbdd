import { BLACK, withAlpha } from '../drawing/color.ts';
import type { DrawnItem } from '../drawing/drawn-item.ts';
import type { DrawInput } from '../drawing/item-renderer.ts';
import { SvgWriter } from '../drawing/svg.ts';
import { createValueWriter } from '../formats/value-writer.ts';
import type { Report } from '../model/report.ts';
import type { RdlElement } from '../reader/element.ts';
import { panelData } from './data/panel-data.ts';
import { type GaugePanelDefinition, readGaugePanelDefinition } from './definition/gauge-definition.ts';
import { drawPanel } from './drawing/panel-drawing.ts';
import { layoutPanel } from './layout/panel-layout.ts';
import { buildGaugePanel, innermostInstances } from './model/build-panel.ts';

/** A panel that names no dataset stands over the only one of the report, unless it shows nothing of it. */
function needsRows({ dataSetName, element }: GaugePanelDefinition, report: Report): boolean {
  return dataSetName !== undefined || (report.dataSets.length === 1 && mentionsFields(element));
}

function mentionsFields({ text, children }: RdlElement): boolean {
  return (text.trimStart().startsWith('=') && /\bfields\b/i.test(text)) || children.some(mentionsFields);
}

/** Draws one gauge panel: definition -> model -> layout -> SVG. */
export function renderGaugePanel({ item, report, data, culture, size, text: measure }: DrawInput): DrawnItem {
  const warnings: string[] = [];
  const warn = (sentence: string) => {
    warnings.push(sentence);
  };
  const definition = readGaugePanelDefinition(item.element);
  const { name, dataSetName, filters, sorts } = definition;
  const region = needsRows(definition, report)
    ? data.openRegion({ name, dataSetName, filters, sorts })
    : data.body;
  const panel = buildGaugePanel(definition, {
    writer: createValueWriter(culture),
    region,
    instances: innermostInstances(region, definition),
    properties: { evaluate: (source) => region.evaluate(source), warn },
  });
  const layout = layoutPanel(panel, size);
  const svg = new SvgWriter(size.width, size.height);
  const shadow = withAlpha(BLACK, (Math.min(100, Math.max(0, panel.shadowIntensity)) / 100) * 255);
  const texts = drawPanel({ svg, measure, shadow, warn }, layout);
  return {
    svg: svg.toString(),
    width: size.width,
    height: size.height,
    data: panelData(layout, texts),
    title: undefined,
    warnings: [...new Set(warnings)],
  };
}
