import { Temporal } from 'temporal-polyfill';
import type { Clock } from '../../lib/clock.ts';
import type { Entra, Refreshed } from '../../lib/identity/entra.ts';

/** Entra's refreshes as a test wants them: each gives the next token, unless `refuse` says otherwise. */
export class StubEntra implements Entra {
  readonly refreshed: { readonly cache: string; readonly claims: string | undefined }[] = [];
  /** Thrown by the next refresh, and every one after it until it is taken away. */
  refuse: Error | undefined;
  /** Whether Entra gives a new refresh token. */
  rotates = true;
  /** Runs while a refresh is under way. */
  during: (() => Promise<void>) | undefined;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async refresh(_app: unknown, request: { cache: string; claims?: string }): Promise<Refreshed> {
    this.refreshed.push({ cache: request.cache, claims: request.claims });
    const during = this.during;
    this.during = undefined;
    await during?.();
    if (this.refuse) throw this.refuse;
    const turn = this.refreshed.length;
    return {
      accessToken: { value: `access ${turn}`, expiresAt: this.#clock.now().add({ minutes: 65 }) },
      cache: this.rotates ? `cache ${turn}` : request.cache,
      changed: this.rotates,
    };
  }

  async authorizeUrl(): Promise<string> {
    throw new Error('Nobody signs in here.');
  }

  async redeem(): Promise<never> {
    throw new Error('Nobody signs in here.');
  }

  async appToken() {
    if (this.refuse) throw this.refuse;
    return { value: 'app token', expiresAt: this.#clock.now().add({ minutes: 65 }) };
  }

  async probe(): Promise<void> {
    if (this.refuse) throw this.refuse;
  }
}

export const LATER = Temporal.Instant.from('2100-01-01T00:00:00Z');
