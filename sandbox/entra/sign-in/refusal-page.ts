import { type ErrorOut, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { AadstsError, aadstsText } from '../aadsts.ts';
import { escapeHtml, page } from '../pages.ts';

/** The engine refused and knows no address to send the person back to. */
export function refusalPage(ctx: KoaContextWithOIDC, out: ErrorOut, error: Error): void {
  const { client_id: appId, redirect_uri: redirectUri } = ctx.query;
  const details = { appId: String(appId ?? ''), redirectUri: String(redirectUri ?? '') };
  ctx.type = 'html';
  ctx.body = page(
    'Sorry, but we’re having trouble signing you in.',
    explanation(textOf(out, error, details)),
  );
}

export function aadstsPage({ code, details }: AadstsError): string {
  return page('Sorry, but we’re having trouble signing you in.', explanation(aadstsText(code, details)));
}

function explanation(text: string): string {
  return `<p>Your request could not be completed.</p><p class="technical">${escapeHtml(text)}</p>`;
}

function textOf(out: ErrorOut, error: Error, details: Readonly<Record<string, string>>): string {
  if (error instanceof AadstsError) return aadstsText(error.code, error.details);
  if (error instanceof errors.InvalidRedirectUri) return aadstsText(50011, details);
  return `${out.error}: ${out.error_description ?? 'the request is not valid'}`;
}
