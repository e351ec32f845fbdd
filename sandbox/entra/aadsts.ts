import { randomUUID } from 'node:crypto';

type Entry = {
  /** The OAuth error of the token endpoint, or of the redirect of the authorize endpoint. */
  readonly error: string;
  readonly status: number;
  readonly suberror?: string;
  /** `{name}` is filled in from the error's details. */
  readonly text: string;
};

/**
 * The refusals of Entra that the stand-in knows, by number: those it comes to by itself and those that tests ask for.
 * Status, error and suberror are those of real answers where any were at hand (`invalid_grant` is 400,
 * `invalid_client` 401); texts follow Microsoft's list of AADSTS codes.
 */
export const AADSTS: Readonly<Record<number, Entry>> = {
  // the request
  900144: invalidRequest("The request body must contain the following parameter: '{parameter}'."),
  9002313: { error: 'invalid_grant', status: 400, text: 'Invalid request. Request is malformed or invalid.' },
  70003: {
    error: 'unsupported_grant_type',
    status: 400,
    text: "The app requested an unsupported grant type '{grantType}'.",
  },
  70011: {
    error: 'invalid_scope',
    status: 400,
    text: "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope {scope} is not valid.",
  },
  28000: {
    error: 'invalid_request',
    status: 400,
    text: 'Provided value for the input parameter scope is not valid because it contains more than one resource. Scope {scope} is not valid.',
  },
  1002012: {
    error: 'invalid_scope',
    status: 400,
    text: 'The provided value for scope {scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).',
  },
  90002: invalidRequest(
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  ),
  50194: invalidRequest(
    "Application '{appId}' is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps.",
  ),
  500011: {
    error: 'invalid_resource',
    status: 400,
    text: 'The resource principal named {resource} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.',
  },
  650053: {
    error: 'invalid_client',
    status: 400,
    text: "The application '{client}' asked for scope '{scope}' that doesn't exist on the resource '{resource}'. Contact the app vendor.",
  },
  // the client
  700016: {
    error: 'unauthorized_client',
    status: 400,
    text: "Application with identifier '{appId}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.",
  },
  7000229: {
    error: 'invalid_client',
    status: 401,
    text: 'The client application {appId} is missing service principal in the tenant {tenant}.',
  },
  7000112: { error: 'unauthorized_client', status: 400, text: "Application '{appId}' is disabled." },
  50011: {
    error: 'invalid_request',
    status: 400,
    text: "The redirect URI '{redirectUri}' specified in the request does not match the redirect URIs configured for the application '{appId}'. Make sure the redirect URI sent in the request matches one added to your application in the Azure portal.",
  },
  7000218: {
    error: 'invalid_client',
    status: 401,
    text: "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000215: {
    error: 'invalid_client',
    status: 401,
    text: "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{appId}'.",
  },
  7000222: {
    error: 'invalid_client',
    status: 401,
    text: "The provided client secret keys for app '{appId}' are expired. Create new keys for your app.",
  },
  700025: {
    error: 'invalid_client',
    status: 401,
    text: "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
  },
  700027: {
    error: 'invalid_client',
    status: 401,
    text: 'The certificate with identifier used to sign the client assertion is not registered on application, or the assertion is not signed by it. {reason}',
  },
  7000216: {
    error: 'invalid_client',
    status: 401,
    text: "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.",
  },
  50013: { error: 'invalid_client', status: 401, text: 'Assertion failed signature validation. {reason}' },
  501051: {
    error: 'invalid_grant',
    status: 400,
    text: "Application '{appId}' is not assigned to a role for the application '{resource}'.",
  },
  50027: { error: 'invalid_client', status: 401, text: 'JWT token is invalid or malformed.' },
  700024: {
    error: 'invalid_client',
    status: 401,
    text: 'Client assertion is not within its valid time range. Current time: {now}, assertion valid from {notBefore}, expiry time of assertion {expires}.',
  },
  700211: federated("assertion issuer '{issuer}'"),
  700212: federated("assertion audience '{audience}'"),
  700213: federated("assertion subject '{subject}'"),
  9002326: invalidRequest(
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: '{origin}'.",
  ),
  9002327: invalidRequest(
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests.",
  ),
  // the code and the refresh token
  70000: { error: 'invalid_grant', status: 400, text: 'Provided grant is invalid or malformed.' },
  70008: {
    error: 'invalid_grant',
    status: 400,
    text: 'The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.',
  },
  54005: {
    error: 'invalid_grant',
    status: 400,
    text: 'OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.',
  },
  500112: {
    error: 'invalid_client',
    status: 400,
    text: "The reply address '{redirectUri}' does not match the reply address provided when requesting Authorization code.",
  },
  501481: {
    error: 'invalid_grant',
    status: 400,
    text: 'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  700082: {
    error: 'invalid_grant',
    status: 400,
    suberror: 'bad_token',
    text: 'The refresh token has expired due to inactivity. The token was issued on {issuedAt} and was inactive for 90.00:00:00.',
  },
  50173: {
    error: 'invalid_grant',
    status: 400,
    suberror: 'bad_token',
    text: "The provided grant has expired due to it being revoked, a fresh auth token is needed. The user might have changed or reset their password. The grant was issued on '{issuedAt}' and the TokensValidFrom date (before which tokens are not valid) for this user is '{validFrom}'.",
  },
  70043: {
    error: 'invalid_grant',
    status: 400,
    suberror: 'token_expired',
    text: 'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  70016: {
    error: 'authorization_pending',
    status: 400,
    text: 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.',
  },
  70020: {
    error: 'expired_token',
    status: 400,
    text: 'The provided value for the input parameter device_code is not valid. This device code has expired.',
  },
  70018: {
    error: 'bad_verification_code',
    status: 400,
    text: 'Invalid verification code due to user typing in wrong user code for device code flow.',
  },
  70019: {
    error: 'authorization_declined',
    status: 400,
    text: 'Verification code was declined by the user.',
  },
  // the person
  50057: { error: 'invalid_grant', status: 400, text: 'The user account is disabled.' },
  500341: {
    error: 'invalid_grant',
    status: 400,
    text: 'The user account {user} has been deleted from the {tenant} directory. To sign into this application, the account must be added to the directory.',
  },
  50105: {
    error: 'interaction_required',
    status: 400,
    text: "The administrator of the application '{appId}' has configured it to block users unless they are specifically granted ('assigned') access to the application.",
  },
  50058: {
    error: 'login_required',
    status: 400,
    text: 'A silent sign-in request was sent but no user is signed in.',
  },
  65001: {
    error: 'invalid_grant',
    status: 400,
    suberror: 'consent_required',
    text: "The user or administrator has not consented to use the application with ID '{appId}' named '{client}'. Send an interactive authorization request for this user and resource.",
  },
  65004: { error: 'access_denied', status: 400, text: 'User declined to consent to access the app.' },
  90094: {
    error: 'access_denied',
    status: 400,
    text: 'Admin consent is required for the permissions requested by this application.',
  },
  50076: {
    error: 'interaction_required',
    status: 400,
    suberror: 'basic_action',
    text: "Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access '{resource}'.",
  },
  53003: {
    error: 'access_denied',
    status: 400,
    suberror: 'message_only',
    text: 'Access has been blocked by Conditional Access policies. The access policy does not allow token issuance.',
  },
  // the service
  90055: {
    error: 'temporarily_unavailable',
    status: 429,
    text: 'There are too many incoming requests. Try again later.',
  },
  90033: {
    error: 'temporarily_unavailable',
    status: 503,
    text: 'A transient error has occurred. Please try again.',
  },
};

