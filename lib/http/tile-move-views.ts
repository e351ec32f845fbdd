import { z } from 'zod';
import type { TileMove } from '../subscriptions/tile-moves/tile-moves.ts';
import { guid } from './views/common.ts';

export const tileMoveRequestSchema = z
  .strictObject({ workspaceId: guid, dashboardId: guid })
  .meta({ id: 'TileMoveRequest' });

export const tileMoveView = z
  .object({
    id: z.string(),
    state: z
      .enum(['moving', 'moved', 'undoing', 'failed'])
      .describe('undoing: it was refused; the tile stays where it was.'),
    dashboardName: z.string(),
    dashboardUrl: z.string().optional(),
    code: z.string().optional(),
    text: z.string().optional(),
  })
  .meta({ id: 'TileMove' });

export function showTileMove({ moveId, state, to, code, text }: TileMove): unknown {
  const { dashboardName, dashboardUrl } = to;
  return { id: moveId, state, dashboardName, dashboardUrl, code, text };
}
