import type { TileRow } from './tile-gateway.ts';

const column = (
  name: string,
  dataType: 'DateTime' | 'String' | 'Int64' | 'Double',
  dataCategory?: string,
) => ({
  name,
  dataType,
  ...(dataCategory !== undefined && { dataCategory }),
});

/** Over the rows of the newest run alone, whatever older ones are still there. DAX. */
const ofNewestRun = (name: string, how: 'SUM' | 'MIN' | 'MAX', of: string) => ({
  name,
  expression: `VAR r = CALCULATE(MAX(Data[RunId]), ALL(Data)) RETURN CALCULATE(${how}(Data[${of}]), Data[RunId] = r)`,
});

/**
 * The schema of every pin's semantic model and of the template kit's. A cloned tile keeps its query, so the names must
 * be the same everywhere: they may be added to, never changed.
 */
export function pushModel(name: string) {
  return {
    name,
    defaultMode: 'Push',
    tables: [
      {
        name: 'Tile',
        columns: [
          column('RefreshedAt', 'DateTime'),
          column('Title', 'String'),
          column('Subtitle', 'String'),
          column('ImageUrl', 'String', 'ImageUrl'),
          column('ReportUrl', 'String', 'WebUrl'),
          column('Status', 'String'),
        ],
      },
      {
        name: 'Data',
        columns: [
          column('RunId', 'Int64'),
          column('Category', 'String'),
          column('CategoryOrder', 'Int64'),
          column('Series', 'String'),
          column('Value', 'Double'),
          column('Target', 'Double'),
          column('Latitude', 'Double'),
          column('Longitude', 'Double'),
          column('Minimum', 'Double'),
          column('Maximum', 'Double'),
        ],
        measures: [
          ofNewestRun('Latest Value', 'SUM', 'Value'),
          ofNewestRun('Latest Order', 'MIN', 'CategoryOrder'),
          ofNewestRun('Latest Target', 'MIN', 'Target'),
          ofNewestRun('Latest Minimum', 'MIN', 'Minimum'),
          ofNewestRun('Latest Maximum', 'MAX', 'Maximum'),
        ],
      },
    ],
  } as const;
}

/** Push models take at most 4,000 characters a string. */
const MAX_TEXT = 4000;
const text = (value: string) => value.slice(0, MAX_TEXT);

/** The rows of one run: `RunId` is its time, so that the newest run has the largest. */
export function dataBody({ refreshedAt, data = [] }: Pick<TileRow, 'refreshedAt' | 'data'>) {
  return data.map(({ category, categoryOrder, series, value, target, minimum, maximum }) => ({
    RunId: refreshedAt.epochMilliseconds,
    Category: text(category),
    CategoryOrder: categoryOrder,
    Series: text(series),
    Value: value,
    ...(target !== undefined && { Target: target }),
    ...(minimum !== undefined && { Minimum: minimum }),
    ...(maximum !== undefined && { Maximum: maximum }),
  }));
}

export function rowBody(row: TileRow) {
  return {
    RefreshedAt: row.refreshedAt.toString({ smallestUnit: 'millisecond' }),
    Title: text(row.title),
    Subtitle: text(row.subtitle),
    ImageUrl: row.imageUrl,
    ReportUrl: row.reportUrl,
    Status: row.status,
  };
}
