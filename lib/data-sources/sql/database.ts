import type { DataTable } from '../../rdl/data/rows/data-table.ts';
import type { DataQuery } from '../../rdl/data/sources/data-provider.ts';
import type { DatabaseTarget } from '../connection/database-target.ts';

/** What a data source is opened with. Never logged, never part of an error. */
export type Credentials = {
  readonly user: string;
  readonly password: string;
};

/** A connection to be made: it lives as long as one call. */
export type DatabaseConnection = {
  readonly target: DatabaseTarget;
  readonly credentials: Credentials | undefined;
  /** Ends the call, whatever it is waiting for. */
  readonly signal: AbortSignal;
};

export type DatabaseRequest = Pick<
  DataQuery,
  'dataSetName' | 'commandType' | 'commandText' | 'parameters' | 'maxRows'
>;

/** One kind of database. */
export interface Database {
  /**
   * The first result of a query. Dates and times are as written, in no zone.
   * @throws DomainError DATA_SOURCE_FAILED, DATA_SOURCE_REFUSED, DATA_SOURCE_INVALID, DATA_SOURCE_NOT_ALLOWED,
   *   DATA_QUERY_REFUSED
   * @throws RdlError BUDGET_EXCEEDED past `maxRows`, or more data than one dataset may hold
   */
  query(connection: DatabaseConnection, request: DatabaseRequest): Promise<DataTable>;
  /** Connects, asks the server what it is, and leaves. @throws as `query` */
  version(connection: DatabaseConnection): Promise<string>;
}
