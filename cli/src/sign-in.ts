import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../client/problem.ts';

export type SignInPlace = { readonly authority: string; readonly clientId: string; readonly scope: string };

export type Tokens = {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly expiresAt: number;
};

type TokenAnswer = {
  readonly device_code?: string;
  readonly user_code?: string;
  readonly verification_uri?: string;
  readonly interval?: number;
  readonly access_token?: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
  readonly error?: string;
  readonly error_description?: string;
};

const DEADLINE_MS = 30_000;
const SLOWER_BY_S = 5;

/**
 * Signs a person in with a code they type into a browser, on any device. Source: RFC 8628, as Entra has it.
 * @throws Problem when it is declined or takes too long
 */
export async function deviceCodeSignIn(
  place: SignInPlace,
  tell: (text: string) => void,
  wait: (seconds: number) => Promise<unknown> = (seconds) => delay(seconds * 1000),
): Promise<Tokens> {
  const begun = await post(place, 'devicecode', { scope: `${place.scope} offline_access` });
  const { device_code, user_code, verification_uri, interval = 5 } = begun;
  if (!device_code || !user_code || !verification_uri) throw refusal(begun);
  tell(`Open ${verification_uri} and enter the code ${user_code}`);
  for (let seconds = interval; ; ) {
    await wait(seconds);
    const answer: TokenAnswer = await post(place, 'token', {
      grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      device_code,
    });
    if (answer.error === 'slow_down') seconds += SLOWER_BY_S;
    else if (answer.error !== 'authorization_pending') return tokensOf(answer);
  }
}

/** @throws Problem when the sign-in is over */
export async function refresh(place: SignInPlace, refreshToken: string): Promise<Tokens> {
  const scope = `${place.scope} offline_access`;
  const form = { grant_type: 'refresh_token', refresh_token: refreshToken, scope };
  const fresh = tokensOf(await post(place, 'token', form));
  return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
}

async function post(
  place: SignInPlace,
  endpoint: string,
  form: Readonly<Record<string, string>>,
): Promise<TokenAnswer> {
  const answer = await fetch(`${place.authority}/oauth2/v2.0/${endpoint}`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: place.clientId, ...form }),
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).catch((error: unknown) => {
    throw new Problem(
      0,
      'OFFLINE',
      `${place.authority} does not answer: ${error instanceof Error ? error.message : error}`,
    );
  });
  return (await answer.json()) as TokenAnswer;
}

function tokensOf(answer: TokenAnswer): Tokens {
  const { access_token, refresh_token, expires_in = 0 } = answer;
  if (!access_token) throw refusal(answer);
  return {
    accessToken: access_token,
    refreshToken: refresh_token,
    expiresAt: Date.now() + expires_in * 1000,
  };
}

/** Entra's own first line: it says what the tenant does not allow. */
function refusal({ error, error_description }: TokenAnswer): Problem {
  const [line = ''] = (error_description ?? error ?? 'No token came.').split(/\r?\n/);
  return new Problem(401, 'SIGN_IN_FAILED', line);
}
