import { DomainError } from '../../../errors.ts';
import type { PasswordAccount } from '../../server.ts';
import { sendRequest } from '../send-request.ts';
import { refused, type SignedInConnection } from './signed-in-connection.ts';

/** RSWindowsBasic: the password goes with every request, so it is for TLS alone. */
export function basicConnection({ account, password }: PasswordAccount): SignedInConnection {
  const token = Buffer.from(`${account}:${password}`, 'utf8').toString('base64');
  return {
    async send(request) {
      const answer = await sendRequest({
        ...request,
        headers: { ...request.headers, authorization: `Basic ${token}` },
      });
      if (answer.status !== 401) return answer;
      if (answer.challenges.some((line) => /^Basic\b/i.test(line))) throw refused(account);
      throw new DomainError('REPORT_SERVER_SIGN_IN_REFUSED', {
        detail: `The report server does not take Basic; it asks for ${offered(answer.challenges)}. Enable RSWindowsBasic there, or choose NTLM, or forms where it has custom security.`,
      });
    },
  };
}

function offered(challenges: readonly string[]): string {
  const names = challenges.map((line) => line.split(' ')[0]).filter(Boolean);
  return names.join(', ') || 'nothing that is known here';
}
