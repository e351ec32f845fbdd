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
        ],
        measures: [
          {
            name: 'Latest Value',
            expression:
              'VAR r = CALCULATE(MAX(Data[RunId]), ALL(Data)) RETURN CALCULATE(SUM(Data[Value]), Data[RunId] = r)',
          },
        ],
      },
    ],
  } as const;
}

/** Push models take at most 4,000 characters a string. */
const MAX_TEXT = 4000;

export function rowBody(row: TileRow) {
  const text = (value: string) => value.slice(0, MAX_TEXT);
  return {
    RefreshedAt: row.refreshedAt.toString({ smallestUnit: 'millisecond' }),
    Title: text(row.title),
    Subtitle: text(row.subtitle),
    ImageUrl: row.imageUrl,
    ReportUrl: row.reportUrl,
    Status: row.status,
  };
}
