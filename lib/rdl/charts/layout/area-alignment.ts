import type { AreaModel } from '../model/chart-model.ts';
import { bottom, type RelativeBox, right } from './boxes.ts';
import type { AreaLayout } from './chart-layout.ts';

/** Areas that align their position take left and width (vertical) or top and height (horizontal) of another one. */
export function alignPositions(
  areas: readonly AreaModel[],
  boxes: ReadonlyMap<AreaModel, RelativeBox>,
): ReadonlyMap<AreaModel, RelativeBox> {
  const aligned = new Map(boxes);
  for (const area of areas) {
    const master = areas.find((other) => other !== area && other.name === area.alignWith);
    const box = aligned.get(area);
    const target = master ? aligned.get(master) : undefined;
    if (!box || !target || !area.alignment.position) continue;
    aligned.set(area, {
      x: isVertical(area) ? target.x : box.x,
      width: isVertical(area) ? target.width : box.width,
      y: isHorizontal(area) ? target.y : box.y,
      height: isHorizontal(area) ? target.height : box.height,
    });
  }
  return aligned;
}

/** Areas that align their plots get the part that the plots of their group have in common. */
export function alignPlots(areas: readonly AreaLayout[]): readonly AreaLayout[] {
  return areas.map((layout) => {
    const group = groupOf(layout, areas);
    if (group.length < 2) return layout;
    let { plot } = layout;
    if (group.some((member) => isVertical(member.area))) {
      const left = Math.max(...group.map((member) => member.plot.x));
      const end = Math.min(...group.map((member) => right(member.plot)));
      plot = { ...plot, x: left, width: Math.max(0, end - left) };
    }
    if (group.some((member) => isHorizontal(member.area))) {
      const top = Math.max(...group.map((member) => member.plot.y));
      const end = Math.min(...group.map((member) => bottom(member.plot)));
      plot = { ...plot, y: top, height: Math.max(0, end - top) };
    }
    return { ...layout, plot };
  });
}

/** The area that others align with, and those that do. */
function groupOf(layout: AreaLayout, areas: readonly AreaLayout[]): readonly AreaLayout[] {
  const { area } = layout;
  const follows =
    area.alignWith !== undefined && area.alignment.innerPlot && area.alignOrientation !== 'None';
  const master =
    follows && areas.some((other) => other.area.name === area.alignWith) ? area.alignWith : area.name;
  return areas.filter(
    (other) =>
      other.area.name === master ||
      (other.area.alignWith === master &&
        other.area.alignment.innerPlot &&
        other.area.alignOrientation !== 'None'),
  );
}

function isVertical(area: AreaModel): boolean {
  return area.alignOrientation === 'Vertical' || area.alignOrientation === 'All';
}

function isHorizontal(area: AreaModel): boolean {
  return area.alignOrientation === 'Horizontal' || area.alignOrientation === 'All';
}
