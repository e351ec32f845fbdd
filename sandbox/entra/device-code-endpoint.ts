import type { KoaContextWithOIDC } from 'oidc-provider';
import { AadstsError } from './aadsts.ts';
import type { EntraContext } from './context.ts';
import { findClient } from './directory/directory.ts';
import { readScope } from './scope-request.ts';
import { checkTenantOf } from './shared-tenant.ts';
import { required } from './token-endpoint/token-endpoint.ts';
import { withBody } from './token-endpoint/with-body.ts';

/** `/oauth2/v2.0/devicecode`: hands out a code; whether the client may use the flow turns out when it redeems it. */
export async function answerDeviceCode(
  entra: EntraContext,
  ctx: KoaContextWithOIDC,
  form: URLSearchParams,
  next: () => Promise<unknown>,
): Promise<void> {
  const appId = required(form, 'client_id');
  const scope = required(form, 'scope');
  const client = findClient(entra.directory, appId);
  if (client === undefined)
    throw new AadstsError(700016, { appId, tenant: entra.directory.state.tenant.displayName });
  checkTenantOf(ctx, client);
  readScope(entra.directory, scope, client);
  withBody(ctx, new URLSearchParams({ client_id: appId, scope: 'openid', entra_scope: scope }));
  await next();
  if (ctx.status !== 200) throw new Error(`The engine gave no device code: ${JSON.stringify(ctx.body)}`);
  const verificationUri = `${entra.url}/devicelogin`;
  const { device_code, user_code, expires_in } = codes(ctx.body);
  ctx.body = {
    user_code,
    device_code,
    verification_uri: verificationUri,
    expires_in,
    interval: 5,
    message: `To sign in, use a web browser to open the page ${verificationUri} and enter the code ${user_code} to authenticate.`,
  };
}

function codes(body: unknown): { device_code: string; user_code: string; expires_in: number } {
  if (typeof body !== 'object' || body === null) throw new Error('The engine gave no device code.');
  const { device_code, user_code, expires_in } = Object.fromEntries(Object.entries(body));
  return { device_code: String(device_code), user_code: String(user_code), expires_in: Number(expires_in) };
}
