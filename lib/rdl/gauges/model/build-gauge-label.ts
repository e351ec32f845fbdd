import { BLACK } from '../../drawing/color.ts';
import { DEFAULT_FONT } from '../../drawing/font.ts';
import { pointsToPixels } from '../../drawing/length.ts';
import { booleanProperty, choiceProperty, lengthProperty, numberProperty } from '../../drawing/properties.ts';
import { readStyle, type Style, styleFont } from '../../drawing/style.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { RESIZE_MODES } from './build-state-indicator.ts';
import type { GaugeContext } from './gauge-context.ts';
import type { GaugeLabelModel, TextAlignment } from './gauge-model.ts';
import { shapeStyle } from './shape-style.ts';
import { writtenText } from './written-text.ts';

/** A `GaugeLabel`: a text of its own in the panel. */
export function buildGaugeLabel(element: RdlElement, context: GaugeContext): GaugeLabelModel {
  const { properties } = context;
  const style = readStyle(child(element, 'Style'), properties);
  return {
    text: writtenText(element, 'Text', context, style.format),
    style: { font: styleFont(style, DEFAULT_FONT), color: style.color ?? BLACK },
    fontPercent: booleanProperty(element, 'UseFontPercent', properties) ?? false,
    resizeMode: choiceProperty(element, 'ResizeMode', RESIZE_MODES, properties) ?? 'AutoFit',
    alignment: alignmentOf(style),
    angle: numberProperty(element, 'Angle', properties) ?? 0,
    shape: shapeStyle(style),
    textShadowOffset: Math.round(
      pointsToPixels(lengthProperty(element, 'TextShadowOffset', properties) ?? 0),
    ),
  };
}

function alignmentOf({ textAlign, verticalAlign }: Style): TextAlignment {
  const across = textAlign === 'Center' || textAlign === 'Right' ? textAlign : 'Left';
  return `${verticalAlign ?? 'Top'}${across}`;
}
