import { choiceProperty, numberProperty, type PropertyContext } from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import { FRAME_SHAPES } from './frame-shapes.ts';
import type { FrameModel, FrameStyle } from './gauge-model.ts';
import { readShapeStyle } from './shape-style.ts';

const FRAME_STYLES: readonly FrameStyle[] = ['None', 'Simple', 'Edged'];

/** The `BackFrame` of a panel or gauge; without one there is none. */
export function buildFrame(parent: RdlElement, properties: PropertyContext): FrameModel {
  const element = child(parent, 'BackFrame');
  return {
    style: choiceProperty(element, 'FrameStyle', FRAME_STYLES, properties) ?? 'None',
    shape: choiceProperty(element, 'FrameShape', FRAME_SHAPES, properties) ?? 'Default',
    width: Math.min(50, Math.max(0, numberProperty(element, 'FrameWidth', properties) ?? 8)),
    frame: readShapeStyle(element, properties),
    interior: readShapeStyle(child(element, 'FrameBackground'), properties).fill,
    glass: choiceProperty(element, 'GlassEffect', ['None', 'Simple'], properties) ?? 'None',
  };
}
