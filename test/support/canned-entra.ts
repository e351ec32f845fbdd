import { createServer } from 'node:http';
import { CLOUDS, type Cloud } from '../../lib/clouds.ts';

export type CannedAnswer = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type CannedEntra = {
  readonly cloud: Cloud;
  /** What the token endpoint answers from now on; undefined: it breaks the connection. */
  answerWith(answer: CannedAnswer | undefined): void;
  /** Bodies of the token requests so far. */
  readonly requests: readonly URLSearchParams[];
  close(): Promise<void>;
};

/** A token endpoint that answers what a test says: for bodies that were recorded from the real one. */
export async function startCannedEntra(): Promise<CannedEntra> {
  let canned: CannedAnswer | undefined;
  const requests: URLSearchParams[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    requests.push(new URLSearchParams(body));
    if (canned === undefined) return void response.destroy();
    response.writeHead(canned.status, { 'content-type': 'application/json', ...canned.headers });
    response.end(JSON.stringify(canned.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP address.');
  const url = `http://127.0.0.1:${address.port}`;
  return {
    cloud: { ...CLOUDS.public, authorityHost: url },
    answerWith: (answer) => {
      canned = answer;
    },
    requests,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A successful token answer for a person, as Entra forms it; the tokens are signed by nobody. */
export function tokenAnswer(options: {
  readonly tenantId: string;
  readonly oid: string;
  readonly refreshToken: string;
  readonly nonce?: string;
  readonly scope?: string;
}): CannedAnswer {
  const { tenantId, oid, refreshToken, nonce, scope = 'openid profile offline_access' } = options;
  const claims = {
    iss: `https://login.microsoftonline.com/${tenantId}/v2.0`,
    aud: 'app',
    exp: Math.floor(Date.now() / 1000) + 3600,
    oid,
    tid: tenantId,
    preferred_username: 'bob@contoso.example',
    ...(nonce !== undefined && { nonce }),
  };
  return {
    status: 200,
    body: {
      token_type: 'Bearer',
      scope,
      expires_in: 3600,
      ext_expires_in: 3600,
      access_token: `access of ${refreshToken}`,
      refresh_token: refreshToken,
      id_token: `${encode({ alg: 'none' })}.${encode(claims)}.x`,
      client_info: encode({ uid: oid, utid: tenantId }),
    },
  };
}

/** A refusal as Entra words it. */
export function refusalAnswer(options: {
  readonly status?: number;
  readonly error: string;
  readonly number: number;
  readonly suberror?: string;
  readonly claims?: string;
  readonly retryAfter?: number;
}): CannedAnswer {
  const { status = 400, error, number, suberror, claims, retryAfter } = options;
  return {
    status,
    ...(retryAfter !== undefined && { headers: { 'retry-after': String(retryAfter) } }),
    body: {
      error,
      error_description: `AADSTS${number}: Refused. Trace ID: 1 Correlation ID: 2 Timestamp: 2026-11-23 07:00:00Z`,
      error_codes: [number],
      timestamp: '2026-11-23 07:00:00Z',
      trace_id: '1',
      correlation_id: '2',
      ...(suberror !== undefined && { suberror }),
      ...(claims !== undefined && { claims }),
    },
  };
}
