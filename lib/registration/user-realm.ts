import { z } from 'zod';
import { DomainError } from '../errors.ts';

const realmSchema = z.object({ IsViral: z.boolean().optional() });
const DEADLINE_MS = 10_000;

/**
 * Whether a domain belongs to an unmanaged ("viral") tenant. Entra tells everybody who asks, without a token; what Graph
 * shows of the organisation does not say it.
 * @throws DomainError DIRECTORY_UNAVAILABLE.
 */
export async function isViral(authorityHost: string, domain: string): Promise<boolean> {
  const login = encodeURIComponent(`somebody@${domain}`);
  try {
    const answer = await fetch(`${authorityHost}/common/userrealm/${login}?api-version=2.1`, {
      redirect: 'error',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!answer.ok) throw new Error(`Entra answered ${answer.status}.`);
    return realmSchema.parse(await answer.json()).IsViral === true;
  } catch (error) {
    throw new DomainError('DIRECTORY_UNAVAILABLE', {
      detail: `Entra did not say what kind of tenant ${domain} belongs to. Try again.`,
      cause: error,
    });
  }
}
