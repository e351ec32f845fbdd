import type { IncomingHttpHeaders } from 'node:http';
import { AadstsError } from '../aadsts.ts';
import type { EntraContext } from '../context.ts';
import { hashSecret } from '../directory/applications.ts';
import type { Client } from '../directory/directory.ts';
import type { ClientProof } from '../tokens/user-tokens.ts';
import { verifyAssertion } from './client-assertion.ts';

/** Where a redirect URI is registered decides how a client has to prove itself when it redeems what came there. */
export type Platform = 'web' | 'spa' | 'publicClient';

export function platformOf(client: Client, redirectUri: string): Platform {
  if (client.spa.includes(redirectUri)) return 'spa';
  return matchesRedirectUri(client.publicClient, redirectUri) ? 'publicClient' : 'web';
}

/** Exact and case-sensitive, but for loopback addresses the port does not count. */
export function matchesRedirectUri(registered: readonly string[], redirectUri: string): boolean {
  const wanted = withoutLoopbackPort(redirectUri);
  return registered.some((uri) => uri === redirectUri || withoutLoopbackPort(uri) === wanted);
}

function withoutLoopbackPort(uri: string): string {
  return uri.replace(/^(http:\/\/(?:localhost|127\.0\.0\.1))(?::\d+)?(?=[/?#]|$)\/?/, '$1/');
}

export type Presented = {
  readonly form: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
};

/**
 * A web client presents a secret or an assertion, a public client neither, a single-page application an Origin. Throws
 * the refusal; answers how the client proved itself, which tokens tell.
 */
export async function authenticateClient(
  entra: EntraContext,
  client: Client,
  platform: Platform,
  presented: Presented,
): Promise<ClientProof> {
  const { headers } = presented;
  const secret = presented.form.get('client_secret') ?? basicSecret(headers.authorization);
  const assertion = presented.form.get('client_assertion');
  if (platform !== 'web') {
    if (secret !== null || assertion !== null) throw new AadstsError(700025);
    if (platform === 'spa' && headers.origin === undefined) throw new AadstsError(9002327);
    return '0';
  }
  if (headers.origin !== undefined) throw new AadstsError(9002326, { origin: headers.origin });
  if (assertion !== null) {
    await verifyAssertion(entra, client, assertion, presented.form.get('client_assertion_type'));
    return '2';
  }
  if (secret === null) throw new AadstsError(7000218);
  checkSecret(entra, client, secret);
  return '1';
}

function checkSecret(entra: EntraContext, client: Client, secret: string): void {
  const hash = hashSecret(secret);
  const known = client.application?.passwordCredentials.find((credential) => credential.secretHash === hash);
  if (known === undefined) throw new AadstsError(7000215, { appId: client.appId });
  if (Date.parse(known.endDateTime) <= entra.clock.now())
    throw new AadstsError(7000222, { appId: client.appId });
}

function basicSecret(authorization: string | undefined): string | null {
  const encoded = /^Basic +(?<credentials>\S+)$/i.exec(authorization ?? '')?.groups?.credentials;
  if (encoded === undefined) return null;
  const [, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return secret === undefined ? null : decodeURIComponent(secret);
}
