import type { DataTable } from '../../rdl/data/rows/data-table.ts';
import { RdlError } from '../../rdl/errors.ts';
import type { Value } from '../../rdl/values/value.ts';

/** Characters and bytes of one dataset: what an instance can hold beside its other work. */
const MOST_SIZE = 64 * 1024 * 1024;

/** Takes rows as a driver reads them, and refuses past the limits, so that the driver can stop reading. */
export class RowCollector {
  #rows: (readonly Value[])[] = [];
  readonly #dataSetName: string;
  readonly #maxRows: number;
  #size = 0;

  constructor(options: { readonly dataSetName: string; readonly maxRows: number }) {
    this.#dataSetName = options.dataSetName;
    this.#maxRows = options.maxRows;
  }

  /** @throws RdlError BUDGET_EXCEEDED */
  add(row: readonly Value[]): void {
    if (this.#rows.length >= this.#maxRows)
      throw this.#exceeded(`has more than ${this.#maxRows.toLocaleString('en')} rows`);
    for (const value of row)
      if (value.type === 'String' || value.type === 'Bytes') this.#size += value.value.length;
    if (this.#size > MOST_SIZE) throw this.#exceeded(`holds more than ${MOST_SIZE / 1024 / 1024} MB`);
    this.#rows.push(row);
  }

  clear(): void {
    this.#rows = [];
    this.#size = 0;
  }

  table(columns: readonly string[]): DataTable {
    return { columns, rows: this.#rows };
  }

  #exceeded(what: string): RdlError {
    return new RdlError('BUDGET_EXCEEDED', `Dataset '${this.#dataSetName}' ${what}.`, {
      element: this.#dataSetName,
    });
  }
}
