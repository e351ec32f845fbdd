import type { App } from '../app.ts';
import type { BegunSignIn } from '../identity/sign-in.ts';
import type { AnswerCookie } from './cookies.ts';
import { isSecure } from './request-origin.ts';

/** One cookie for each sign-in under way, so that several tabs can sign in at once. */
export function transactionCookie(app: Pick<App, 'settings' | 'cookies'>, begun: BegunSignIn): AnswerCookie {
  return {
    name: `${app.cookies.transactionPrefix}${begun.transactionKey}`,
    value: begun.transaction,
    maxAgeSeconds: begun.seconds,
    secure: isSecure(app),
  };
}
