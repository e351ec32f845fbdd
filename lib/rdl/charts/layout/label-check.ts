import type { AxisLabel } from '../scales/axis-labels.ts';
import {
  AXIS_SPACING,
  type AxisFitting,
  axisPosition,
  groupRowCount,
  isUpright,
  type LabelFit,
  MAX_ELEMENTS_SIZE,
  MAX_GROUP_ROWS_SIZE,
  visibleLabels,
} from './axis-layout.ts';
import type { Size } from './boxes.ts';
import { relativeTextSize, uprightTextSize, wrappedTextSize } from './text-box.ts';

/** Most that labels of the first row may take of the area, in percent. */
const MAX_FIRST_ROW_SIZE = 55;
/** Written behind each label while fitting, so that labels keep apart. */
const SPACER = 'W';

export type LabelCheck = {
  /** Title, marks and what else lies across the axis, in percent. */
  readonly otherSize: number;
  /** Group labels may be too long; only the labels next to the axis count. */
  readonly firstRowOnly: boolean;
  /** Labels wrap into their slots, as they do when they are drawn. */
  readonly wrapIntoSlot: boolean;
};

/** Whether all labels have room with this font, angle and staggering. */
export function labelsFit(fitting: AxisFitting, fit: LabelFit, check: LabelCheck): boolean {
  const groupSizes = groupRowSizes(fitting, fit);
  const groupSize = groupSizes.reduce((sum, size) => sum + size, 0);
  if (!check.firstRowOnly && !groupRowsFit(fitting, fit)) return false;
  const area = isUpright(fitting.axis) ? fitting.area.width : fitting.area.height;
  const whole = fitting.fixedRoom ?? area;
  const most =
    MAX_ELEMENTS_SIZE - groupSize > MAX_FIRST_ROW_SIZE ? MAX_FIRST_ROW_SIZE + groupSize : MAX_ELEMENTS_SIZE;
  const across = (whole / 100) * (most - groupSize - check.otherSize - AXIS_SPACING);
  return visibleLabels(fitting.axis, fit.labels, 0).every((label) =>
    labelFits(label, fitting, fit, { across, wrapIntoSlot: check.wrapIntoSlot }),
  );
}

function labelFits(
  label: AxisLabel,
  fitting: AxisFitting,
  fit: LabelFit,
  room: { readonly across: number; readonly wrapIntoSlot: boolean },
): boolean {
  const { axis, plot, area } = fitting;
  const upright = isUpright(axis);
  const along = Math.abs(axisPosition(axis, plot, label.from) - axisPosition(axis, plot, label.to));
  const slot: Size = upright
    ? { width: room.across / (fit.staggered ? 2 : 1), height: along * (fit.staggered ? 2 : 1) }
    : { width: along * (fit.staggered ? 2 : 1), height: room.across / (fit.staggered ? 2 : 1) };
  const turned = fit.angle !== 0;
  const size = measured(`${label.text}${SPACER}`, fitting, fit, {
    limit: room.wrapIntoSlot ? slot : area,
    turned,
  });
  const angle = upright && Math.abs(fit.angle) === 90 ? 0 : fit.angle;
  const { width, height } = turned && angle !== 0 ? turnedSize(size, angle, upright) : size;
  const slotWidth = angle === 0 ? slot.width : slot.width * 0.97;
  const slack = angle === 0 || Math.abs(angle) === 90 ? 1 : 2;
  return width < slotWidth * slack && height < slot.height * slack;
}

function measured(
  text: string,
  fitting: AxisFitting,
  fit: LabelFit,
  options: { readonly limit: Size; readonly turned: boolean },
): Size {
  const { canvas, measure } = fitting;
  if (options.turned) return uprightTextSize(text, fit.font, canvas, measure);
  return wrappedTextSize(text, fit.font, options.limit, { canvas, measure });
}

/** The box around a turned text; `size` is that of the text standing upright (below or above) or lying (beside). */
function turnedSize(size: Size, angle: number, upright: boolean): Size {
  const sin = Math.sin((Math.abs(angle) / 180) * Math.PI);
  const cos = Math.cos((Math.abs(angle) / 180) * Math.PI);
  if (upright) {
    return { width: cos * size.width + sin * size.height, height: sin * size.width + cos * size.height };
  }
  return { width: cos * size.height + sin * size.width, height: sin * size.height + cos * size.width };
}

/** The size of each row of group labels across the axis; beside an upright axis they run upwards. */
export function groupRowSizes(fitting: AxisFitting, fit: LabelFit): readonly number[] {
  const { axis, canvas, measure } = fitting;
  const sizes: number[] = [];
  for (let row = 1; row <= groupRowCount(fit.labels); row += 1) {
    const labels = fit.labels.filter((label) => label.row === row);
    const height = labels.reduce(
      (most, label) => Math.max(most, relativeTextSize(label.text, fit.font, canvas, measure).height),
      0,
    );
    sizes.push(isUpright(axis) ? canvas.xPercent(canvas.yPixels(height)) : height);
  }
  return sizes;
}

function groupRowsFit(fitting: AxisFitting, fit: LabelFit): boolean {
  const { axis, plot, area, canvas, measure } = fitting;
  const rows = groupRowCount(fit.labels);
  const upright = isUpright(axis);
  const whole = fitting.fixedRoom ?? (upright ? area.width : area.height);
  const across = ((whole / 100) * MAX_GROUP_ROWS_SIZE) / Math.max(1, rows);
  return fit.labels
    .filter((label) => label.row > 0)
    .every((label) => {
      const along = Math.abs(axisPosition(axis, plot, label.from) - axisPosition(axis, plot, label.to));
      const text = relativeTextSize(label.text, fit.font, canvas, measure);
      const width = upright ? canvas.xPercent(canvas.yPixels(text.height)) : text.width;
      const slot = upright ? { width: across, height: along } : { width: along, height: across };
      return Math.round(width) < Math.round(slot.width) && Math.round(text.height) < Math.round(slot.height);
    });
}
