import type { Clock } from '../clock.ts';
import type { Settings } from '../settings.ts';
import type { PowerBiTokens } from './power-bi-tokens.ts';
import type { UserPrincipal } from './principal.ts';
import { parseOwner } from './principal.ts';
import { expiryOf } from './sign-in-state.ts';
import type { TokenStore } from './token-store.ts';
import type { Users } from './users.ts';

type Dependencies = {
  readonly tokenStore: TokenStore;
  readonly users: Users;
  readonly powerBiTokens: PowerBiTokens;
  readonly settings: Pick<Settings, 'signInDays'>;
  readonly clock: Clock;
};

/**
 * U4, U5: relates the person to the Power BI account and keeps the token. The secret first, then the row: cut off
 * between the two, the person is asked to sign in once more and the secret is written over.
 */
export async function connectPowerBi(
  { tokenStore, users, powerBiTokens, settings, clock }: Dependencies,
  user: Pick<UserPrincipal, 'tenantId' | 'oid' | 'upn' | 'name'>,
  cache: string,
): Promise<void> {
  const owner = parseOwner(user.tenantId, user.oid);
  if (!owner) throw new TypeError('A verified account has two GUIDs.');
  const signedInAt = clock.now();
  const expiresAt = expiryOf(signedInAt, settings);
  await tokenStore.save(owner, cache, { expiresAt });
  await users.update(owner, (current) => ({
    ...current,
    upn: user.upn,
    name: user.name,
    powerBiAccount: user.upn,
    tokenState: 'signed-in',
    tokenReason: undefined,
    signedInAt,
    expiresAt,
  }));
  powerBiTokens.forget(owner);
}

/** U2: signs out of Power BI. The row first, so that no run uses the token while the secret is being retired. */
export async function disconnectPowerBi(
  { tokenStore, users, powerBiTokens }: Pick<Dependencies, 'tokenStore' | 'users' | 'powerBiTokens'>,
  user: UserPrincipal,
): Promise<void> {
  await users.update(user.owner, (current) => ({
    ...current,
    tokenState: 'none',
    tokenReason: undefined,
    signedInAt: undefined,
    expiresAt: undefined,
    powerBiAccount: undefined,
  }));
  powerBiTokens.forget(user.owner);
  await tokenStore.retire(user.owner);
}
