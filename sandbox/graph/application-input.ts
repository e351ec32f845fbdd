import { z } from 'zod';
import { badRequest } from './graph-error.ts';

const guid = z.guid().transform((id) => id.toLowerCase());
const uris = z.array(z.string());
const permission = { id: guid, value: z.string().regex(/^\S{1,120}$/), isEnabled: z.boolean().default(true) };
const text = z.string().min(1);
const optionalText = z.string().nullable();
const claims = z.array(z.looseObject({ name: text })).default([]);

/** What may be sent of an application. An unknown property is refused, as Graph does. */
const settingsSchema = z.strictObject({
  displayName: text.max(256),
  description: optionalText,
  notes: optionalText,
  tags: z.array(z.string()),
  signInAudience: z.enum(['AzureADMyOrg', 'AzureADMultipleOrgs']),
  identifierUris: uris,
  isFallbackPublicClient: z.boolean().nullable(),
  web: z
    .strictObject({
      redirectUris: uris,
      homePageUrl: optionalText,
      logoutUrl: optionalText,
      implicitGrantSettings: z
        .strictObject({ enableIdTokenIssuance: z.boolean(), enableAccessTokenIssuance: z.boolean() })
        .partial(),
    })
    .partial(),
  spa: z.strictObject({ redirectUris: uris }).partial(),
  publicClient: z.strictObject({ redirectUris: uris }).partial(),
  requiredResourceAccess: z.array(
    z.strictObject({
      resourceAppId: guid,
      resourceAccess: z.array(z.strictObject({ id: guid, type: z.enum(['Scope', 'Role']) })),
    }),
  ),
  api: z
    .strictObject({
      acceptMappedClaims: z.boolean().nullable(),
      requestedAccessTokenVersion: z.union([z.literal(1), z.literal(2)]).nullable(),
      knownClientApplications: z.array(guid),
      oauth2PermissionScopes: z.array(
        z.strictObject({
          ...permission,
          type: z.enum(['User', 'Admin']).default('User'),
          adminConsentDisplayName: text,
          adminConsentDescription: text,
          userConsentDisplayName: optionalText.default(null),
          userConsentDescription: optionalText.default(null),
        }),
      ),
      preAuthorizedApplications: z.array(
        z.strictObject({ appId: guid, delegatedPermissionIds: z.array(guid) }),
      ),
    })
    .partial(),
  appRoles: z.array(
    z.strictObject({
      ...permission,
      allowedMemberTypes: z.array(z.enum(['User', 'Application'])).min(1),
      displayName: text,
      description: text,
    }),
  ),
  optionalClaims: z
    .object({ idToken: claims, accessToken: claims, saml2Token: claims })
    .transform(({ idToken, accessToken }) => ({ idToken, accessToken }))
    .nullable(),
  keyCredentials: z.array(
    z.strictObject({
      keyId: guid.default(() => crypto.randomUUID()),
      type: z.literal('AsymmetricX509Cert'),
      usage: z.literal('Verify'),
      key: z.base64(),
      displayName: optionalText.default(null),
      startDateTime: z.iso.datetime().default('2000-01-01T00:00:00Z'),
      endDateTime: z.iso.datetime(),
    }),
  ),
});

const patchSchema = settingsSchema.partial();
export type ApplicationPatch = z.output<typeof patchSchema>;

/** Reads a body of `POST /applications` or `PATCH /applications/{id}`. */
export function readApplicationPatch(body: unknown): ApplicationPatch {
  const plain = typeof body === 'object' && body !== null ? withoutAnnotations(body) : body;
  if (typeof plain === 'object' && plain !== null && 'passwordCredentials' in plain) {
    throw badRequest(
      'Adding, updating or removing passwordCredentials is done by addPassword and removePassword.',
    );
  }
  const { data, error } = patchSchema.safeParse(plain);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const target = issue?.path.join('.') || 'body';
  throw badRequest(
    `One or more property values specified are invalid: ${target}: ${issue?.message ?? 'invalid'}.`,
    { code: 'InvalidValue', target },
  );
}

function withoutAnnotations(body: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.startsWith('@odata.')));
}
