import type { PixelBox, Point } from '../../drawing/svg.ts';
import type { ViewportModel } from '../model/map-model.ts';
import { latitudeLimit, type Project, projection } from '../projection/projections.ts';
import { type Extent, extentOf, type Geometry, type Position } from '../spatial/geometry.ts';

/** The map reaches beyond its elements by this part of their extent on each side: measured. */
const BEYOND = 0.1;

/** Samples along each side of an extent when a projection bends it. */
const SAMPLES = 24;

/** How the coordinates of a map become pixels. */
export type MapFit = {
  /** What the map shows, in its own coordinates. */
  readonly limits: Extent;
  /** Where the whole map lies, in pixels; more than the viewport where it is zoomed. */
  readonly map: PixelBox;
  toPixels(position: Position): Point;
};

/** Fits the elements of a map into its viewport. Undefined where it has none. */
export function fitMap(
  viewport: ViewportModel,
  elements: readonly Geometry[],
  box: PixelBox,
): MapFit | undefined {
  const extent = extentOf(elements);
  if (!extent) return undefined;
  const project: Project = viewport.geographic
    ? projection(viewport.projection, viewport.center)
    : (position) => position;
  const limits = limitsOf(viewport, extent);
  const whole = projectedExtent(limits, project);
  const fitted = fittedBox(whole, box, viewport.contentMargin);
  const map = viewed(viewport, { whole, fitted, box, project });
  const across = map.width / (whole.maxX - whole.minX);
  const down = map.height / (whole.maxY - whole.minY);
  return {
    limits,
    map,
    toPixels: (position) => {
      const [x, y] = project(position);
      return [map.left + (x - whole.minX) * across, map.top + (whole.maxY - y) * down];
    },
  };
}

function limitsOf({ limits, geographic, projection: name }: ViewportModel, extent: Extent): Extent {
  const beyondX = (extent.maxX - extent.minX || 1) * BEYOND;
  const beyondY = (extent.maxY - extent.minY || 1) * BEYOND;
  const maxLatitude = geographic ? latitudeLimit(name) : Number.POSITIVE_INFINITY;
  const maxLongitude = geographic ? 180 : Number.POSITIVE_INFINITY;
  return {
    minX: limits.minX ?? Math.max(-maxLongitude, extent.minX - beyondX),
    maxX: limits.maxX ?? Math.min(maxLongitude, extent.maxX + beyondX),
    minY: limits.minY ?? Math.max(-maxLatitude, extent.minY - beyondY),
    maxY: limits.maxY ?? Math.min(maxLatitude, extent.maxY + beyondY),
  };
}

function projectedExtent({ minX, minY, maxX, maxY }: Extent, project: Project): Extent {
  const points: Position[] = [];
  for (let i = 0; i <= SAMPLES; i++) {
    for (let j = 0; j <= SAMPLES; j++) {
      points.push(project([minX + ((maxX - minX) * i) / SAMPLES, minY + ((maxY - minY) * j) / SAMPLES]));
    }
  }
  const extent = extentOf([{ points, lines: [], polygons: [] }]);
  const valid = extent && extent.maxX > extent.minX && extent.maxY > extent.minY;
  return valid ? extent : { minX: 0, minY: 0, maxX: 1, maxY: 1 };
}

/**
 * The largest box of the map's shape in the middle of the viewport. Sizes and places are cut to whole pixels, and the
 * width counts one pixel more than the shape asks for: measured.
 */
function fittedBox({ minX, minY, maxX, maxY }: Extent, box: PixelBox, contentMargin: number): PixelBox {
  const margin = 1 + Math.trunc(contentMargin);
  const width = Math.max(1, box.width - 2 * margin);
  const height = Math.max(1, box.height - 2 * margin);
  const scale = Math.min((width - 1) / (maxX - minX), height / (maxY - minY));
  const across = scale * (maxX - minX) + 1;
  const down = scale * (maxY - minY);
  return {
    left: box.left + Math.trunc((box.width - across) / 2),
    top: box.top + Math.trunc((box.height - down) / 2),
    width: Math.max(1, Math.trunc(across + 1e-6)),
    height: Math.max(1, Math.trunc(down + 1e-6)),
  };
}

type Viewed = {
  readonly whole: Extent;
  readonly fitted: PixelBox;
  readonly box: PixelBox;
  readonly project: Project;
};

function viewed({ view }: ViewportModel, { whole, fitted, box, project }: Viewed): PixelBox {
  if (view.kind === 'custom') {
    if (view.zoom === 100 && view.centerX === 50 && view.centerY === 50) return fitted;
    return zoomed(fitted, box, { factor: view.zoom / 100, x: view.centerX / 100, y: view.centerY / 100 });
  }
  const shown = extentOf(
    view.elements.map(({ points, lines, polygons }) => ({
      points: points.map(project),
      lines: lines.map((line) => line.map(project)),
      polygons: polygons.map((rings) => rings.map((ring) => ring.map(project))),
    })),
  );
  if (!shown) return fitted;
  const [width, height] = [whole.maxX - whole.minX, whole.maxY - whole.minY];
  const fill = Math.min(
    width / Math.max(shown.maxX - shown.minX, width / 1000),
    height / Math.max(shown.maxY - shown.minY, height / 1000),
  );
  return zoomed(fitted, box, {
    factor: (fill * view.zoom) / 100,
    x: ((shown.minX + shown.maxX) / 2 - whole.minX) / width,
    y: (whole.maxY - (shown.minY + shown.maxY) / 2) / height,
  });
}

/** Enlarges a box so that the point at these parts of it comes to lie in the middle of the viewport. */
function zoomed(
  fitted: PixelBox,
  box: PixelBox,
  { factor, x, y }: { readonly factor: number; readonly x: number; readonly y: number },
): PixelBox {
  const scale = Math.min(2000, Math.max(0.01, factor));
  const width = fitted.width * scale;
  const height = fitted.height * scale;
  return {
    left: box.left + box.width / 2 - x * width,
    top: box.top + box.height / 2 - y * height,
    width,
    height,
  };
}
