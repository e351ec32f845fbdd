import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { errorText, HostError } from './host-error.ts';
import type { Settings } from './settings.ts';
import { parseTimeSpan } from './time-span.ts';

export type QueueOptions = {
  readonly batchSize: number;
  readonly newBatchThreshold: number;
  readonly maxDequeueCount: number;
  /** How long a message that failed stays invisible; milliseconds. */
  readonly visibilityTimeout: number;
  readonly maxPollingInterval: number;
  readonly messageEncoding: 'base64' | 'none';
};

export type HostConfig = {
  readonly routePrefix: string;
  readonly customHeaders: Readonly<Record<string, string>>;
  /** Milliseconds; undefined: no limit. */
  readonly functionTimeout: number | undefined;
  readonly queues: QueueOptions;
  readonly listenerLockPeriod: number;
  readonly listenerLockRecoveryPollingInterval: number;
  /** Whether Azure would know more triggers than HTTP and timers. */
  readonly hasExtensionBundle: boolean;
  /** Sections that have no effect here. */
  readonly ignored: readonly string[];
};

const timeSpan = (fallback: string, check: (ms: number) => boolean, rule: string) =>
  z
    .string()
    .default(fallback)
    .transform((text, context) => {
      const ms = parseTimeSpan(text);
      if (ms !== undefined && check(ms)) return ms;
      context.addIssue({ code: 'custom', message: `"${text}" is no time span (hh:mm:ss) ${rule}` });
      return z.NEVER;
    });

/** Core Tools polls every 2 s at least where Azure's default is a minute. */
const Queues = z.object({
  batchSize: z.coerce.number().int().min(1).max(32).default(16),
  newBatchThreshold: z.coerce.number().int().min(0).optional(),
  maxDequeueCount: z.coerce.number().int().min(1).default(5),
  visibilityTimeout: timeSpan('00:00:00', (ms) => ms >= 0, 'of 0 or more'),
  maxPollingInterval: timeSpan('00:00:02', (ms) => ms >= 100, 'of at least 00:00:00.1'),
  messageEncoding: z
    .string()
    .toLowerCase()
    .pipe(z.enum(['base64', 'none']))
    .default('base64'),
});

const HostJson = z.object({
  version: z.literal('2.0', { error: 'must be "2.0"' }),
  functionTimeout: timeSpan('00:30:00', (ms) => ms > 0 || ms === -86_400_000, 'that is positive, or -1'),
  extensions: z
    .object({
      http: z
        .object({
          routePrefix: z.string().default('api'),
          customHeaders: z.record(z.string(), z.string()).default({}),
        })
        .prefault({}),
      queues: Queues.prefault({}),
    })
    .prefault({}),
  singleton: z
    .object({
      // Azure Storage leases are 15 to 60 seconds long.
      listenerLockPeriod: timeSpan('00:01:00', (ms) => ms >= 15_000 && ms <= 60_000, 'of 15 to 60 seconds'),
      listenerLockRecoveryPollingInterval: timeSpan('00:01:00', (ms) => ms >= 1000, 'of at least a second'),
    })
    .prefault({}),
});

const SECTIONS = HostJson.shape;
const EXTENSIONS = SECTIONS.extensions.unwrap().shape;
const KNOWN_NAMES = [
  SECTIONS,
  EXTENSIONS,
  EXTENSIONS.http.unwrap().shape,
  EXTENSIONS.queues.unwrap().shape,
  SECTIONS.singleton.unwrap().shape,
].flatMap((shape) => Object.keys(shape));

/** What changes how functions run and is not supported: it stops the host. */
const REFUSED: readonly (readonly string[])[] = [
  ['customHandler'],
  ['concurrency', 'dynamicConcurrencyEnabled'],
  ['extensions', 'http', 'dynamicThrottlesEnabled'],
];

/** What changes nothing that an app could see here. */
const IGNORED: readonly (readonly string[])[] = [
  ['extensionBundle'],
  ['logging'],
  ['telemetryMode'],
  ['healthMonitor'],
  ['watchDirectories'],
  ['concurrency'],
  ['extensions', 'http', 'maxConcurrentRequests'],
  ['extensions', 'http', 'maxOutstandingRequests'],
  ['extensions', 'http', 'hsts'],
];

/**
 * Reads host.json, with settings named AzureFunctionsJobHost__section__name laid over it, as the host does. Throws a
 * HostError that names the value which is wrong or not supported.
 */
export function readHostConfig(folder: string, settings: Settings): HostConfig {
  const file = join(folder, 'host.json');
  if (!existsSync(file)) throw new HostError(`${folder} has no host.json`);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new HostError(`${file} is not JSON: ${errorText(error)}`);
  }
  if (typeof data !== 'object' || data === null) throw new HostError(`${file} holds no object`);
  overlaySettings(data, settings);
  const refused = REFUSED.find((path) => isOn(at(data, path)));
  if (refused !== undefined)
    throw new HostError(`"${refused.join('.')}" of host.json is not supported by this host`);
  const parsed = HostJson.safeParse(data);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new HostError(`host.json is refused: ${issues.join('; ')}`);
  }
  return toConfig(parsed.data, data);
}

function toConfig(parsed: z.infer<typeof HostJson>, data: object): HostConfig {
  const { http, queues } = parsed.extensions;
  return {
    routePrefix: http.routePrefix.replace(/^\/+|\/+$/g, ''),
    customHeaders: http.customHeaders,
    functionTimeout: parsed.functionTimeout > 0 ? parsed.functionTimeout : undefined,
    queues: {
      ...queues,
      newBatchThreshold:
        queues.newBatchThreshold ?? Math.floor(queues.batchSize / 2) * availableParallelism(),
    },
    ...parsed.singleton,
    hasExtensionBundle: at(data, ['extensionBundle', 'id']) !== undefined,
    ignored: IGNORED.filter((path) => at(data, path) !== undefined).map((path) => path.join('.')),
  };
}

const OVERLAY = 'AzureFunctionsJobHost__';

function overlaySettings(data: object, settings: Settings): void {
  for (const [name, value] of Object.entries(settings)) {
    if (!name.toLowerCase().startsWith(OVERLAY.toLowerCase()) || value === undefined) continue;
    const path = name.slice(OVERLAY.length).split('__');
    const last = path.pop() ?? '';
    let target: object = data;
    for (const part of path) {
      const next: unknown = Reflect.get(target, ownName(target, part));
      const section: object = typeof next === 'object' && next !== null ? next : {};
      Reflect.set(target, ownName(target, part), section);
      target = section;
    }
    Reflect.set(target, ownName(target, last), value);
  }
}

/** Configuration names do not regard case; sections that host.json lacks have the names that are read here. */
function ownName(target: object, name: string): string {
  const known = [...Object.keys(target), ...KNOWN_NAMES];
  return known.find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
}

function at(data: object, path: readonly string[]): unknown {
  let value: unknown = data;
  for (const part of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  return value;
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== false && value !== 'false';
}
