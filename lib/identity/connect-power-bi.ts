import type { Clock } from '../clock.ts';
import type { Settings } from '../settings.ts';
import { announceToken } from '../upkeep/retire-unnamed-token.ts';
import type { Upkeep } from '../upkeep/upkeep.ts';
import { planSignInWarning } from '../upkeep/warn-sign-in.ts';
import type { PowerBiTokens } from './power-bi-tokens.ts';
import type { UserPrincipal } from './principal.ts';
import { parseOwner } from './principal.ts';
import { expiryOf } from './sign-in-state.ts';
import type { TokenStore } from './token-store.ts';
import { NO_SIGN_IN, type Users } from './users.ts';

type Dependencies = {
  readonly tokenStore: TokenStore;
  readonly users: Users;
  readonly powerBiTokens: PowerBiTokens;
  readonly upkeep: Upkeep;
  readonly settings: Pick<Settings, 'signInDays'>;
  readonly clock: Clock;
};

/**
 * U4, U5: relates the person to the Power BI account and keeps the token.
 * Crash story: announced, the token is stored, then the row names its version. Cut off in between, the earlier sign-in
 * still counts, and the version nobody names is made unreadable by the upkeep.
 */
export async function connectPowerBi(
  { tokenStore, users, powerBiTokens, upkeep, settings, clock }: Dependencies,
  user: Pick<UserPrincipal, 'tenantId' | 'oid' | 'upn' | 'name'>,
  signedIn: { readonly cache: string; readonly appId: string },
): Promise<void> {
  const owner = parseOwner(user.tenantId, user.oid);
  if (!owner) throw new TypeError('A verified account has two GUIDs.');
  const signedInAt = clock.now();
  const expiresAt = expiryOf(signedInAt, settings);
  await planSignInWarning(upkeep, owner, { signedInAt, expiresAt });
  const announced = await announceToken(upkeep, owner, signedInAt);
  const { version } = await tokenStore.save(owner, signedIn.cache, { expiresAt });
  await upkeep.put({ ...announced, data: version });
  let former: string | undefined;
  await users.update(owner, (current) => {
    if (current.tokenVersion !== version) former = current.tokenVersion;
    return {
      ...current,
      ...NO_SIGN_IN,
      upn: user.upn,
      name: user.name,
      tokenState: 'signed-in',
      invalidSince: undefined,
      powerBiAccount: user.upn,
      appId: signedIn.appId,
      tokenVersion: version,
      tokenWrittenAt: signedInAt,
      signedInAt,
      expiresAt,
    };
  });
  powerBiTokens.forget(owner);
  if (former !== undefined) await tokenStore.replaced(owner, former);
}

/**
 * U2: signs out of Power BI.
 * Crash story: the token first, then the row, so that no token outlives the row that owns it. Cut off in between, the
 * next run finds no token and asks for a sign-in.
 */
export async function disconnectPowerBi(
  {
    tokenStore,
    users,
    powerBiTokens,
    clock,
  }: Pick<Dependencies, 'tokenStore' | 'users' | 'powerBiTokens' | 'clock'>,
  user: UserPrincipal,
): Promise<void> {
  await tokenStore.retire(user.owner);
  const now = clock.now();
  await users.update(user.owner, (current) => ({
    ...current,
    ...NO_SIGN_IN,
    tokenState: 'none',
    invalidSince: current.tokenState === 'none' ? current.invalidSince : now,
  }));
  powerBiTokens.forget(user.owner);
}
