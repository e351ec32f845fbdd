import { DomainError } from '../../../errors.ts';
import type { TokenAccount } from '../../server.ts';
import { sendRequest } from '../send-request.ts';
import type { SignedInConnection } from './signed-in-connection.ts';

/**
 * Through the Microsoft Entra application proxy with pre-authentication: it takes a person's token for its own
 * application, and signs them in to the report server by Kerberos constrained delegation.
 * @throws DomainError what the source of tokens throws (SIGN_IN_REQUIRED, CONSENT_REQUIRED, …)
 */
export function bearerConnection({ account, token }: TokenAccount): SignedInConnection {
  return {
    async send(request) {
      for (const renew of [false, true]) {
        const authorization = `Bearer ${await token({ renew })}`;
        const answer = await sendRequest({ ...request, headers: { ...request.headers, authorization } });
        // Without a token that it takes, it leads to the page where people sign in.
        if (answer.status !== 401 && answer.status !== 302) return answer;
      }
      throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
        detail: `The application proxy does not take the token of ${account}. Check that the application ID URI is that of the proxy's application, that ${account} is assigned to it, and that it signs in to the report server (Kerberos constrained delegation).`,
      });
    },
  };
}
