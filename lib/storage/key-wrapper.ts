/** A key wrapped by another that never leaves its vault. `keyId` says by which one, version included. */
export type WrappedKey = { readonly keyId: string; readonly wrapped: string };

/**
 * Wraps data keys. Throttling and network faults throw DomainError SECRETS_UNAVAILABLE (retry class backoff). Both may
 * be repeated.
 */
export interface KeyWrapper {
  wrap(key: Uint8Array): Promise<WrappedKey>;
  /** @throws RangeError where `keyId` names a key of another vault, or of another name. */
  unwrap(wrapped: WrappedKey): Promise<Uint8Array>;
}
