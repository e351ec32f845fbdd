import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { PowerBi } from './client.ts';
import { tileReportDefinition } from './report-definition.ts';
import { retryAfterSeconds } from './service-error.ts';
import type { ModelRef } from './tile-gateway.ts';
import type { TileVisual } from './tile-visual.ts';
import { must } from './workspaces.ts';

type Operation = {
  readonly status: 'NotStarted' | 'Running' | 'Succeeded' | 'Failed';
  readonly error?: { readonly message?: string };
};

const MAX_WAIT_SECONDS = 5;
/** Far below a pin's lease; a report that takes longer is found by its name at the next try. */
const PATIENCE_MS = 60_000;

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
  const made = must(answer, 'POWER_BI_REFUSED');
  if (made?.id !== undefined) return made.id;
  const operationId = answer.ok ? answer.headers.get('x-ms-operation-id') : null;
  if (operationId === null || !/^[0-9a-f-]{36}$/i.test(operationId))
    throw new DomainError('POWER_BI_UNAVAILABLE', {
      detail: 'Fabric accepted the report but named no operation.',
    });
  return waitForReport(powerBi, owner, operationId);
}

async function waitForReport(powerBi: PowerBi, owner: Owner, operationId: string): Promise<string> {
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const answer = await powerBi.call<Operation>(owner, {
      service: 'fabric',
      method: 'GET',
      path: `/operations/${operationId}`,
    });
    const operation = must(answer, 'POWER_BI_REFUSED');
    if (operation.status === 'Succeeded') {
      const result = await powerBi.call<{ id: string }>(owner, {
        service: 'fabric',
        method: 'GET',
        path: `/operations/${operationId}/result`,
      });
      return must(result, 'POWER_BI_REFUSED').id;
    }
    if (operation.status === 'Failed')
      throw new DomainError('POWER_BI_REFUSED', {
        detail: `Fabric could not make the report: ${operation.error?.message ?? 'no reason given'}.`,
      });
    const wait = answer.ok ? retryAfterSeconds(answer.headers) : undefined;
    await sleep(Math.min(wait ?? 1, MAX_WAIT_SECONDS) * 1000);
  }
  throw new DomainError('POWER_BI_UNAVAILABLE', { detail: 'Fabric is still making the report.' });
}
