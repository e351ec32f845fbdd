import { Refusal } from '../refusal.ts';
import { newId, type Service } from '../service.ts';
import type { Dashboard, Tile, TileContent, TilePosition, Workspace } from './types.ts';

/** Columns of a dashboard's grid. */
const GRID_COLUMNS = 6;
const PINNED_SPAN = 2;

export function createDashboard(service: Service, workspace: Workspace, name: string): Dashboard {
  const dashboard: Dashboard = { id: newId(), workspaceId: workspace.id, name, readOnly: false };
  service.tenant.dashboards.set(dashboard.id, dashboard);
  return dashboard;
}

export function dashboardsOf(service: Service, workspace: Workspace): Dashboard[] {
  return [...service.tenant.dashboards.values()].filter((one) => one.workspaceId === workspace.id);
}

export function tilesOf(service: Service, dashboardId: string): Tile[] {
  return [...service.tenant.tiles.values()].filter((tile) => tile.dashboardId === dashboardId);
}

/** The models and reports behind its tiles stay. */
export function deleteDashboard(service: Service, dashboard: Dashboard): void {
  for (const tile of tilesOf(service, dashboard.id)) service.tenant.tiles.delete(tile.id);
  service.tenant.dashboards.delete(dashboard.id);
}

function overlaps(a: TilePosition, b: TilePosition): boolean {
  return a.x < b.x + b.colSpan && b.x < a.x + a.colSpan && a.y < b.y + b.rowSpan && b.y < a.y + a.rowSpan;
}

/** The first gap, row by row: where a person's pin lands. */
export function freePosition(service: Service, dashboardId: string, colSpan = PINNED_SPAN): TilePosition {
  const taken = tilesOf(service, dashboardId).map((tile) => tile.position);
  for (let y = 0; ; y += 1) {
    for (let x = 0; x + colSpan <= GRID_COLUMNS; x += 1) {
      const candidate = { x, y, colSpan, rowSpan: PINNED_SPAN };
      if (!taken.some((other) => overlaps(candidate, other))) return candidate;
    }
  }
}

/**
 * Where a clone goes: the source's position when that is free; in a conflict the end of the dashboard (`Tail`) or
 * nowhere (`Abort`: "the request will be cancelled").
 */
export function clonePosition(
  service: Service,
  dashboardId: string,
  source: TilePosition,
  onConflict: 'Tail' | 'Abort',
): TilePosition {
  const taken = tilesOf(service, dashboardId).map((tile) => tile.position);
  if (!taken.some((other) => overlaps(source, other))) return { ...source };
  if (onConflict === 'Abort') {
    throw new Refusal(409, 'TilePositionConflict', { message: 'The position of the source tile is taken.' });
  }
  return endPosition(taken, source);
}

/** Behind the last tile where its row has room, else in a new row. */
function endPosition(taken: readonly TilePosition[], source: TilePosition): TilePosition {
  const lastRow = Math.max(...taken.map((other) => other.y));
  const inRow = taken.filter((other) => other.y === lastRow);
  const behind = { ...source, x: Math.max(...inRow.map((other) => other.x + other.colSpan)), y: lastRow };
  const fits = behind.x + behind.colSpan <= GRID_COLUMNS && !taken.some((other) => overlaps(behind, other));
  return fits ? behind : { ...source, x: 0, y: Math.max(...taken.map((other) => other.y + other.rowSpan)) };
}

export function addTile(
  service: Service,
  tile: {
    dashboardId: string;
    title: string;
    titleSetOnDashboard: boolean;
    subtitle?: string;
    link?: string | undefined;
    position: TilePosition;
    content: TileContent;
  },
): Tile {
  const made: Tile = {
    id: newId(),
    dashboardId: tile.dashboardId,
    title: tile.title,
    titleSetOnDashboard: tile.titleSetOnDashboard,
    subtitle: tile.subtitle ?? '',
    link: tile.link,
    position: tile.position,
    content: tile.content,
  };
  service.tenant.tiles.set(made.id, made);
  return made;
}
