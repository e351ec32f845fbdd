import type { LogLevel } from './core-types.ts';

const ORDER: Readonly<Record<LogLevel, number>> = {
  trace: 0,
  debug: 1,
  information: 2,
  warning: 3,
  error: 4,
  critical: 5,
};

const SHORT: Readonly<Record<LogLevel, string>> = {
  trace: 'trace',
  debug: 'debug',
  information: 'info ',
  warning: 'warn ',
  error: 'error',
  critical: 'crit ',
};

export type LogFormat = 'text' | 'json';

export type LogEntry = {
  readonly level: LogLevel;
  /** A stable name for tests and tools, such as `host.ready`. */
  readonly event: string;
  /** For people; in JSON it stands beside the fields. */
  readonly message: string;
  readonly function?: string | undefined;
  readonly invocationId?: string | undefined;
  readonly fields?: Readonly<Record<string, unknown>>;
};

export interface HostLog {
  write(entry: LogEntry): void;
}

export type LogOptions = {
  readonly format: LogFormat;
  /** Entries below it are left out, but for those that tools wait for: `host.ready`, and all `host.` events as JSON. */
  readonly level: LogLevel;
  readonly output: (line: string) => void;
  readonly now: () => number;
};

/** Writes one line an entry: text for people, or JSON lines for tests and tools. */
export function createLog(options: LogOptions): HostLog {
  return {
    write(entry) {
      const kept =
        ORDER[entry.level] >= ORDER[options.level] ||
        entry.event === 'host.ready' ||
        (options.format === 'json' && entry.event.startsWith('host.'));
      const line = options.format === 'json' ? jsonLine : textLine;
      if (kept) options.output(line(entry, options.now()));
    },
  };
}

export function isLogLevel(text: string): text is LogLevel {
  return Object.hasOwn(ORDER, text);
}

function jsonLine(entry: LogEntry, now: number): string {
  const { fields, ...rest } = entry;
  return JSON.stringify({ time: new Date(now).toISOString(), ...rest, ...fields });
}

function textLine(entry: LogEntry, now: number): string {
  const where = [entry.function, entry.invocationId?.slice(0, 8)]
    .filter((part) => part !== undefined)
    .join(' ');
  const time = new Date(now).toISOString().slice(11, 23);
  return `${time} ${SHORT[entry.level]} ${where === '' ? '' : `[${where}] `}${entry.message}`;
}
