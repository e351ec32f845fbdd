import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { PowerBi } from './client.ts';
import { madeItem } from './made-item.ts';
import { tileReportDefinition } from './report-definition.ts';
import type { ModelRef } from './tile-gateway.ts';
import type { TileVisual } from './tile-visual.ts';

/** Makes the report behind a tile by its definition, and waits where the service makes it in the background. */
export async function createReport(
  powerBi: PowerBi,
  owner: Owner,
  target: ModelRef & { readonly name: string; readonly visual: TileVisual; readonly title: string },
): Promise<string> {
  const answer = await powerBi.call<{ id: string } | undefined>(owner, {
    service: 'fabric',
    method: 'POST',
    path: `/workspaces/${target.workspaceId}/reports`,
    body: { displayName: target.name, definition: tileReportDefinition(target.modelId, target) },
  });
  // The name is taken: an earlier try's report is still being made, and shows under its name soon.
  if (!answer.ok && answer.status === 409)
    throw new DomainError('POWER_BI_UNAVAILABLE', { detail: 'The report is being made.' });
  return madeItem(powerBi, owner, answer);
}
