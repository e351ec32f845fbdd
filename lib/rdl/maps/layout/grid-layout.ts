import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { TextMeasure } from '../../drawing/text-metrics.ts';
import { textSize } from '../../drawing/text-wrap.ts';
import type { ValueWriter } from '../../formats/value-writer.ts';
import type { PlacedText } from '../../gauges/layout/label-layout.ts';
import { double } from '../../values/make.ts';
import type { GridModel, ViewportModel } from '../model/map-model.ts';
import type { MapFit } from './map-fit.ts';

/** Labels keep this far from the edge of the viewport: measured. */
const EDGE = { x: 8.5, y: 8 };

/** Pieces of a line of the grid, which a projection may bend. */
const PIECES = 32;

/** More lines than this are no help to anyone. */
const MAX_LINES = 200;

export type GridLine = { readonly points: readonly Point[] };

export type GridLayout = {
  readonly parallels: readonly GridLine[];
  readonly meridians: readonly GridLine[];
  /** Those that do not lie on one another: parallels first, from the south, then meridians, from the west. */
  readonly labels: readonly PlacedText[];
};

export type GridTools = { readonly measure: TextMeasure; readonly writer: ValueWriter };

export function layoutGrid(
  { meridians, parallels }: ViewportModel,
  fit: MapFit,
  box: PixelBox,
  tools: GridTools,
): GridLayout {
  const { minX, minY, maxX, maxY } = fit.limits;
  const along = (from: number, to: number) =>
    Array.from({ length: PIECES + 1 }, (_, index) => from + ((to - from) * index) / PIECES);
  const latitudes = parallels.visible ? gridValues(minY, maxY, parallels.interval) : [];
  const longitudes = meridians.visible ? gridValues(minX, maxX, meridians.interval) : [];
  const labels: PlacedText[] = [];
  addLabels(labels, parallelLabels(latitudes, parallels, { fit, box, tools }), 'down');
  addLabels(labels, meridianLabels(longitudes, meridians, { fit, box, tools }), 'across');
  return {
    parallels: latitudes.map((y) => ({ points: along(minX, maxX).map((x) => fit.toPixels([x, y])) })),
    meridians: longitudes.map((x) => ({ points: along(minY, maxY).map((y) => fit.toPixels([x, y])) })),
    labels,
  };
}

/** Multiples of the interval; without one of the largest of 1, 2, 5 .. that gives at least ten steps. */
export function gridValues(from: number, to: number, written: number | undefined): readonly number[] {
  const interval = written ?? gridInterval(to - from);
  const first = Math.ceil(from / interval - 1e-9);
  const count = Math.floor(to / interval + 1e-9) - first + 1;
  if (!(count > 0 && count <= MAX_LINES)) return [];
  return Array.from({ length: count }, (_, index) => Number(((first + index) * interval).toPrecision(12)));
}

/** Measured: 25.2 degrees by 2, 13.2 by 1. */
export function gridInterval(range: number): number {
  const tenth = range / 10;
  const power = 10 ** Math.floor(Math.log10(tenth));
  const share = tenth / power;
  return (share < 2 ? 1 : share < 5 ? 2 : 5) * power;
}

type LabelInput = { readonly fit: MapFit; readonly box: PixelBox; readonly tools: GridTools };

function parallelLabels(
  values: readonly number[],
  grid: GridModel,
  { fit, box, tools }: LabelInput,
): readonly PlacedText[] {
  const { minX, maxX } = fit.limits;
  const texts = writtenLabels(values, grid, tools);
  const widest = Math.max(0, ...texts.map(({ width }) => width));
  return texts.map(({ value, ...text }) => {
    const [x, y] = fit.toPixels([minX + (maxX - minX) * grid.labelPlace, value]);
    const half = widest / 2;
    return { ...text, x: clamp(x, box.left + EDGE.x + half, box.left + box.width - EDGE.x - half), y };
  });
}

function meridianLabels(
  values: readonly number[],
  grid: GridModel,
  { fit, box, tools }: LabelInput,
): readonly PlacedText[] {
  const { minY, maxY } = fit.limits;
  return writtenLabels(values, grid, tools).map(({ value, ...text }) => {
    const [x, y] = fit.toPixels([value, maxY - (maxY - minY) * grid.labelPlace]);
    const half = text.height / 2;
    return { ...text, x, y: clamp(y, box.top + EDGE.y + half, box.top + box.height - EDGE.y - half) };
  });
}

function writtenLabels(
  values: readonly number[],
  { labels, format }: GridModel,
  { measure, writer }: GridTools,
) {
  if (!labels) return [];
  return values.map((value) => {
    const text = writer.write(double(value), format);
    return {
      value,
      text,
      ...textSize(text, labels.font, measure),
      angle: 0,
      font: labels.font,
      color: labels.color,
    };
  });
}

/** As many labels as fit next to each other, every second, third .. of them; those on another label are left out. */
function addLabels(placed: PlacedText[], labels: readonly PlacedText[], direction: 'down' | 'across'): void {
  const step = stepOf(labels, direction);
  labels.forEach((label, index) => {
    if (index % step === 0 && !placed.some((other) => overlap(label, other))) placed.push(label);
  });
}

function stepOf(labels: readonly PlacedText[], direction: 'down' | 'across'): number {
  const size = Math.max(0, ...labels.map(({ width, height }) => (direction === 'down' ? height : width)));
  const gaps = labels.slice(1).map((label, index) => {
    const before = labels[index] ?? label;
    return direction === 'down' ? Math.abs(label.y - before.y) : Math.abs(label.x - before.x);
  });
  const gap = Math.min(...gaps, Number.POSITIVE_INFINITY);
  return gap <= 0 ? labels.length || 1 : Math.max(1, Math.ceil(size / gap));
}

function overlap(a: PlacedText, b: PlacedText): boolean {
  return Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
