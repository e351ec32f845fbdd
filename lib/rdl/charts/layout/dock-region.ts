import type { Alignment, Docking } from '../model/chart-model.ts';
import { bottom, type RelativeBox, right, type Size } from './boxes.ts';

/** A box at one side of a region, and what it leaves of the region. */
export type Docked = { readonly box: RelativeBox; readonly rest: RelativeBox };

export type DockRequest = {
  readonly side: Docking;
  readonly alignment: Alignment;
  readonly size: Size;
  /** Fills the region along its side (titles) instead of being as long as it needs (legends). */
  readonly stretched: boolean;
  readonly spacing: number;
};

/** Docks a box at a side of a region, `spacing` away from its edges. */
export function dock(region: RelativeBox, request: DockRequest): Docked {
  const { side, spacing } = request;
  const horizontal = side === 'Top' || side === 'Bottom';
  const width =
    horizontal && request.stretched ? Math.max(0, region.width - 2 * spacing) : request.size.width;
  const height =
    !horizontal && request.stretched ? Math.max(0, region.height - 2 * spacing) : request.size.height;
  const x = horizontal
    ? aligned(request, region.x, region.width, width)
    : side === 'Left'
      ? region.x + spacing
      : right(region) - width - spacing;
  const y = horizontal
    ? side === 'Top'
      ? region.y + spacing
      : bottom(region) - height - spacing
    : aligned(request, region.y, region.height, height);
  const box = { x, y, width, height };
  return { box, rest: without(region, box, request) };
}

function aligned(request: DockRequest, start: number, extent: number, size: number): number {
  if (request.stretched || request.alignment === 'Near') return start + request.spacing;
  return request.alignment === 'Far' ? start + extent - size - request.spacing : start + (extent - size) / 2;
}

function without(region: RelativeBox, box: RelativeBox, { side, spacing }: DockRequest): RelativeBox {
  const width = region.width - box.width - spacing;
  const height = region.height - box.height - spacing;
  switch (side) {
    case 'Top':
      return { ...region, y: bottom(box), height };
    case 'Bottom':
      return { ...region, height };
    case 'Left':
      return { ...region, x: right(box), width };
    case 'Right':
      return { ...region, width };
  }
}
