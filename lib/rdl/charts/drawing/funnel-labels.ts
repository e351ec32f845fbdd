import { BLACK, parseColor } from '../../drawing/color.ts';
import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { PointLabelModel, SeriesModel } from '../model/series-model.ts';
import { type Segment, shapeSetting } from './funnel-shape.ts';
import type { PlotContext } from './plot-context.ts';
import { drawPointLabel, labelSize } from './point-labels.ts';

/** A label of a layer with its place (pixels) and the line that leads to it. */
export type SegmentLabel = {
  readonly label: PointLabelModel;
  readonly inside: boolean;
  readonly side: 'left' | 'right';
  readonly box: PixelBox;
  readonly callout: readonly [Point, Point] | undefined;
};

const SPACING = 3;
/** Room between a layer and a label beside it. */
const SIDE_SPACING = 4 * SPACING;
/** Room that a column of labels leaves to the edge of the area. */
const EDGE_SPACING = 10;

/** Places the labels of all layers; those that would meet the ones before move on in steps. */
export function segmentLabels(
  segments: readonly Segment[],
  series: SeriesModel,
  box: PixelBox,
  context: PlotContext,
): readonly SegmentLabel[] {
  const placed: SegmentLabel[] = [];
  const step = series.type === 'Pyramid' ? -SPACING : SPACING;
  const ordered = series.type === 'Pyramid' ? segments.toReversed() : segments;
  for (const segment of ordered) {
    const one = placeLabel(segment, series, box, context);
    if (one) placed.push(movedApart(one, placed, step));
  }
  return placed;
}

function placeLabel(
  segment: Segment,
  series: SeriesModel,
  box: PixelBox,
  context: PlotContext,
): SegmentLabel | undefined {
  const { label } = segment.point;
  const style = shapeSetting(series, 'LabelStyle', segment.point) ?? 'outsideincolumn';
  if (!label || label.text.trim() === '' || style === 'disabled') return undefined;
  const size = labelSize(label, context);
  const center = box.left + box.width / 2;
  const byWidth = shapeSetting(series, 'Style') === 'yiswidth';
  const middle = byWidth ? segment.top : segment.top + segment.height / 2;
  const half = byWidth ? segment.topWidth / 2 : (segment.topWidth + segment.bottomWidth) / 4;
  const top = middle - size.height / 2;
  if (style === 'inside') {
    const shift = insideShift(segment, series, size.height);
    const inner = { left: center - size.width / 2, top: top + shift, ...size };
    return { label, inside: true, side: 'right', box: inner, callout: undefined };
  }
  const left = shapeSetting(series, 'OutsideLabelPlacement', segment.point) === 'left';
  const sign = left ? -1 : 1;
  const inColumn = style === 'outsideincolumn';
  const edge = inColumn ? center + (sign * box.width) / 2 : center + sign * half;
  const near = edge + sign * SIDE_SPACING;
  const outer = { left: left ? near - size.width : near, top, ...size };
  const callout: readonly [Point, Point] | undefined = inColumn
    ? [
        [center + sign * half, middle],
        [near, middle],
      ]
    : undefined;
  return { label, inside: false, side: left ? 'left' : 'right', box: outer, callout };
}

/** `FunnelInsideLabelAlignment` puts a label at the top or bottom of its layer. */
function insideShift(segment: Segment, series: SeriesModel, height: number): number {
  const room = segment.height / 2 - height / 2 - SPACING;
  const alignment = shapeSetting(series, 'InsideLabelAlignment', segment.point);
  return alignment === 'top' ? -room : alignment === 'bottom' ? room : 0;
}

function movedApart(label: SegmentLabel, before: readonly SegmentLabel[], step: number): SegmentLabel {
  let moved = 0;
  const overlaps = () =>
    before.some(({ box }) => {
      const top = label.box.top + moved - 1;
      const level =
        label.box.left - 1 < box.left + box.width && box.left < label.box.left + label.box.width + 1;
      return level && top < box.top + box.height && box.top < top + label.box.height + 2;
    });
  for (let turn = 0; turn < 1000 && overlaps(); turn += 1) moved += step;
  const { callout } = label;
  return {
    ...label,
    box: { ...label.box, top: label.box.top + moved },
    callout: callout ? [callout[0], [callout[1][0], callout[1][1] + moved]] : undefined,
  };
}

/** By how many pixels labels reach over a box at each side. */
export function overhangOf(labels: readonly SegmentLabel[], box: PixelBox) {
  const inner = {
    left: box.left + 4,
    right: box.left + box.width - 4,
    top: box.top + 4,
    bottom: box.top + box.height - 4,
  };
  const most = (reach: (label: SegmentLabel) => number) => Math.max(0, ...labels.map(reach));
  const beside = (label: SegmentLabel, side: 'left' | 'right') => (label.side === side ? EDGE_SPACING : 0);
  return {
    left: most((one) => (one.inside ? 0 : inner.left - one.box.left + beside(one, 'left'))),
    right: most((one) =>
      one.inside ? 0 : one.box.left + one.box.width + beside(one, 'right') - inner.right,
    ),
    top: most((one) => inner.top - one.box.top),
    bottom: most((one) => one.box.top + one.box.height - inner.bottom),
  };
}

export function drawSegmentLabels(
  labels: readonly SegmentLabel[],
  series: SeriesModel,
  context: PlotContext,
): void {
  const written = series.attributes.get('CalloutLineColor');
  const color = (written === undefined ? undefined : parseColor(written)) ?? BLACK;
  for (const { label, box, callout } of labels) {
    if (callout) context.svg.line(callout[0], callout[1], { color, width: 1 });
    drawPointLabel(label, { x: box.left + box.width / 2, y: box.top + box.height / 2 }, context);
  }
}
