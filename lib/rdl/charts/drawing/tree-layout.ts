import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { PixelBox } from '../../drawing/svg.ts';
import type { PointModel, SeriesModel } from '../model/series-model.ts';

/** A series with its share of a tree map or sunburst, largest first; points likewise. */
export type Branch = {
  readonly series: SeriesModel;
  readonly total: number;
  readonly points: readonly PointModel[];
};

export function sizeOf(point: PointModel): number {
  return point.empty ? 0 : Math.abs(point.y[0] ?? 0);
}

/** The series by their sums, largest first, each with its points, largest first. */
export function branchesOf(series: readonly SeriesModel[]): readonly Branch[] {
  return series
    .map((one) => ({
      series: one,
      total: one.points.reduce((sum, point) => sum + sizeOf(point), 0),
      points: one.points.filter((point) => sizeOf(point) > 0).toSorted((a, b) => sizeOf(b) - sizeOf(a)),
    }))
    .filter((branch) => branch.total > 0)
    .toSorted((a, b) => b.total - a.total);
}

/** A rectangle of a tree map. */
export type Cell = { readonly branch: Branch; readonly point: PointModel; readonly box: PixelBox };

export type TreeCells = {
  readonly branches: readonly { readonly branch: Branch; readonly box: PixelBox }[];
  readonly cells: readonly Cell[];
};

type Node = { readonly branch?: Branch; readonly point?: PointModel; readonly children?: readonly Node[] };

/** Squarified rectangles: the box is shared by the series, the part of each by its points. */
export function treeCells(series: readonly SeriesModel[], box: PixelBox): TreeCells {
  const branches = branchesOf(series);
  const root: Node = {
    children: branches.map((branch) => ({
      branch,
      children: branch.points.map((point) => ({ branch, point })),
    })),
  };
  const tree = hierarchy<Node>(root, (node) => node.children).sum((node) =>
    node.point ? sizeOf(node.point) : 0,
  );
  const placed = treemap<Node>().tile(treemapSquarify.ratio(1)).size([box.width, box.height])(tree);
  const boxOf = (node: {
    readonly x0: number;
    readonly y0: number;
    readonly x1: number;
    readonly y1: number;
  }) => ({
    left: box.left + node.x0,
    top: box.top + node.y0,
    width: node.x1 - node.x0,
    height: node.y1 - node.y0,
  });
  return {
    branches: (placed.children ?? []).flatMap((node) =>
      node.data.branch ? [{ branch: node.data.branch, box: boxOf(node) }] : [],
    ),
    cells: placed.leaves().flatMap((node) => {
      const { branch, point } = node.data;
      return branch && point ? [{ branch, point, box: boxOf(node) }] : [];
    }),
  };
}
