import type { TickModel } from '../model/chart-model.ts';
import {
  AXIS_SPACING,
  type AxisFitting,
  type AxisLayout,
  isUpright,
  type LabelFit,
  MAX_ELEMENTS_SIZE,
  MAX_MARK_SIZE,
  MAX_TITLE_SIZE,
} from './axis-layout.ts';
import { groupRowSizes } from './label-check.ts';
import { fitLabels, unfitted } from './label-fit.ts';
import { labelRoom } from './label-room.ts';
import { relativeTextSize } from './text-box.ts';
import { isVerticalText } from './text-direction.ts';

/** Fits the labels of an axis and finds the room that its title, marks and labels take beside the plot. */
export function axisRoom(
  fitting: AxisFitting,
  options: { readonly fontLimit?: number | undefined; readonly circular?: boolean } = {},
): AxisLayout {
  const titleSize = titleRoom(fitting);
  const markSize = markRoom(fitting) + wallRoom(fitting);
  const fit = options.circular
    ? unfitted(fitting)
    : inSpace(fitLabels(fitting, markSize + titleSize, options.fontLimit), fitting);
  if (fitting.axis.model.labels.hidden) {
    return { ...fit, titleSize, markSize, labelSize: 0, groupSizes: [], overhang: undefined };
  }
  const available = MAX_ELEMENTS_SIZE - markSize - titleSize;
  const groupSizes = available > 0 ? roundedUp(groupRowSizes(fitting, fit)) : [];
  const groupSize = groupSizes.reduce((sum, size) => sum + size, 0);
  if (available - groupSize <= 0) {
    return { ...fit, titleSize, markSize, labelSize: groupSize, groupSizes, overhang: undefined };
  }
  const { plot } = fitting;
  const across =
    fitting.fixedRoom ?? ((isUpright(fitting.axis) ? plot.width : plot.height) * MAX_ELEMENTS_SIZE) / 100;
  const room = labelRoom(fitting, fit, (across / 100) * available);
  return {
    ...fit,
    titleSize,
    markSize,
    labelSize: AXIS_SPACING + room.size * (fitting.wall === undefined ? 1 : SPACE_LABELS) + groupSize,
    groupSizes,
    overhang: room.overhang,
  };
}

/** Labels of a plot in space take this much of the room of flat ones, and half a point less of size. */
const SPACE_LABELS = 1.1;
const SPACE_FONT = 0.5;

function inSpace(fit: LabelFit, { wall, axis }: AxisFitting): LabelFit {
  if (wall === undefined || !axis.model.labels.autoFit) return fit;
  return { ...fit, font: { ...fit.font, size: fit.font.size - SPACE_FONT } };
}

function wallRoom({ axis, canvas, wall = 0 }: AxisFitting): number {
  return isUpright(axis) ? canvas.xPercent(wall) : canvas.yPercent(wall);
}

/** Rows of group labels are as high as whole percents. */
function roundedUp(sizes: readonly number[]): readonly number[] {
  return sizes.map(Math.ceil);
}

function titleRoom(fitting: AxisFitting): number {
  const { axis, plot, canvas, measure, neighbours } = fitting;
  const { title } = axis.model;
  if (title.text === '') return 0;
  const upright = isUpright(axis);
  const lying = relativeTextSize(title.text, title.style.font, canvas, measure);
  const size = upright
    ? {
        width: canvas.xPercent(canvas.yPixels(lying.height)),
        height: canvas.yPercent(canvas.xPixels(lying.width)),
      }
    : lying;
  const most = ((upright ? plot.width : plot.height) / 100) * (MAX_TITLE_SIZE / neighbours);
  const vertical = isVerticalText(title.orientation, axis.side);
  const across = upright
    ? vertical
      ? size.width
      : canvas.xPercent(canvas.yPixels(size.height))
    : vertical
      ? canvas.yPercent(canvas.xPixels(size.width))
      : size.height;
  const room = Math.min(across, most);
  return room > 0 ? room + AXIS_SPACING : 0;
}

function markRoom(fitting: AxisFitting): number {
  const { axis, plot, canvas, neighbours } = fitting;
  const { majorTick, minorTick, line } = axis.model;
  const upright = isUpright(axis);
  const minorShown = minorTick.enabled && minorTick.interval !== 0;
  const ticks = Math.max(tickRoom(majorTick), minorShown ? tickRoom(minorTick) : 0);
  const lineWidth = line?.width ?? 0;
  const lineRoom = (upright ? canvas.xPercent(lineWidth) : canvas.yPercent(lineWidth)) / 2;
  const most = ((upright ? plot.width : plot.height) / 100) * (MAX_MARK_SIZE / neighbours);
  return Math.min(ticks + lineRoom, most);
}

function tickRoom(tick: TickModel): number {
  if (!tick.enabled) return 0;
  return tick.style === 'Outside' ? tick.length : tick.style === 'Cross' ? tick.length / 2 : 0;
}
