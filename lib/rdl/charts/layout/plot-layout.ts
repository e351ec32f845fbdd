import type { TextMeasure } from '../../drawing/text-metrics.ts';
import type { AreaModel, AxisName } from '../model/chart-model.ts';
import type { AreaScales, AxisState } from '../scales/area-scales.ts';
import { type AxisFitting, type AxisLayout, axisPosition, isUpright } from './axis-layout.ts';
import { axisRoom } from './axis-room.ts';
import { bottom, type Canvas, type RelativeBox, right } from './boxes.ts';
import type { CircleLabels } from './circular-layout.ts';
import { fitAgain } from './label-fit.ts';

/** An axis with its place: `line` is where its line lies, percent of the picture across the axis. */
export type PlacedAxis = { readonly state: AxisState; readonly layout: AxisLayout };

/** The rectangle between the axes of an area, and the axes around it. */
export type PlotLayout = {
  readonly plot: RelativeBox;
  readonly axes: Readonly<Partial<Record<AxisName, PlacedAxis>>>;
  /** What stands around a circular plot. */
  readonly circle?: CircleLabels;
};

type Tools = { readonly canvas: Canvas; readonly measure: TextMeasure };

/** Labels may push the plot in by this share of its size at most. */
const MAX_OVERHANG = 0.3;

/** Fits the axes of an area one after the other around what they leave for the plot. */
export function layoutPlot(area: AreaModel, scales: AreaScales, box: RelativeBox, tools: Tools): PlotLayout {
  const order: readonly AxisName[] = scales.horizontal ? ['X', 'X2', 'Y', 'Y2'] : ['Y', 'Y2', 'X', 'X2'];
  const bare = scales.series.length === 0;
  const axes = bare ? [] : order.flatMap((name) => scales.axes[name] ?? []).filter((axis) => axis.enabled);
  const fixed = area.innerPlot
    ? {
        x: box.x + (box.width / 100) * area.innerPlot.x,
        y: box.y + (box.height / 100) * area.innerPlot.y,
        width: (box.width / 100) * area.innerPlot.width,
        height: (box.height / 100) * area.innerPlot.height,
      }
    : undefined;
  const search = new PlotSearch(axes, box, tools, {
    fixed,
    wall: bare ? undefined : area.threeD?.wallThickness,
  });
  const limit = area.sameFontForAllAxes ? search.smallestFont() : undefined;
  return search.place(limit);
}

class PlotSearch {
  readonly #axes: readonly AxisState[];
  readonly #area: RelativeBox;
  readonly #tools: Tools;
  readonly #fixed: RelativeBox | undefined;
  readonly #wall: number | undefined;
  #plot: RelativeBox;
  readonly #layouts = new Map<AxisName, AxisLayout>();
  /** Room that labels need beyond the area's sides: percents. */
  readonly #overhang = { left: 0, right: 0, top: 0, bottom: 0 };

  constructor(
    axes: readonly AxisState[],
    area: RelativeBox,
    tools: Tools,
    { fixed, wall }: { readonly fixed: RelativeBox | undefined; readonly wall: number | undefined },
  ) {
    this.#axes = axes;
    this.#area = area;
    this.#tools = tools;
    this.#fixed = fixed;
    this.#wall = wall;
    this.#plot = fixed ?? area;
  }

