/** Fields of one event: ids, codes, counts and times. Never a token, a cookie, a connection string or a body. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

type Level = 'info' | 'warn' | 'error';

const SECRET_NAME =
  /token|secret|password|authorization|cookie|assertion|code_?verifier|connection_?string|sig$/i;
// Tokens (JWT, Entra's refresh tokens), keys and signatures of storage, and the addresses of pictures.
const SECRET_VALUE =
  /eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]*)*|\b[01]\.A[A-Za-z0-9_-]{40,}[A-Za-z0-9._-]*|(AccountKey|SharedAccessSignature|[?&]sig)=[^;&\s]+|(?<=\/t\/[0-9a-f-]{36}\/)[A-Za-z0-9_-]{40,}/g;

/** Drops what is named like a secret and masks what looks like one, so that a slip at the call costs nothing. */
export function redact(fields: Fields): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    clean[name] = SECRET_NAME.test(name) ? '[redacted]' : redactValue(value);
  }
  return clean;
}

function redactValue(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(SECRET_VALUE, '[redacted]');
  if (value instanceof Error)
    return {
      name: value.name,
      ...('code' in value && { code: value.code }),
      message: redactValue(value.message),
      stack: redactValue(value.stack ?? ''),
      ...(value.cause !== undefined && { cause: redactValue(value.cause) }),
    };
  if (Array.isArray(value)) return value.map(redactValue);
  if (typeof value === 'object' && value !== null) {
    // Points in time and the like have a text of their own.
    if ('toJSON' in value && typeof value.toJSON === 'function') return redactValue(value.toJSON());
    return redact(value as Fields);
  }
  return typeof value === 'bigint' ? value.toString() : value;
}

/** One JSON object a line; the Functions host carries it to Application Insights. `context` is added to each event. */
export function jsonLog(
  write: (level: Level, line: string) => void,
  context: () => Fields = () => ({}),
): Log {
  const at =
    (level: Level) =>
    (event: string, fields: Fields = {}) =>
      write(level, JSON.stringify({ event, ...redact({ ...context(), ...fields }) }));
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
