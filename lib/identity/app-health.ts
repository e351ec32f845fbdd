import type { DomainError } from '../errors.ts';

/** Told by every sign-in and refresh how Entra takes the registered app: the operator's matter, never the person's. */
export interface AppHealth {
  /** Entra refused the app itself: deleted, its proof refused, its consent gone. */
  refused(error: DomainError): Promise<void>;
  accepted(): Promise<void>;
}
