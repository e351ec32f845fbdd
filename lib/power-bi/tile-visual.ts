/** How a tile shows its item: its picture, or its data in one of Power BI's own visuals. */
export const TILE_VISUALS = ['picture'] as const;
export type TileVisual = (typeof TILE_VISUALS)[number];
