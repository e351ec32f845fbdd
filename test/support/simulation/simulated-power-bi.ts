import { DomainError } from '../../../lib/errors.ts';
import type { TileRow } from '../../../lib/power-bi/tile-gateway.ts';
import type { Caption } from '../../../lib/reports/tile-pictures.ts';

/** What stands outside: people's sign-ins, tiles, items of reports. */
export class SimulatedOutside {
  registered = true;
  signedIn = true;
  powerBiUp = true;
  readonly goneTiles = new Set<string>();
  /** Models that went while their tiles stayed. */
  readonly goneModels = new Set<string>();
  readonly goneItems = new Set<string>();
  /** Rows that Power BI took, by model. */
  readonly pushed = new Map<string, TileRow[]>();
  rendered = 0;

  readonly gateway = {
    pushRow: async (_owner: string, { modelId }: { readonly modelId: string }, row: TileRow) => {
      this.#answer();
      if (this.goneModels.has(modelId)) throw new DomainError('MODEL_NOT_FOUND');
      this.pushed.set(modelId, [...(this.pushed.get(modelId) ?? []), row]);
    },
    tileState: async (_owner: string, { tileId }: { readonly tileId: string }) => {
      this.#answer();
      return this.goneTiles.has(tileId) ? 'gone' : 'there';
    },
    /** What is made again gets the ids it had: `m <id>`, `r <id>`, `t <id>`. */
    ensureModel: async (_owner: string, { name }: { readonly name: string }) => {
      this.#answer();
      const modelId = `m ${idIn(name)}`;
      this.goneModels.delete(modelId);
      return { modelId };
    },
    ensureReport: async (_owner: string, { name }: { readonly name: string }) => {
      this.#answer();
      return { reportId: `r ${idIn(name)}` };
    },
    ensureTile: async (_owner: string, { reportId }: { readonly reportId: string }) => {
      this.#answer();
      const tileId = `t${reportId.slice(1)}`;
      this.goneTiles.delete(tileId);
      return { tileId };
    },
    removeReport: async () => this.#answer(),
    removeModel: async () => this.#answer(),
  } as const;

  readonly pictures = {
    render: async ({ itemName }: { readonly itemName: string }) => {
      if (this.goneItems.has(itemName)) throw new DomainError('ITEM_NOT_FOUND');
      this.rendered += 1;
      return { title: 'Sales', png: new TextEncoder().encode(itemName), warnings: [] };
    },
    data: async () => {
      throw new DomainError('ITEM_HAS_NO_DATA');
    },
    placeholder: async ({ text }: { readonly text: string }) => ({
      title: 'Sales',
      png: new TextEncoder().encode(text),
      warnings: [],
    }),
    caption: async (png: Uint8Array, { stale }: Caption) =>
      stale ? new Uint8Array([...png, ...new TextEncoder().encode(' (stale)')]) : png,
  };

  requireRegistered = async () => {
    if (!this.registered) throw new DomainError('NOT_REGISTERED');
  };

  get pushes(): number {
    return [...this.pushed.values()].reduce((sum, rows) => sum + rows.length, 0);
  }

  #answer(): void {
    if (!this.powerBiUp) throw new DomainError('POWER_BI_UNAVAILABLE');
    if (!this.signedIn) throw new DomainError('SIGN_IN_REQUIRED');
  }
}

function idIn(name: string): string {
  return /\(([^()]*)\)$/.exec(name)?.[1] ?? '';
}
