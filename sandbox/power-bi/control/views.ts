import type { Service } from '../service.ts';
import type { CellValue, Report, Tenant, Tile } from '../tenant/types.ts';
import { evaluate } from '../visuals/evaluate.ts';

/** A tile as a person sees it. */
export type TileView = Tile & {
  readonly broken: boolean;
  /** The address of the picture that it shows now. */
  readonly imageUrl: string | undefined;
  readonly refreshedAt: string | undefined;
  /** What its visual shows, row by row, in the order of the visual's fields. */
  readonly rows: readonly (readonly CellValue[])[];
};

export type ModelView = {
  readonly id: string;
  readonly workspaceId: string;
  readonly name: string;
  readonly kind: 'push' | 'import';
  readonly refreshedAt: string | undefined;
  /** Rows that each table holds. */
  readonly rowCounts: Readonly<Record<string, number>>;
};

export function reports(tenant: Tenant): Omit<Report, 'parts'>[] {
  return [...tenant.reports.values()].map(({ parts: _, ...report }) => report);
}

export function models(tenant: Tenant): ModelView[] {
  return [...tenant.models.values()].map((model) => ({
    id: model.id,
    workspaceId: model.workspaceId,
    name: model.name,
    kind: model.kind,
    refreshedAt: model.refreshedAt,
    rowCounts: Object.fromEntries(model.tables.map((table) => [table.name, table.rows.length])),
  }));
}

export function tiles(service: Service, dashboardId: string | undefined): TileView[] {
  return [...service.tenant.tiles.values()]
    .filter((tile) => dashboardId === undefined || tile.dashboardId === dashboardId)
    .map((tile) => tileView(service, tile));
}

function tileView(service: Service, tile: Tile): TileView {
  const copy = structuredClone(tile);
  const { content } = tile;
  if (content.kind === 'image') {
    return { ...copy, broken: false, imageUrl: content.url, refreshedAt: undefined, rows: [] };
  }
  const model = content.modelId === undefined ? undefined : service.tenant.models.get(content.modelId);
  const shown = evaluate(content.query, model);
  if (shown.kind === 'broken') {
    return { ...copy, broken: true, imageUrl: undefined, refreshedAt: model?.refreshedAt, rows: [] };
  }
  const column = shown.columns.findIndex((one) => one.category === 'ImageUrl');
  const cell = shown.rows[0]?.[column];
  return {
    ...copy,
    broken: false,
    imageUrl: typeof cell === 'string' ? cell : undefined,
    refreshedAt: model?.refreshedAt,
    rows: shown.rows,
  };
}
