#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { Problem } from '../../client/problem.ts';
import { createClient } from './client.ts';
import { COMMANDS, type Output } from './commands.ts';
import { accessToken, forgetSession, readSession, saveSession } from './session.ts';
import { deviceCodeSignIn } from './sign-in.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  json: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  prune: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  portal: { type: 'string' },
  to: { type: 'string' },
  out: { type: 'string' },
  report: { type: 'string' },
  item: { type: 'string' },
  workspace: { type: 'string' },
  dashboard: { type: 'string' },
  every: { type: 'string' },
  zone: { type: 'string' },
  reports: { type: 'string' },
  mode: { type: 'string' },
} as const;

const USAGE = `usage: report-tiles COMMAND [--json]

  login --portal URL            signs in with a code that you enter in a browser
  logout
${Object.values(COMMANDS)
  .map(({ usage }) => `  ${usage}`)
  .join('\n')}

Programs set REPORT_TILES_PORTAL and REPORT_TILES_TOKEN instead of signing in.`;

/** Exit code: 0 done, 1 refused, 2 called in a wrong way. */
async function main(): Promise<number> {
  let json = process.argv.includes('--json');
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
    json = values.json;
    const [name = '', ...args] = positionals;
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    show(await perform(name, args, values), json);
    return 0;
  } catch (error) {
    const wrongCall = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
    if (!wrongCall && !(error instanceof Problem)) throw error;
    const code = error instanceof Problem ? error.code : 'USAGE';
    console.error(json ? JSON.stringify({ error: { code, message: error.message } }) : error.message);
    return wrongCall ? 2 : 1;
  }
}

async function perform(
  name: string,
  args: readonly string[],
  options: Readonly<Record<string, string | boolean | undefined>>,
): Promise<Output> {
  if (name === 'login') return await login(options.portal);
  if (name === 'logout') {
    forgetSession();
    return { value: { signedIn: false }, lines: ['Signed out.'] };
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new UsageError(USAGE);
  return await command.run(connected(), { args, options });
}

async function login(portal: unknown): Promise<Output> {
  if (typeof portal !== 'string') throw new UsageError('--portal is missing: the address of the portal.');
  const anonymous = createClient({ portal, token: async () => undefined });
  const place = await anonymous.call('command-line-get', {});
  const tokens = await deviceCodeSignIn(place, (text) => console.error(text));
  saveSession({ portal, place, tokens });
  return { value: { signedIn: true, portal }, lines: [`Signed in at ${portal}.`] };
}

function connected() {
  const { REPORT_TILES_PORTAL: portal, REPORT_TILES_TOKEN: token } = process.env;
  if (portal && token) return createClient({ portal, token: async () => token });
  const session = readSession();
  return createClient({ portal: session.portal, token: () => accessToken(session) });
}

function show({ value, lines }: Output, json: boolean): void {
  if (json) console.log(JSON.stringify(value, undefined, 2));
  else for (const line of lines) console.log(line);
}

process.exitCode = await main();
