import { DEFAULT_FONT } from '../../drawing/font.ts';
import {
  booleanProperty,
  numberProperty,
  type PropertyContext,
  plainText,
  textProperty,
} from '../../drawing/properties.ts';
import { readStyle } from '../../drawing/style.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { presentValue } from '../../values/axis-number.ts';
import { boxStyle, textStyle } from './box-style.ts';
import { type KeywordSource, replaceKeywords } from './keywords.ts';
import type { PointLabelModel } from './series-model.ts';

/**
 * The label of a point from the `ChartDataLabel` of its element; undefined where none is drawn.
 * @param value writes the point's own value with a format, for labels that show it
 */
export function buildLabel(
  owner: RdlElement | undefined,
  keywords: KeywordSource,
  options: { readonly properties: PropertyContext; readonly writer: ValueWriter },
): PointLabelModel | undefined {
  const { properties } = options;
  const element = child(owner, 'ChartDataLabel');
  if (!element || !booleanProperty(element, 'Visible', properties)) return undefined;
  const style = readStyle(child(element, 'Style'), properties);
  const format = style.format ?? '';
  const template = labelTemplate(element, format, options);
  const text = template === undefined ? keywords.write(keywords.y[0] ?? 0, format, 'y') : template;
  return {
    text: replaceKeywords(text, keywords).replaceAll('\\n', '\n').replaceAll('\r\n', '\n'),
    template,
    style: textStyle(style, DEFAULT_FONT),
    box: boxStyle(style),
    position: textProperty(element, 'Position', properties) ?? 'Auto',
    rotation: numberProperty(element, 'Rotation', properties) ?? 0,
  };
}

/** A label of a given text in the style of a `ChartDataLabel`. */
export function plainLabel(
  text: string,
  element: RdlElement | undefined,
  properties: PropertyContext,
): PointLabelModel {
  const style = readStyle(child(element, 'Style'), properties);
  return {
    text,
    template: text,
    style: textStyle(style, DEFAULT_FONT),
    box: boxStyle(style),
    position: 'Auto',
    rotation: 0,
  };
}

/** The text of `Label`; undefined where the value itself is the label. */
function labelTemplate(
  element: RdlElement,
  format: string,
  options: { readonly properties: PropertyContext; readonly writer: ValueWriter },
): string | undefined {
  if (booleanProperty(element, 'UseValueAsLabel', options.properties)) return undefined;
  const source = child(element, 'Label')?.text;
  if (source === undefined || source.trim() === '') return undefined;
  if (!source.trim().startsWith('=')) return source;
  const value = presentValue(options.properties.evaluate(source.trim()));
  if (value === undefined) return undefined;
  return value.type === 'String' ? value.value : options.writer.write(value, format) || plainText(value);
}