function invalidRequest(text: string): Entry {
  return { error: 'invalid_request', status: 400, text };
}

function federated(what: string): Entry {
  return {
    error: 'invalid_client',
    status: 401,
    text: `No matching federated identity record found for presented ${what}. Check your federated identity credential Subject, Audience and Issuer against the presented assertion.`,
  };
}

/** A refusal by number; `details` fill the text. */
export class AadstsError extends Error {
  readonly code: number;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: number, details: Readonly<Record<string, string>> = {}) {
    super(`AADSTS${code}`);
    this.code = code;
    this.details = details;
  }
}

/** The status and JSON body with which the token endpoint refuses; `now` in milliseconds since 1970. */
export function aadstsAnswer(
  { code, details }: Pick<AadstsError, 'code' | 'details'>,
  context: { readonly now: number; readonly correlationId?: string | undefined; readonly url: string },
): { status: number; body: Record<string, unknown> } {
  const entry = entryOf(code);
  const traceId = randomUUID();
  const correlationId = context.correlationId ?? randomUUID();
  const time = `${new Date(context.now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return {
    status: entry.status,
    body: {
      error: entry.error,
      error_description: `${aadstsText(code, details)} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${time}`,
      error_codes: [code],
      timestamp: time,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `${context.url}/error?code=${code}`,
      ...(entry.suberror !== undefined && { suberror: entry.suberror }),
      ...(code === 50076 && { claims: '{"access_token":{"capolids":{"essential":true,"values":[]}}}' }),
    },
  };
}

export function aadstsText(code: number, details: Readonly<Record<string, string>> = {}): string {
  const text = entryOf(code).text.replace(/\{(\w+)\}/g, (_, name: string) => details[name] ?? '');
  return `AADSTS${code}: ${text}`;
}

export function entryOf(code: number): Entry {
  const entry = AADSTS[code];
  if (entry === undefined) throw new Error(`The Entra stand-in knows no AADSTS${code}.`);
  return entry;
}
