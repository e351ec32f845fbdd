import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import { must, type PowerBi, type PowerBiAnswer } from './client.ts';
import { retryAfterSeconds } from './service-error.ts';

type Operation = {
  readonly status: 'NotStarted' | 'Running' | 'Succeeded' | 'Failed';
  readonly error?: { readonly message?: string };
};
type Item = { readonly id: string };

const MAX_WAIT_SECONDS = 5;
/** Far below a pin's lease; an item that takes longer is found by its name at the next try. */
const PATIENCE_MS = 60_000;

/**
 * Id of the item that Fabric was asked to make, waiting where it is made in the background (202 with an operation).
 * https://learn.microsoft.com/rest/api/fabric/articles/long-running-operation
 * @throws DomainError POWER_BI_REFUSED, POWER_BI_UNAVAILABLE while it is not there yet.
 */
export async function madeItem(
  powerBi: PowerBi,
  owner: Owner,
  answer: PowerBiAnswer<Item | undefined>,
): Promise<string> {
  const made = must(answer, 'POWER_BI_REFUSED');
  if (made?.id !== undefined) return made.id;
  const operationId = answer.ok ? answer.headers.get('x-ms-operation-id') : null;
  if (operationId === null || !/^[0-9a-f-]{36}$/i.test(operationId))
    throw new DomainError('POWER_BI_UNAVAILABLE', {
      detail: 'Fabric accepted the request but named no operation.',
    });
  return waitFor(powerBi, owner, operationId);
}

async function waitFor(powerBi: PowerBi, owner: Owner, operationId: string): Promise<string> {
  const get = <T>(path: string) => powerBi.call<T>(owner, { service: 'fabric', method: 'GET', path });
  const began = performance.now();
  while (performance.now() - began < PATIENCE_MS) {
    const answer = await get<Operation>(`/operations/${operationId}`);
    const operation = must(answer, 'POWER_BI_REFUSED');
    if (operation.status === 'Succeeded')
      return must(await get<Item>(`/operations/${operationId}/result`), 'POWER_BI_REFUSED').id;
    if (operation.status === 'Failed')
      throw new DomainError('POWER_BI_REFUSED', {
        detail: `Fabric could not make it: ${operation.error?.message ?? 'no reason given'}.`,
      });
    const wait = answer.ok ? retryAfterSeconds(answer.headers) : undefined;
    await sleep(Math.min(wait ?? 1, MAX_WAIT_SECONDS) * 1000);
  }
  throw new DomainError('POWER_BI_UNAVAILABLE', { detail: 'Fabric is still making it.' });
}
