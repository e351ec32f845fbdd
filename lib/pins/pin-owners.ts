import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Cells, StoredRow, Table } from '../storage/table.ts';

/** What belongs to a pin's id over all owners: whose it is, and the address of its picture. */
export type PinOwner = {
  readonly owner: string | undefined;
  /** Id of the key the picture's address is made with. */
  readonly kid: string;
  /** Raised by every new address. */
  readonly generation: number;
  /** SHA-256 of the address's secret, once it was made: who looks at a picture needs no key. */
  readonly secretHash: string | undefined;
};

/**
 * Ids of pins are drawn by clients, and everybody sees them: they are in the addresses of pictures and in names at
 * Power BI. Whoever comes first has an id for ever; pictures, runs and locators are keyed by it alone.
 */
export interface PinOwners {
  /** Insert-only, repeatable by the same owner. */
  claim(id: string, owner: Owner, kid: string): Promise<'yours' | 'taken'>;
  get(id: string): Promise<PinOwner | undefined>;
  /** The row, made without an owner where there is none. */
  ensure(id: string, kid: string): Promise<PinOwner>;
  /** To somebody else, with the picture's address as it is. By ETag, repeatable. */
  changeOwner(id: string, owner: Owner): Promise<void>;
  /** Keeps the hash of the secret of this generation's address; a later generation has its own. By ETag. */
  keepHash(id: string, generation: number, secretHash: string): Promise<void>;
  /** A new address, made with the key `kid`. By ETag; `request` again changes nothing more. */
  renewAddress(id: string, request: string, kid: string): Promise<void>;
}

const ATTEMPTS = 8;

/** Rows of the table Pins: PartitionKey `id|<id>`. */
export function tablePinOwners(table: Table): PinOwners {
  const keyOf = (id: string) => ({ partitionKey: `id|${id}`, rowKey: 'owner' });

  async function insert(id: string, kid: string, owner?: Owner): Promise<StoredRow | undefined> {
    await table.write({ kind: 'insert', row: { ...keyOf(id), cells: { owner, kid, generation: 1 } } });
    // Ours, an earlier try's or somebody else's: the row says.
    return table.get(keyOf(id));
  }

  /** Nothing where there is no row, or where `change` gives nothing. */
  async function update(id: string, change: (cells: Cells) => Cells | undefined): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const row = await table.get(keyOf(id));
      const cells = row && change(row.cells);
      if (!row || !cells) return;
      const outcome = await table.write({ kind: 'replace', row: { ...keyOf(id), cells }, etag: row.etag });
      if (outcome.ok) return;
    }
    throw new DomainError('STORAGE_UNAVAILABLE', { detail: 'The pin was changed by others over and over.' });
  }

  return {
    async claim(id, owner, kid) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const row = await insert(id, kid, owner);
        if (row?.cells.owner !== undefined) return row.cells.owner === owner ? 'yours' : 'taken';
        if (row)
          await table.write({
            kind: 'replace',
            row: { ...keyOf(id), cells: { ...row.cells, owner } },
            etag: row.etag,
          });
      }
      return 'taken';
    },
    async get(id) {
      const row = await table.get(keyOf(id));
      return row && fromRow(row);
    },
    async ensure(id, kid) {
      const row = (await table.get(keyOf(id))) ?? (await insert(id, kid));
      return row ? fromRow(row) : { owner: undefined, kid, generation: 1, secretHash: undefined };
    },
    async changeOwner(id, owner) {
      await update(id, (cells) => (cells.owner === owner ? undefined : { ...cells, owner }));
    },
    async keepHash(id, generation, secretHash) {
      await update(id, (cells) =>
        Number(cells.generation ?? 1) === generation ? { ...cells, secretHash } : undefined,
      );
    },
    async renewAddress(id, request, kid) {
      await update(id, (cells) =>
        cells.renewedBy === request
          ? undefined
          : {
              ...cells,
              kid,
              generation: Number(cells.generation ?? 1) + 1,
              secretHash: undefined,
              renewedBy: request,
            },
      );
    },
  };
}

function fromRow({ cells }: StoredRow): PinOwner {
  return {
    owner: cells.owner === undefined ? undefined : String(cells.owner),
    kid: String(cells.kid),
    generation: Number(cells.generation ?? 1),
    secretHash: cells.secretHash === undefined ? undefined : String(cells.secretHash),
  };
}
