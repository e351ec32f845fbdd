import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EntraStandIn, startEntra } from '../../../../sandbox/entra/start.ts';
import {
  confidentialClient,
  type Registered,
  refreshFrom,
  refusalOf,
  registerWebApplication,
  signInByCode,
} from './setup.ts';

let entra: EntraStandIn;
let registered: Registered;
let cache: string;
beforeAll(async () => {
  entra = await startEntra();
  registered = await registerWebApplication(entra);
  cache = (await signInByCode({ client: freshClient() })).cache;
});
afterAll(() => entra.close());

const freshClient = () => confidentialClient(entra, registered);

describe('refusals on demand, in the shape that msal sorts by', () => {
  test.each([
    [70008, 'ServerError', 'invalid_grant', undefined],
    [70043, 'ServerError', 'invalid_grant', 'token_expired'],
    [50057, 'ServerError', 'invalid_grant', undefined],
    [50173, 'InteractionRequired', 'invalid_grant', 'bad_token'],
    [700082, 'InteractionRequired', 'invalid_grant', 'bad_token'],
    [65001, 'InteractionRequired', 'invalid_grant', 'consent_required'],
    [50076, 'InteractionRequired', 'interaction_required', 'basic_action'],
    [53003, 'InteractionRequired', 'access_denied', 'message_only'],
    [7000215, 'ServerError', 'invalid_client', undefined],
    [7000222, 'ServerError', 'invalid_client', undefined],
    [700016, 'ServerError', 'unauthorized_client', undefined],
    [54005, 'ServerError', 'invalid_grant', undefined],
    [90033, 'ServerError', 'temporarily_unavailable', undefined],
  ])('AADSTS%i is a %s %s %s', async (aadsts, type, code, sub) => {
    await entra.control.failNextToken({ aadsts });
    await expect(refusalOf(refreshFrom(freshClient(), cache))).resolves.toEqual({
      type,
      code,
      sub,
      number: aadsts,
    });
    await expect(refreshFrom(freshClient(), cache)).resolves.toBeDefined();
  });

  test('a throttled call says when to come back', async () => {
    await entra.control.throttle({ operation: 'token', retryAfterSeconds: 7 });
    const response = await fetch(`${entra.url}/${entra.tenantId}/oauth2/v2.0/token`, { method: 'POST' });
    expect(response.status).toBe(429);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(await response.json()).toMatchObject({ error_codes: [90055] });
  });

  test('a connection cut after the effect has rotated the refresh token, and the old one still works', async () => {
    await entra.control.failNext({ operation: 'token', drop: true, effect: 'after' });
    await expect(refreshFrom(freshClient(), cache)).rejects.toMatchObject({ errorCode: 'network_error' });
    await expect(refreshFrom(freshClient(), cache)).resolves.toBeDefined();
  });

  test('the body has the fields of the real one', async () => {
    const url = `${entra.url}/${entra.tenantId}/oauth2/v2.0/token?client-request-id=11111111-2222-4333-8444-555555555555`;
    const body = new URLSearchParams({
      client_id: registered.appId,
      grant_type: 'refresh_token',
      refresh_token: 'x',
    });
    const response = await fetch(url, { method: 'POST', body });
    const answer = await response.json();
    expect(response.status).toBe(401);
    expect(answer).toEqual({
      error: 'invalid_client',
      error_description: expect.stringMatching(
        /^AADSTS7000218: .* Trace ID: \S+ Correlation ID: 11111111-\S+ Timestamp: \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/,
      ),
      error_codes: [7000218],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: '11111111-2222-4333-8444-555555555555',
      error_uri: `${entra.url}/error?code=7000218`,
    });
  });
});
