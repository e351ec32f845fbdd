import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../clock.ts';
import { DomainError } from '../errors.ts';
import type { AppHealth } from './app-health.ts';
import type { AccessToken, Entra, EntraApp } from './entra.ts';
import type { PowerBiTokens } from './power-bi-tokens.ts';
import { isServiceOwner } from './service-owner.ts';

/** As with people's: a run must not outlive its token. */
const MARGIN = { minutes: 5 } as const;

type Held = { readonly appId: string; readonly token: AccessToken };

/**
 * Tokens of people, and for the installation's own subscriptions the registered app's: by its proof alone, with nobody
 * signed in, nothing stored and no 90 days. What it may do at Power BI its roles in workspaces say.
 * @throws DomainError of `tokenFor`: SERVICE_OWNED_NOT_ALLOWED while no administrator allows it.
 */
export function withServiceTokens(
  people: PowerBiTokens,
  dependencies: {
    readonly entra: Pick<Entra, 'appToken'>;
    readonly registeredApp: () => Promise<EntraApp>;
    readonly requireServiceOwned: () => Promise<void>;
    readonly health: AppHealth;
    /** `<resource>/.default` */
    readonly scope: string;
    readonly clock: Clock;
  },
): PowerBiTokens {
  const { entra, registeredApp, requireServiceOwned, health, scope, clock } = dependencies;
  let held: Held | undefined;
  let underWay: Promise<string> | undefined;

  const isGood = ({ token }: Held) =>
    Temporal.Instant.compare(clock.now(), token.expiresAt.subtract(MARGIN)) < 0;

  async function serviceToken(renew: boolean): Promise<string> {
    const app = await registeredApp();
    await requireServiceOwned();
    if (!renew && held?.appId === app.appId && isGood(held)) return held.token.value;
    // Runs that need a token at the same time share the request for it.
    underWay ??= ask(app).finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function ask(app: EntraApp): Promise<string> {
    const token = await entra.appToken(app, scope).catch(async (error: unknown) => {
      const broken = asOperatorsMatter(error);
      if (broken instanceof DomainError && broken.code === 'REGISTRATION_BROKEN')
        await health.refused(broken);
      throw broken;
    });
    await health.accepted();
    held = { appId: app.appId, token };
    return token.value;
  }

  return {
    tokenFor: (owner, options) =>
      isServiceOwner(owner) ? serviceToken(options?.renew !== undefined) : people.tokenFor(owner, options),
    forget(owner) {
      if (isServiceOwner(owner)) held = undefined;
      else people.forget(owner);
    },
  };
}

/** Nobody can sign in again for an app: whatever Entra refuses it is the operator's. */
function asOperatorsMatter(error: unknown): unknown {
  if (!(error instanceof DomainError) || error.code !== 'SIGN_IN_REQUIRED') return error;
  return new DomainError('REGISTRATION_BROKEN', { cause: error });
}