  smallestFont(): number {
    return Math.min(20, ...this.#axes.map((axis) => axisRoom(this.#fitting(axis)).font.size));
  }

  place(fontLimit: number | undefined): PlotLayout {
    for (const axis of this.#axes) {
      const room = axisRoom(this.#fitting(axis), { fontLimit });
      const layout = this.#apartFromNeighbours(axis, room);
      this.#layouts.set(axis.name, layout);
      if (!this.#fixed) this.#takeRoom(axis, layout);
    }
    if (!this.#fixed) {
      this.#takeWalls();
      this.#pushIn();
    }
    this.#plot = {
      ...this.#plot,
      width: Math.max(0, this.#plot.width),
      height: Math.max(0, this.#plot.height),
    };
    for (const name of ['Y2', 'Y', 'X2', 'X'] as const) this.#shrinkAgain(name);
    const axes: Partial<Record<AxisName, PlacedAxis>> = {};
    for (const state of this.#axes) {
      const layout = this.#layouts.get(state.name);
      if (layout) axes[state.name] = { state, layout };
    }
    return { plot: this.#plot, axes };
  }

  #fitting(axis: AxisState): AxisFitting {
    const neighbours = this.#axes.filter((other) => isUpright(other) === isUpright(axis)).length;
    return {
      axis,
      area: this.#area,
      plot: this.#plot,
      neighbours: Math.max(1, neighbours),
      fixedRoom: this.#fixed ? this.#roomBeside(axis) * 2 : undefined,
      wall: this.#wall,
      ...this.#tools,
    };
  }

  /** The room between a fixed plot and the area at the side of an axis. */
  #roomBeside(axis: AxisState): number {
    const area = this.#area;
    const plot = this.#plot;
    if (axis.side === 'Left') return plot.x - area.x;
    if (axis.side === 'Right') return right(area) - right(plot);
    return axis.side === 'Top' ? plot.y - area.y : bottom(area) - bottom(plot);
  }

  /** Labels below (above) the plot go further out where they would meet those beside it. */
  #apartFromNeighbours(axis: AxisState, layout: AxisLayout): AxisLayout {
    if (isUpright(axis) || !layout.overhang || this.#linePosition(axis) !== this.#edge(axis)) return layout;
    const { near, far } = layout.overhang;
    const edge = this.#edge(axis);
    let markSize = layout.markSize;
    for (const other of this.#axes) {
      const overhang = this.#layouts.get(other.name)?.overhang;
      if (!isUpright(other) || !overhang) continue;
      const meets = other.side === 'Left' ? near < this.#plot.x : far > right(this.#plot);
      const beyond = axis.side === 'Bottom' ? overhang.far - edge : edge - overhang.near;
      if (meets && beyond > 0) markSize = Math.max(markSize, beyond * 0.75);
    }
    return { ...layout, markSize };
  }

  #edge(axis: AxisState): number {
    return axis.side === 'Bottom' ? bottom(this.#plot) : this.#plot.y;
  }

  /** Where the axis crosses: at the start of the other axis unless that says another place. */
  #linePosition(axis: AxisState): number {
    return axisLinePosition(axis, this.#axes, this.#plot);
  }

  #takeRoom(axis: AxisState, layout: AxisLayout): void {
    const plot = this.#plot;
    const line = axis.model.marksNextToAxis ? this.#linePosition(axis) : undefined;
    const edge = { Left: plot.x, Right: right(plot), Top: plot.y, Bottom: bottom(plot) }[axis.side];
    const inside = line === undefined ? 0 : Math.abs(edge - line);
    const size = Math.max(0, layout.markSize + layout.labelSize - inside) + layout.titleSize;
    if (axis.side === 'Left') this.#plot = { ...plot, x: plot.x + size, width: plot.width - size };
    else if (axis.side === 'Right') this.#plot = { ...plot, width: plot.width - size };
    else if (axis.side === 'Top') this.#plot = { ...plot, y: plot.y + size, height: plot.height - size };
    else this.#plot = { ...plot, height: plot.height - size };
    this.#noteOverhang(axis, layout);
  }

  /** The walls of a plot in space stand also at the sides that have no axis. */
  #takeWalls(): void {
    if (this.#wall === undefined) return;
    const { canvas } = this.#tools;
    const sides = new Set(this.#axes.map((axis) => axis.side));
    const x = canvas.xPercent(this.#wall);
    const y = canvas.yPercent(this.#wall);
    const left = sides.has('Left') ? 0 : x;
    const top = sides.has('Top') ? 0 : y;
    this.#plot = {
      x: this.#plot.x + left,
      y: this.#plot.y + top,
      width: this.#plot.width - left - (sides.has('Right') ? 0 : x),
      height: this.#plot.height - top - (sides.has('Bottom') ? 0 : y),
    };
  }

  #noteOverhang(axis: AxisState, layout: AxisLayout): void {
    if (!layout.overhang) return;
    const { near, far } = layout.overhang;
    const area = this.#area;
    const sides = this.#overhang;
    if (isUpright(axis)) {
      const most = this.#plot.height * MAX_OVERHANG;
      sides.top = Math.max(sides.top, Math.min(most, area.y - near));
      sides.bottom = Math.max(sides.bottom, Math.min(most, far - bottom(area)));
    } else {
      const most = this.#plot.width * MAX_OVERHANG;
      sides.left = Math.max(sides.left, Math.min(most, area.x - near));
      sides.right = Math.max(sides.right, Math.min(most, far - right(area)));
    }
  }

  /** Keeps the room inside the area that labels need beyond the ends of their axes. */
  #pushIn(): void {
    const area = this.#area;
    const { left, right: rightSide, top, bottom: bottomSide } = this.#overhang;
    const plot = this.#plot;
    const moveDown = Math.max(0, top - (plot.y - area.y));
    const moveRight = Math.max(0, left - (plot.x - area.x));
    const cutBottom = Math.max(0, bottomSide - (bottom(area) - bottom(plot)));
    const cutRight = Math.max(0, rightSide - (right(area) - right(plot)));
    this.#plot = {
      x: plot.x + moveRight,
      y: plot.y + moveDown,
      width: plot.width - moveRight - cutRight,
      height: plot.height - moveDown - cutBottom,
    };
  }

  #shrinkAgain(name: AxisName): void {
    const axis = this.#axes.find((one) => one.name === name);
    const layout = this.#layouts.get(name);
    if (!axis || !layout || (this.#fixed && (name === 'X' || name === 'X2'))) return;
    const fit = fitAgain(this.#fitting(axis), layout, layout.markSize + layout.titleSize);
    this.#layouts.set(name, { ...layout, ...fit });
  }
}

/** Where the line of an axis lies, in percent across it. */
export function axisLinePosition(axis: AxisState, axes: readonly AxisState[], plot: RelativeBox): number {
  const crossing = crossingAxis(axis, axes);
  if (!crossing) {
    return { Left: plot.x, Right: right(plot), Top: plot.y, Bottom: bottom(plot) }[axis.side];
  }
  const { minimum, maximum, kind, logBase } = crossing.scale;
  const secondary = axis.name === 'X2' || axis.name === 'Y2';
  const at = crossing.model.crossAt;
  const written =
    typeof at === 'number' ? (kind === 'log' ? Math.log(at) / Math.log(logBase) : at) : undefined;
  const value =
    at === 'maximum' ? maximum : at === 'minimum' ? minimum : (written ?? (secondary ? maximum : minimum));
  return axisPosition(crossing, plot, Math.min(maximum, Math.max(minimum, value)));
}

/** The axis that an axis crosses: of the series on it, or the primary one. */
export function crossingAxis(axis: AxisState, axes: readonly AxisState[]): AxisState | undefined {
  const names: readonly AxisName[] = axis.name === 'X' || axis.name === 'X2' ? ['Y', 'Y2'] : ['X', 'X2'];
  return names.flatMap((name) => axes.find((other) => other.name === name) ?? [])[0];
}
