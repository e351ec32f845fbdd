import { DomainError } from '../errors.ts';
import type { DataSourceDefinition } from '../rdl/model/report.ts';
import { seemsToHoldPassword, takePassword } from './connection/connection-string.ts';
import type { Credentials } from './sql/database.ts';

/** A password that stood in a definition. `name` is the data source's in a report; a shared one has none. */
export type FoundPassword = {
  readonly name: string;
  readonly provider: string | undefined;
  /** Without the password. */
  readonly connectString: string;
  /** Undefined where a password stood without a user: it cannot be used. */
  readonly credentials: Credentials | undefined;
};

/** The text of a definition's connection strings and, in files of report servers, its password. */
const CONNECT_STRING =
  /(<(?:[\w.-]+:)?ConnectString(?:\s[^>]*)?>)([\s\S]*?)(<\/(?:[\w.-]+:)?ConnectString\s*>)/g;
const PASSWORD = /(<(?:[\w.-]+:)?Password(?:\s[^>]*)?>)([\s\S]*?)(<\/(?:[\w.-]+:)?Password\s*>)/g;

/**
 * A definition without the passwords of its connection strings, comments included; all else stays letter for letter.
 * @param sources the data sources as read from the definition
 * @throws DomainError DATA_SOURCE_INVALID where a password stands inside an expression: it cannot be told from the rest
 */
export function takePasswords(
  bytes: Uint8Array,
  sources: readonly DataSourceDefinition[],
): { readonly bytes: Uint8Array; readonly found: readonly FoundPassword[] } {
  for (const { name, connectString = '' } of sources)
    if (connectString.startsWith('=') && seemsToHoldPassword(connectString))
      throw new DomainError('DATA_SOURCE_INVALID', {
        detail: `The connection string of ${named(name)} is an expression that holds a password. Take it out, and store credentials for the data source instead.`,
      });
  const { text, encode } = decode(bytes);
  const stripped = text
    .replace(CONNECT_STRING, (whole, open: string, content: string, close: string) => {
      const plain = unescapeXml(content);
      const rest = withoutPassword(plain);
      return rest === plain ? whole : `${open}${escapeXml(rest)}${close}`;
    })
    .replace(PASSWORD, '$1$3');
  return {
    bytes: stripped === text ? bytes : encode(stripped),
    found: sources.flatMap((source) => foundIn(source)),
  };
}

function foundIn({ name, provider, connectString = '' }: DataSourceDefinition): readonly FoundPassword[] {
  if (URL.canParse(connectString) && new URL(connectString).password !== '') {
    const { username, password } = new URL(connectString);
    const credentials = { user: decodeURIComponent(username), password: decodeURIComponent(password) };
    return [{ name, provider, connectString: withoutPassword(connectString), credentials }];
  }
  const { text, user, password } = takePassword(connectString);
  if (password === undefined || connectString.startsWith('=')) return [];
  return [
    { name, provider, connectString: text, credentials: user === undefined ? undefined : { user, password } },
  ];
}

function withoutPassword(connectString: string): string {
  if (connectString.trimStart().startsWith('=')) return connectString;
  if (/^\s*https?:\/\//i.test(connectString) && URL.canParse(connectString.trim())) {
    const url = new URL(connectString.trim());
    if (url.username === '' && url.password === '') return connectString;
    url.username = '';
    url.password = '';
    return url.href;
  }
  return takePassword(connectString).text;
}

function named(name: string): string {
  return name === '' ? 'the data source' : `data source "${name}"`;
}

/** Definitions come in UTF-8, or in UTF-16 with a byte order mark, and go back the same way. */
function decode(bytes: Uint8Array): {
  readonly text: string;
  readonly encode: (text: string) => Uint8Array;
} {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) {
    return {
      text: Buffer.from(bytes).toString('utf16le'),
      encode: (text) => new Uint8Array(Buffer.from(text, 'utf16le')),
    };
  }
  if (first === 0xfe && second === 0xff) {
    const swapped = (buffer: Buffer) => Buffer.from(buffer).swap16();
    return {
      text: swapped(Buffer.from(bytes)).toString('utf16le'),
      encode: (text) => new Uint8Array(swapped(Buffer.from(text, 'utf16le'))),
    };
  }
  return {
    text: Buffer.from(bytes).toString('utf8'),
    encode: (text) => new Uint8Array(Buffer.from(text, 'utf8')),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text
    .replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, inner: string) => escapeXml(inner))
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hex, name) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return ENTITIES[name] ?? whole;
    });
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
