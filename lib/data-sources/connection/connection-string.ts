/** One `keyword=value` of a connection string, with the place of the whole in the text. */
type Setting = {
  /** Lower case, blanks between words kept as one. */
  readonly key: string;
  readonly value: string;
  readonly start: number;
  /** Past the semicolon, where there is one. */
  readonly end: number;
};

/** Keywords by which drivers of .NET, OLE DB and ODBC know a password. */
const PASSWORDS: ReadonlySet<string> = new Set(['password', 'pwd']);
const USERS: ReadonlySet<string> = new Set(['user id', 'userid', 'uid', 'user', 'username', 'user name']);

/**
 * The settings of a connection string by lower-case keyword, by the rules of .NET's DbConnectionStringBuilder: the last
 * of two equal keywords counts, `==` in a keyword stands for `=`, values may stand in single or double quotes (doubled
 * inside) or, as ODBC has it, in braces. Undefined where the text is no connection string.
 */
export function parseConnectionString(text: string): ReadonlyMap<string, string> | undefined {
  const settings = settingsOf(text);
  return settings && new Map(settings.map(({ key, value }) => [key, value]));
}

/** A connection string without its passwords, and what was taken out; the rest stays letter for letter. */
export function takePassword(text: string): {
  readonly text: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
} {
  const settings = settingsOf(text) ?? [];
  const secret = settings.filter(({ key }) => PASSWORDS.has(key));
  const user = settings.findLast(({ key }) => USERS.has(key))?.value;
  const kept = secret.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  const password = secret.at(-1)?.value || undefined;
  return { text: kept, user: user || undefined, password };
}

/** Whether a text that need not be a connection string (an expression) seems to hold a password. */
export function seemsToHoldPassword(text: string): boolean {
  return /\b(password|pwd)\s*=\s*[^\s;"'&]/i.test(text);
}

function settingsOf(text: string): readonly Setting[] | undefined {
  const settings: Setting[] = [];
  let position = 0;
  while (position < text.length) {
    const start = position;
    const blank = /[\s;]*/y;
    blank.lastIndex = position;
    position += blank.exec(text)?.[0].length ?? 0;
    if (position >= text.length) break;
    const key = keywordAt(text, position);
    if (key === undefined) return undefined;
    const value = valueAt(text, key.end);
    if (value === undefined) return undefined;
    const stop = /\s*(;|$)/y;
    stop.lastIndex = value.end;
    const ended = stop.exec(text);
    if (ended === null) return undefined;
    position = value.end + ended[0].length;
    settings.push({ key: key.text, value: value.text, start, end: position });
  }
  return settings;
}

function keywordAt(text: string, start: number): { readonly text: string; readonly end: number } | undefined {
  let name = '';
  for (let index = start; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === ';') return undefined;
    if (character !== '=') {
      name += character;
      continue;
    }
    if (text[index + 1] !== '=') {
      const key = name.trim().replace(/\s+/g, ' ').toLowerCase();
      return key === '' ? undefined : { text: key, end: index + 1 };
    }
    name += '=';
    index += 1;
  }
  return undefined;
}

const CLOSING: Readonly<Record<string, string>> = { '"': '"', "'": "'", '{': '}' };

function valueAt(text: string, from: number): { readonly text: string; readonly end: number } | undefined {
  const start = from + (/^[^\S\r\n]*/.exec(text.slice(from))?.[0].length ?? 0);
  const closing = CLOSING[text.charAt(start)];
  if (closing === undefined) {
    const stop = text.indexOf(';', start);
    const end = stop < 0 ? text.length : stop;
    return { text: text.slice(start, end).trim(), end };
  }
  let value = '';
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] !== closing) value += text[index];
    else if (text[index + 1] === closing) {
      value += closing;
      index += 1;
    } else return { text: value, end: index + 1 };
  }
  return undefined;
}
