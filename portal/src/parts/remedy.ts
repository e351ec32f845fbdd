import { freshSignInAddress, powerBiSignInAddress } from '../api/me.ts';
import { text } from '../text/text.ts';

/** What somebody can do about a problem right away: an address to go to, which leads back to `returnTo`. */
export type Remedy = { readonly href: string; readonly label: string };

/** The way out of a problem that a sign-in heals; undefined for every other one. */
export function remedyOf(code: string, returnTo: string): Remedy | undefined {
  switch (code) {
    case 'SIGN_IN_REQUIRED':
      return { href: powerBiSignInAddress(returnTo), label: text.powerBiSignIn.button };
    case 'FRESH_SIGN_IN_REQUIRED':
      return { href: freshSignInAddress(returnTo), label: text.problems.signInAgain };
    default:
      return undefined;
  }
}
