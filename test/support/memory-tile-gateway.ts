import { DomainError } from '../../lib/errors.ts';
import type { TileGateway, TileRow } from '../../lib/power-bi/tile-gateway.ts';

type Named = { readonly id: string; readonly workspaceId: string; readonly name: string };

/** Power BI as far as pins need it, in memory: names are looked up, what is gone is refused. */
export class MemoryTileGateway implements TileGateway {
  readonly models = new Map<string, Named & { readonly rows: TileRow[] }>();
  readonly reports = new Map<string, Named & { readonly modelId: string; readonly visual?: string }>();
  readonly tiles = new Map<string, { readonly dashboardId: string; readonly reportId: string }>();
  readonly calls: string[] = [];
  /** Throws before or after the effect of the next call of this name. */
  fault:
    | { readonly call: string; readonly when: 'before' | 'after'; readonly error: DomainError }
    | undefined;
  #last = 0;

  async ensureModel(_owner: string, { workspaceId, name }: { workspaceId: string; name: string }) {
    return this.#call('ensureModel', () => {
      const present = [...this.models.values()].find((model) => model.name === name);
      const id = present?.id ?? this.#newId();
      if (!present) this.models.set(id, { id, workspaceId, name, rows: [] });
      return { modelId: id };
    });
  }

  async ensureReport(
    _owner: string,
    target: { workspaceId: string; modelId: string; name: string; visual?: string },
  ) {
    return this.#call('ensureReport', () => {
      const present = [...this.reports.values()].find((report) => report.name === target.name);
      const id = present?.id ?? this.#newId();
      if (!present) this.reports.set(id, { id, ...target });
      return { reportId: id };
    });
  }

  async ensureTile(_owner: string, { dashboardId, reportId }: { dashboardId: string; reportId: string }) {
    return this.#call('ensureTile', () => {
      const present = [...this.tiles].find(([, tile]) => tile.reportId === reportId);
      const id = present?.[0] ?? this.#newId();
      this.tiles.set(id, { dashboardId, reportId });
      return { tileId: id };
    });
  }

  async findTile(_owner: string, { dashboardId, reportId }: { dashboardId: string; reportId: string }) {
    return this.#call('findTile', () => {
      const found = [...this.tiles].find(
        ([, tile]) => tile.dashboardId === dashboardId && tile.reportId === reportId,
      );
      return found?.[0];
    });
  }

  async reportAddress(_owner: string, { reportId }: { reportId: string }) {
    return this.#call('reportAddress', () => `https://app.powerbi.com/reports/${reportId}`);
  }

  async pushRow(_owner: string, { modelId }: { modelId: string }, row: TileRow) {
    return this.#call('pushRow', () => {
      const model = this.models.get(modelId);
      if (!model) throw new DomainError('MODEL_NOT_FOUND');
      model.rows.push(row);
    });
  }

  async tileState(_owner: string, { tileId, reportId }: { tileId: string; reportId: string }) {
    return this.#call('tileState', () => {
      const tile = this.tiles.get(tileId);
      if (!tile) return 'gone';
      return tile.reportId === reportId ? 'there' : 'broken';
    });
  }

  async findModel(_owner: string, { name }: { name: string }) {
    return this.#call('findModel', () => [...this.models.values()].find((model) => model.name === name)?.id);
  }

  async findReport(_owner: string, { name }: { name: string }) {
    return this.#call(
      'findReport',
      () => [...this.reports.values()].find((report) => report.name === name)?.id,
    );
  }

  async removeReport(_owner: string, { reportId }: { reportId: string }) {
    return this.#call('removeReport', () => void this.reports.delete(reportId));
  }

  async removeModel(_owner: string, { modelId }: { modelId: string }) {
    return this.#call('removeModel', () => void this.models.delete(modelId));
  }

  #call<T>(name: string, effect: () => T): T {
    this.calls.push(name);
    const fault = this.fault?.call === name ? this.fault : undefined;
    if (fault) this.fault = undefined;
    if (fault?.when === 'before') throw fault.error;
    const result = effect();
    if (fault) throw fault.error;
    return result;
  }

  #newId(): string {
    this.#last += 1;
    return `00000000-0000-4000-8000-${String(this.#last).padStart(12, '0')}`;
  }
}
