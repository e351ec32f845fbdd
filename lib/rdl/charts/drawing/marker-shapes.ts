import type { Color } from '../../drawing/color.ts';
import type { Paint, Point, SvgWriter } from '../../drawing/svg.ts';
import type { MarkerModel } from '../model/series-model.ts';

/** A marker around a point. */
export function drawMarker(svg: SvgWriter, center: Point, marker: MarkerModel, pointColor: Color): void {
  if (marker.style === 'None' || marker.size <= 0) return;
  const fill = marker.color ?? pointColor;
  const paint: Paint = {
    fill,
    ...(marker.borderColor ? { stroke: { color: marker.borderColor, width: marker.borderWidth } } : {}),
  };
  const [x, y] = center;
  const half = marker.size / 2;
  switch (marker.style) {
    case 'Circle':
      svg.circle(center, half, paint);
      return;
    case 'Square':
      svg.rect({ left: x - half, top: y - half, width: marker.size, height: marker.size }, paint);
      return;
    default:
      svg.polygon(markerOutline(marker.style, center, half), paint);
  }
}

function markerOutline(style: MarkerModel['style'], [x, y]: Point, half: number): readonly Point[] {
  switch (style) {
    case 'Diamond':
      return [
        [x - half, y],
        [x, y - half],
        [x + half, y],
        [x, y + half],
      ];
    case 'Triangle':
      return [
        [x - half, y + half],
        [x, y - half],
        [x + half, y + half],
      ];
    case 'Cross':
      return crossOutline([x, y], half);
    case 'Star4':
      return star([x, y], half, 4);
    case 'Star5':
      return star([x, y], half, 5);
    case 'Star6':
      return star([x, y], half, 6);
    default:
      return star([x, y], half, 10);
  }
}

/** Two bars, each a third as wide as it is long, turned by 45 degrees. */
function crossOutline([x, y]: Point, half: number): readonly Point[] {
  const thin = Math.ceil((half * 2) / 4) / 2;
  const upright: readonly Point[] = [
    [-half, -thin],
    [-thin, -thin],
    [-thin, -half],
    [thin, -half],
    [thin, -thin],
    [half, -thin],
    [half, thin],
    [thin, thin],
    [thin, half],
    [-thin, half],
    [-thin, thin],
    [-half, thin],
  ];
  const turn = Math.SQRT1_2;
  return upright.map(([dx, dy]): Point => [x + (dx - dy) * turn, y + (dx + dy) * turn]);
}

function star([x, y]: Point, radius: number, corners: number): readonly Point[] {
  return Array.from({ length: corners * 2 }, (_, index): Point => {
    const reach = index % 2 === 0 ? radius : radius / 2;
    const angle = (index * Math.PI) / corners;
    return [x + reach * Math.sin(angle), y - reach * Math.cos(angle)];
  });
}
