/**
 * What an operator does now and then: `npm run ops -- COMMAND`. docs/operations.md has a runbook for each.
 * Prints one JSON object. Exit code 2 for a wrong call, 1 for a failure.
 */
import { parseArgs } from 'node:util';
import { DomainError } from '../lib/errors.ts';
import { COMMANDS } from './ops/commands.ts';
import { connect } from './ops/connect.ts';

const USAGE = `usage: npm run ops -- COMMAND [--settings FILE]
  back-up --folder DIR              every table and blob into a folder
  restore --folder DIR              the same, into an empty installation
  copy-secrets --from VAULT-URL     sign-ins and passwords from another vault, before the app is deployed
  rotate --key session|picture|envelope [--keep N]
  migrate                           move the data to this release's form
  erase --oid OBJECT-ID             remove what is kept of one person`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      settings: { type: 'string' },
      folder: { type: 'string' },
      key: { type: 'string' },
      keep: { type: 'string' },
      oid: { type: 'string' },
      from: { type: 'string' },
    },
  });
  const [name = '', ...others] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || others.length > 0) {
    console.error(USAGE);
    return 2;
  }
  try {
    const { folder, key, oid, from } = values;
    const keep = values.keep === undefined ? undefined : Number(values.keep);
    console.log(
      JSON.stringify(await command(connect(values.settings), { folder, key, oid, from, keep }), undefined, 2),
    );
    return 0;
  } catch (error) {
    console.error(error instanceof DomainError ? (error.detail ?? error.message) : error);
    return error instanceof DomainError && error.code === 'BAD_REQUEST' ? 2 : 1;
  }
}

process.exitCode = await main();
