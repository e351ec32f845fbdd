import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { LogLevel } from './core-types.ts';
import { EXIT, errorText, HostError } from './host-error.ts';
import { completeKeys, type HostKeys } from './keys.ts';
import { isLogLevel, type LogFormat } from './log.ts';
import type { Settings } from './settings.ts';
import { parseTimeSpan } from './time-span.ts';

export const USAGE = `node sandbox/host/run.ts --app FOLDER [options]

Hosts a compiled Azure Functions app (Node programming model v4) on loopback.

  --app FOLDER                 the folder with package.json and host.json
  --port N                     7071; 0 takes a free port
  --address A                  127.0.0.1, ::1 or localhost
  --settings FILE              a local.settings.json; what the environment holds already wins
  --keys FILE                  {"master": "...", "host": "...", "functions": {"name": "..."}}; else the
                               environment's SANDBOX_HOST_MASTER_KEY and SANDBOX_HOST_KEY, else random ones
  --auth on|off                on; off reaches every function without a key, as Core Tools do
  --log text|json              text
  --level LEVEL                trace, debug, information (default), warning, error
  --quiet                      the same as --level warning
  --grace hh:mm:ss             00:00:30: how long a stop waits for what runs
  --queue-invisibility hh:mm:ss  00:10:00, as in Azure: after how long a message comes again whose host died
  --headers-timeout hh:mm:ss   00:00:30: how long a client may take for its headers
  --request-timeout hh:mm:ss   00:05:00: and for its whole request
  --answer-timeout hh:mm:ss    00:03:50: how long a caller waits for a function, as at Azure's front end

Exit codes: 0 stopped; 1 the app is refused; 2 wrong usage or settings; 3 stopped while functions still ran;
4 the address is in use; 70 the app crashed.`;

export type Arguments = {
  readonly app: string;
  readonly port: number;
  readonly address: string;
  readonly settingsFile: string | undefined;
  readonly keysFile: string | undefined;
  readonly auth: 'on' | 'off';
  readonly format: LogFormat;
  readonly level: LogLevel;
  readonly grace: number;
  readonly queueInvisibility: number;
  readonly headersTimeout: number;
  readonly requestTimeout: number;
  readonly answerTimeout: number;
};

const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/** Parses the command line; throws a HostError that names the option. Times are milliseconds. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values } = readOptions(args);
  if (values.app === undefined) throw usage('--app is missing');
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw usage(`--port ${values.port} is no port`);
  if (!LOOPBACK.includes(values.address))
    throw usage(`--address takes ${LOOPBACK.join(', ')}: the host is for loopback`);
  if (!isLogLevel(values.level)) throw usage(`--level ${values.level} is not known`);
  return {
    app: resolve(values.app),
    port,
    address: values.address,
    settingsFile: values.settings === undefined ? undefined : resolve(values.settings),
    keysFile: values.keys === undefined ? undefined : resolve(values.keys),
    auth: oneOf('--auth', values.auth, ['on', 'off']),
    format: oneOf('--log', values.log, ['text', 'json']),
    level: values.quiet ? 'warning' : values.level,
    grace: span('--grace', values.grace, 0),
    queueInvisibility: span('--queue-invisibility', values['queue-invisibility'], 1000),
    headersTimeout: span('--headers-timeout', values['headers-timeout'], 100),
    requestTimeout: span('--request-timeout', values['request-timeout'], 100),
    answerTimeout: span('--answer-timeout', values['answer-timeout'], 100),
  };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        app: { type: 'string' },
        port: { type: 'string', default: '7071' },
        address: { type: 'string', default: '127.0.0.1' },
        settings: { type: 'string' },
        keys: { type: 'string' },
        auth: { type: 'string', default: 'on' },
        log: { type: 'string', default: 'text' },
        level: { type: 'string', default: 'information' },
        quiet: { type: 'boolean', default: false },
        grace: { type: 'string', default: '00:00:30' },
        'queue-invisibility': { type: 'string', default: '00:10:00' },
        'headers-timeout': { type: 'string', default: '00:00:30' },
        'request-timeout': { type: 'string', default: '00:05:00' },
        'answer-timeout': { type: 'string', default: '00:03:50' },
      },
    });
  } catch (error) {
    throw usage(errorText(error));
  }
}

function oneOf<T extends string>(name: string, value: string, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw usage(`${name} takes ${known.join(' or ')}`);
  return found;
}

function span(name: string, text: string, least: number): number {
  const ms = parseTimeSpan(text);
  if (ms === undefined || ms < least)
    throw usage(`${name} ${text} is no time (hh:mm:ss) of at least ${least} ms`);
  return ms;
}

function usage(problem: string): HostError {
  return new HostError(`${problem}\n\n${USAGE}`, EXIT.badUsage);
}

const KeysFile = z.object({
  master: z.string().min(1).optional(),
  host: z.string().min(1).optional(),
  functions: z.record(z.string(), z.string().min(1)).optional(),
});

/** The keys of the host, from the file or the environment; missing ones are made up. */
export function readKeys(
  file: string | undefined,
  settings: Settings,
): { keys: HostKeys; generated: boolean } {
  const environment = { master: settings.SANDBOX_HOST_MASTER_KEY, host: settings.SANDBOX_HOST_KEY };
  if (file === undefined) return completeKeys(withoutAbsent(environment));
  try {
    return completeKeys(withoutAbsent(KeysFile.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch (error) {
    throw new HostError(`cannot read the keys file ${file}: ${errorText(error)}`, EXIT.badUsage);
  }
}

type Given = { readonly [Name in keyof HostKeys]?: HostKeys[Name] | undefined };

function withoutAbsent({ master, host, functions }: Given): Partial<HostKeys> {
  return {
    ...(master === undefined || master === '' ? {} : { master }),
    ...(host === undefined || host === '' ? {} : { host }),
    ...(functions === undefined ? {} : { functions }),
  };
}

/** Azure's limit of 100 MB, or what the setting says. */
export function bodyLimit(settings: Settings): number {
  const text = settings.FUNCTIONS_REQUEST_BODY_SIZE_LIMIT ?? '104857600';
  const bytes = Number(text);
  if (!Number.isInteger(bytes) || bytes <= 0) {
    throw new HostError(`FUNCTIONS_REQUEST_BODY_SIZE_LIMIT "${text}" is no number of bytes`, EXIT.badUsage);
  }
  return bytes;
}
