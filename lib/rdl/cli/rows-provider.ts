import { tableFromJson } from '../data/rows/json-rows.ts';
import { builtInProvider, isBuiltInProvider } from '../data/sources/built-in-provider.ts';
import type { DataProvider } from '../data/sources/data-provider.ts';
import { RdlError } from '../errors.ts';
import type { RowsFile } from './report-files.ts';

/** Rows of a file by dataset; a dataset that it lacks is asked of the report itself (ENTERDATA, XML in the query). */
export function rowsProvider(rows: RowsFile): DataProvider {
  const builtIn = builtInProvider();
  return {
    rowsAtHand({ name, fields }, maxRows) {
      const given = Object.hasOwn(rows, name) ? rows[name] : undefined;
      if (given === undefined || given.length <= maxRows)
        return given && tableFromJson({ name, fields }, given);
      throw new RdlError('BUDGET_EXCEEDED', `Dataset '${name}' has more than ${maxRows} rows.`);
    },
    async fetch(query) {
      const { dataSetName, dataSource } = query;
      if (isBuiltInProvider(dataSource?.provider)) return builtIn.fetch(query);
      throw new RdlError(
        'DATA_UNAVAILABLE',
        `Dataset '${dataSetName}' asks ${dataSource?.name ?? 'a data source'}; give its rows with --data.`,
        { element: dataSetName },
      );
    },
  };
}
