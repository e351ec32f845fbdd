import type { JsonRow } from '../rows/json-rows.ts';
import { tableFromJson } from '../rows/json-rows.ts';
import type { DataProvider } from './data-provider.ts';

/** Rows by dataset, as a `rows.json` holds them; datasets that it does not name are asked of `others`. */
export function givenRowsProvider(
  rows: Readonly<Record<string, readonly JsonRow[]>>,
  others: DataProvider,
): DataProvider {
  return {
    async fetch(query) {
      const given = Object.hasOwn(rows, query.dataSetName) ? rows[query.dataSetName] : undefined;
      if (given === undefined) return others.fetch(query);
      return tableFromJson({ name: query.dataSetName, fields: query.fields }, given);
    },
  };
}
