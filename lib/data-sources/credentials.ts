import type { Temporal } from 'temporal-polyfill';
import type { CatalogItemId } from '../catalog/catalog.ts';
import type { DataSourceId } from './data-source.ts';
import type { Credentials } from './sql/database.ts';

/** How a data source is signed in to: `none`: without; `prompt`: a person would be asked, so no refresh can run. */
export type CredentialChoice = 'none' | 'stored' | 'prompt';

export type CredentialRecord = {
  readonly id: DataSourceId;
  readonly itemId: CatalogItemId;
  readonly choice: CredentialChoice;
  /** Name and version of the secret that holds them; of stored ones alone. */
  readonly secret: string | undefined;
  readonly version: string | undefined;
  /** The server they were entered for: they are given to no other one. */
  readonly server: string;
  readonly changedBy: string;
  readonly changedAt: Temporal.Instant;
};

/** Credentials of data sources. What is stored comes out again only to open a connection. */
export interface CredentialStore {
  /** What is known of each data source of a catalog item. */
  ofItem(itemId: CatalogItemId): Promise<ReadonlyMap<DataSourceId, CredentialRecord>>;
  /** Undefined where the secret was disabled or deleted in the vault. @throws DomainError SECRETS_UNAVAILABLE */
  read(record: CredentialRecord): Promise<Credentials | undefined>;
  /**
   * Replaces what there was; the later of two at once counts.
   * @throws DomainError SECRETS_UNAVAILABLE
   */
  write(
    record: Omit<CredentialRecord, 'secret' | 'version'>,
    credentials: Credentials | undefined,
  ): Promise<CredentialRecord>;
  /** Repeatable. */
  remove(itemId: CatalogItemId, id: DataSourceId): Promise<void>;
  /** Makes the secret of a data source unreadable where no row names one. Repeatable. */
  retireUnnamed(itemId: CatalogItemId, id: DataSourceId): Promise<void>;
  /** Of all data sources of an item that goes. Repeatable. */
  removeAll(itemId: CatalogItemId): Promise<void>;
}
