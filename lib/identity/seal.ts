import type { Clock } from '../clock.ts';
import type { KeyRing } from './key-ring.ts';

/** What a sealed text is for; one made for a purpose opens for no other. */
export type Purpose = 'session' | 'setup' | 'transaction' | 'device-code';

export interface Sealer {
  /** JWE (dir, A256GCM) that opens until `seconds` have passed. `claims` holds no token. */
  seal(purpose: Purpose, claims: Readonly<Record<string, unknown>>, seconds: number): Promise<string>;
  /** The claims; undefined when it is forged, foreign, of another purpose or over. */
  open(purpose: Purpose, sealed: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** jose is loaded with the first seal: a cold start that needs none does not pay for it. */
export function joseSealer(options: {
  readonly ring: KeyRing;
  readonly clock: Clock;
  readonly audience: string;
}): Sealer {
  const { ring, clock, audience } = options;
  const now = () => new Date(clock.now().epochMilliseconds);
  return {
    async seal(purpose, claims, seconds) {
      const [{ kid, key }, { EncryptJWT }] = await Promise.all([ring.current(), import('jose')]);
      const issued = Math.floor(clock.now().epochMilliseconds / 1000);
      return new EncryptJWT({ ...claims })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid, typ: purpose })
        .setIssuedAt(issued)
        .setExpirationTime(issued + seconds)
        .setAudience(audience)
        .encrypt(key);
    },
    async open(purpose, sealed) {
      const { errors, jwtDecrypt } = await import('jose');
      try {
        const { payload } = await jwtDecrypt(
          sealed,
          async ({ kid }) => {
            const key = kid === undefined ? undefined : await ring.find(kid);
            if (!key) throw new errors.JWEDecryptionFailed();
            return key;
          },
          {
            audience,
            typ: purpose,
            keyManagementAlgorithms: ['dir'],
            contentEncryptionAlgorithms: ['A256GCM'],
            currentDate: now(),
          },
        );
        return payload;
      } catch (error) {
        if (error instanceof errors.JOSEError) return undefined;
        throw error;
      }
    },
  };
}
