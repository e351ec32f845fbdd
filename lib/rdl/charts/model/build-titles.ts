import { DEFAULT_FONT } from '../../drawing/font.ts';
import { booleanProperty, numberProperty, textProperty } from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { boxStyle, textStyle } from './box-style.ts';
import { readDock } from './build-dock.ts';
import { type ChartContext, propertiesIn } from './chart-context.ts';
import type { TitleModel } from './chart-model.ts';

/** The visible titles; the message of a chart without rows is one more, after them. */
export function buildTitles(
  elements: readonly RdlElement[],
  noDataMessage: RdlElement | undefined,
  context: ChartContext,
): readonly TitleModel[] {
  const shown = context.region.rowCount === 0 && noDataMessage ? [...elements, noDataMessage] : elements;
  return shown.flatMap((element) => {
    const title = buildTitle(element, context);
    return title ? [title] : [];
  });
}

function buildTitle(element: RdlElement, context: ChartContext): TitleModel | undefined {
  const properties = propertiesIn(context.region, context);
  if (booleanProperty(element, 'Hidden', properties)) return undefined;
  const style = readStyle(child(element, 'Style'), properties);
  return {
    name: element.attributes.Name ?? '',
    text: (textProperty(element, 'Caption', properties) ?? '')
      .replaceAll('\\n', '\n')
      .replaceAll('\r\n', '\n'),
    style: textStyle(style, DEFAULT_FONT),
    box: boxStyle(style),
    dock: readDock(element, 'TopCenter', properties),
    dockOffset: numberProperty(element, 'DockOffset', properties) ?? 0,
    orientation: 'Auto',
  };
}
