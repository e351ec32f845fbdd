import type { SandboxClock } from '../shared/clock.ts';
import type { Traffic } from '../shared/traffic.ts';
import type { Directory } from './directory/directory.ts';
import type { ArtifactStore } from './provider-store.ts';
import type { TokenSigner } from './tokens/signer.ts';

/** What every part of the Entra stand-in works with. */
export type EntraContext = {
  readonly directory: Directory;
  readonly clock: SandboxClock;
  readonly traffic: Traffic;
  readonly signer: TokenSigner;
  readonly artifacts: ArtifactStore;
  /** `http://127.0.0.1:<port>`, in place of `https://login.microsoftonline.com`. */
  readonly url: string;
  readonly tenantId: string;
};

/** The issuer of v2.0 tokens, of id tokens and of the managed identity's exchange tokens. */
export function issuerV2({ url, tenantId }: Pick<EntraContext, 'url' | 'tenantId'>): string {
  return `${url}/${tenantId}/v2.0`;
}

/** The issuer of v1.0 access tokens, in place of `https://sts.windows.net/<tenant>/`. */
export function issuerV1({ url, tenantId }: Pick<EntraContext, 'url' | 'tenantId'>): string {
  return `${url}/${tenantId}/`;
}
