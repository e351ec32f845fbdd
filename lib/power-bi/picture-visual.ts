import { VISUAL_SIZE, visualContainer } from './definition-parts.ts';

const column = (property: string, source: Readonly<Record<string, string>>) => ({
  Column: { Expression: { SourceRef: source }, Property: property },
});
const literal = (value: string) => ({ expr: { Literal: { Value: value } } });

/** A table of one cell: the newest row's picture. */
export function pictureVisual() {
  const visual = {
    visualType: 'tableEx',
    query: {
      queryState: {
        Values: {
          projections: [
            {
              field: column('ImageUrl', { Entity: 'Tile' }),
              queryRef: 'Tile.ImageUrl',
              nativeQueryRef: 'ImageUrl',
            },
          ],
        },
      },
    },
    objects: {
      columnHeaders: [{ properties: { show: literal('false') } }],
      total: [{ properties: { totals: literal('false') } }],
      grid: [
        {
          properties: { imageHeight: literal(`${VISUAL_SIZE.height}D`), gridHorizontal: literal('false') },
        },
      ],
    },
  };
  return visualContainer(visual, { filterConfig: { filters: [newestRowFilter()] } });
}

/** Top 1 by the latest RefreshedAt: rows are appended, never cleared, so that the tile is never blank in between. */
function newestRowFilter() {
  const tile = { Source: 't' };
  return {
    name: 'newest',
    field: column('ImageUrl', { Entity: 'Tile' }),
    type: 'TopN',
    filter: {
      Version: 2,
      From: [
        {
          Name: 'newestRow',
          Type: 2,
          Expression: {
            Subquery: {
              Query: {
                Version: 2,
                From: [{ Name: 't', Entity: 'Tile', Type: 0 }],
                Select: [{ ...column('ImageUrl', tile), Name: 'field' }],
                OrderBy: [
                  {
                    Direction: 2,
                    Expression: { Aggregation: { Expression: column('RefreshedAt', tile), Function: 4 } },
                  },
                ],
                Top: 1,
              },
            },
          },
        },
        { Name: 't', Entity: 'Tile', Type: 0 },
      ],
      Where: [
        {
          Condition: {
            In: { Expressions: [column('ImageUrl', tile)], Table: { SourceRef: { Source: 'newestRow' } } },
          },
        },
      ],
    },
  };
}
