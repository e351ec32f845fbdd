import { DomainError } from '../../../errors.ts';
import type { RawAnswer, RawRequest } from '../send-request.ts';

/** Sends the requests of one connection as an account: how it proves who it is, is its own matter. */
export interface SignedInConnection {
  /** Any answer but 401. @throws DomainError REPORT_SERVER_SIGN_IN_REFUSED; StaleConnection and the network's errors */
  send(request: RawRequest): Promise<RawAnswer>;
}

export function refused(account: string): DomainError {
  return new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
    detail: `The report server refuses the account ${account}: check its password, and that it is neither locked nor expired.`,
  });
}
