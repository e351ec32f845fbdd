import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../client/problem.ts';
import { refresh, type SignInPlace, type Tokens } from './sign-in.ts';

const sessionSchema = z.object({
  portal: z.string(),
  place: z.object({ authority: z.string(), clientId: z.string(), scope: z.string() }),
  tokens: z.object({ accessToken: z.string(), refreshToken: z.string().optional(), expiresAt: z.number() }),
});
export type Session = { readonly portal: string; readonly place: SignInPlace; readonly tokens: Tokens };

const BEFORE_END_MS = 120_000;

/** Where one person's sign-in is kept between calls, readable by that person alone. */
export function sessionFile(): string {
  const base =
    process.env.REPORT_TILES_HOME ??
    join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'report-tiles');
  return join(base, 'session.json');
}

export function saveSession(session: Session, file = sessionFile()): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(session), { mode: 0o600 });
}

export function forgetSession(file = sessionFile()): void {
  rmSync(file, { force: true });
}

/** @throws Problem SIGN_IN_REQUIRED where nobody is signed in */
export function readSession(file = sessionFile()): Session {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? '' : ` (${file} cannot be read: ${code})`;
    throw new Problem(401, 'SIGN_IN_REQUIRED', `Sign in first: report-tiles login --portal URL${why}`);
  }
  const session = sessionOf(text);
  if (!session)
    throw new Problem(
      401,
      'SIGN_IN_REQUIRED',
      `${file} holds no sign-in. Sign in again: report-tiles login --portal URL`,
    );
  return { ...session, tokens: { ...session.tokens, refreshToken: session.tokens.refreshToken } };
}

/** Undefined for what another version has written, or something else. */
function sessionOf(text: string): z.infer<typeof sessionSchema> | undefined {
  try {
    return sessionSchema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** An access token that is good for two minutes at least; REPORT_TILES_TOKEN goes before the session, for programs. */
export async function accessToken(session: Session, file = sessionFile()): Promise<string> {
  const { tokens, place } = session;
  if (Date.now() < tokens.expiresAt - BEFORE_END_MS) return tokens.accessToken;
  if (!tokens.refreshToken)
    throw new Problem(401, 'SIGN_IN_REQUIRED', 'The sign-in is over: report-tiles login');
  const fresh = await refresh(place, tokens.refreshToken);
  saveSession({ ...session, tokens: fresh }, file);
  return fresh.accessToken;
}
