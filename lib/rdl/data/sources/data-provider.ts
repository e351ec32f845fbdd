import type { DataSetDefinition, FieldDefinition } from '../../model/report.ts';
import type { Value } from '../../values/value.ts';
import type { DataTable } from '../rows/data-table.ts';

/** One query of a dataset, all its expressions evaluated. */
export type DataQuery = {
  readonly dataSetName: string;
  /** Name or path of a shared dataset; its own query counts then, and `commandText` is empty. */
  readonly sharedDataSet: string | undefined;
  readonly dataSource: QueriedDataSource | undefined;
  readonly commandType: 'Text' | 'StoredProcedure' | 'TableDirect';
  readonly commandText: string;
  /** A multi-value parameter gives an Array. */
  readonly parameters: readonly { readonly name: string; readonly value: Value }[];
  readonly fields: readonly FieldDefinition[];
  /** A provider stops reading, and refuses with BUDGET_EXCEEDED, past this many rows. */
  readonly maxRows: number;
  readonly signal: AbortSignal | undefined;
};

export type QueriedDataSource = {
  readonly name: string;
  /** Name or path of a shared data source; provider and connectString are then the shared one's. */
  readonly reference: string | undefined;
  /** `SQL`, `XML`, `ENTERDATA`, … as the definition writes it. */
  readonly provider: string | undefined;
  readonly connectString: string;
  readonly integratedSecurity: boolean;
};

/** Where the rows of datasets come from. Credentials are the adapter's own matter. */
export interface DataProvider {
  /**
   * The rows of a dataset that are at hand without a query: then the query, and the parameters that only it uses, are
   * not looked at.
   * @throws RdlError as `fetch`
   */
  rowsAtHand?(dataSet: Pick<DataSetDefinition, 'name' | 'fields'>, maxRows: number): DataTable | undefined;
  /**
   * @throws RdlError DATA_UNAVAILABLE when the source cannot be reached or is of an unknown kind, DATA_INVALID when
   *   it gave something that is no table, BUDGET_EXCEEDED past `maxRows`
   */
  fetch(query: DataQuery): Promise<DataTable>;
}
