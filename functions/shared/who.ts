import type { Principal } from '../../lib/identity/principal.ts';

/** How the audit names who did it. */
export function whoOf(principal: Principal): string {
  return principal.kind === 'setup' ? 'set-up' : principal.owner;
}
