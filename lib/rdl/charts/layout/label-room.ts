import type { AxisLabel } from '../scales/axis-labels.ts';
import { type AxisFitting, axisPosition, isUpright, type LabelFit, visibleLabels } from './axis-layout.ts';
import type { Size } from './boxes.ts';
import { uprightTextSize, wrappedTextSize } from './text-box.ts';

/** Text sizes are rounded up to whole percents and given this much more. */
const GENEROSITY = 1.05;

export type LabelRoom = {
  /** Room for the first row across the axis, percent of the picture. */
  readonly size: number;
  readonly overhang: { readonly near: number; readonly far: number } | undefined;
};

/** The room that the labels next to the axis need; `most` is what they may take at most, in percent. */
export function labelRoom(fitting: AxisFitting, fit: LabelFit, most: number): LabelRoom {
  let size = 0;
  let near: number | undefined;
  let far: number | undefined;
  for (const label of visibleLabels(fitting.axis, fit.labels, 0)) {
    const needed = roomOf(label, fitting, fit, most);
    size = Math.max(size, needed.across);
    near = Math.min(near ?? needed.near, needed.near);
    far = Math.max(far ?? needed.far, needed.far);
  }
  // Turned labels may take more than straight ones would be allowed.
  if (fit.angle % 90 === 0) size = Math.min(size, most);
  if (fit.staggered) size = Math.min(size * 2, most);
  return { size, overhang: near === undefined || far === undefined ? undefined : { near, far } };
}

function roomOf(
  label: AxisLabel,
  fitting: AxisFitting,
  fit: LabelFit,
  most: number,
): { readonly across: number; readonly near: number; readonly far: number } {
  const { axis, plot } = fitting;
  const upright = isUpright(axis);
  const from = axisPosition(axis, plot, label.from);
  const to = axisPosition(axis, plot, label.to);
  const middle = (from + to) / 2;
  const along = Math.abs(to - from) * (fit.staggered ? 2 : 1);
  const slot = upright
    ? { width: Math.ceil(most), height: Math.ceil(along) }
    : { width: Math.ceil(along), height: Math.ceil(most) };
  const size = textSize(label.text, slot, fitting, fit);
  const angle = upright && Math.abs(fit.angle) === 90 ? 0 : fit.angle;
  const straight = { width: generous(size.width), height: generous(size.height) };
  if (angle === 0 || Math.abs(angle) === 90) {
    const half = (upright ? straight.height : straight.width) / 2;
    return { across: upright ? straight.width : straight.height, near: middle - half, far: middle + half };
  }
  const turned = turnedSize(size, angle);
  const reach = (upright ? turned.height : turned.width) * 1.1;
  return {
    across: upright ? turned.width : turned.height,
    near: angle < 0 ? middle - reach : middle,
    far: angle > 0 ? middle + reach : middle,
  };
}

function textSize(text: string, slot: Size, fitting: AxisFitting, fit: LabelFit): Size {
  const { canvas, measure } = fitting;
  if (fit.angle !== 0) return uprightTextSize(text, fit.font, canvas, measure);
  return wrappedTextSize(text, fit.font, slot, { canvas, measure });
}

function turnedSize(size: Size, angle: number): Size {
  const radians = (Math.abs(angle) / 180) * Math.PI;
  const sin = Math.sin(radians);
  const cos = Math.cos(radians);
  return {
    width: generous(sin * size.width + cos * size.height),
    height: generous(sin * size.height + cos * size.width),
  };
}

function generous(percent: number): number {
  return Math.ceil(percent) * GENEROSITY;
}
