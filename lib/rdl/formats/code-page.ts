import type { Culture } from './culture.ts';

/** ANSI code pages, in which `Chr` and `Asc` count. */

const LABELS: Readonly<Record<number, string>> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
};

/** Letters that a page lacks and that no decomposition explains. */
const SIMILAR: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ħ: 'h',
  Ħ: 'H',
  ı: 'i',
  ŧ: 't',
  Ŧ: 'T',
};

type Page = {
  readonly isDouble: boolean;
  decode(code: number): string;
  encode(char: string): number | undefined;
};

const pages = new Map<number, Page>();

function pageOf(culture: Culture): Page | undefined {
  const label = LABELS[culture.codePage];
  if (label === undefined) return undefined;
  const known = pages.get(culture.codePage);
  if (known !== undefined) return known;
  const made = makePage(label, [932, 936, 949, 950].includes(culture.codePage));
  pages.set(culture.codePage, made);
  return made;
}

function makePage(label: string, isDouble: boolean): Page {
  const decoder = new TextDecoder(label);
  const decode = (code: number) =>
    decoder.decode(code > 0xff ? Uint8Array.of(code >> 8, code & 0xff) : Uint8Array.of(code));
  let codes: Map<string, number> | undefined;
  return {
    isDouble,
    decode,
    encode: (char) => {
      codes ??= codesOf(decode, isDouble);
      return codes.get(char);
    },
  };
}

function codesOf(decode: (code: number) => string, isDouble: boolean): Map<string, number> {
  const codes = new Map<string, number>();
  const add = (code: number) => {
    const text = decode(code);
    if (text.length === 1 && text !== '\ufffd' && !codes.has(text)) codes.set(text, code);
  };
  for (let code = 0; code < 256; code++) add(code);
  for (let lead = 0x81; isDouble && lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) add(lead * 256 + trail);
  }
  return codes;
}

/** The character of a code, as `Chr` gives it; undefined where the page has no such code. */
export function characterOf(code: number, culture: Culture): string | undefined {
  if (code >= 0 && code < 128) return String.fromCharCode(code);
  const page = pageOf(culture);
  if (page === undefined) return code < 0 || code > 0xff ? undefined : '\0';
  if (!page.isDouble) return code < 0 || code > 0xff ? undefined : page.decode(code);
  const bits = code & 0xffff;
  const text = page.decode(bits);
  return bits < 0x100 && text === '\ufffd' ? String.fromCharCode(bits) : text.charAt(0);
}

/** The code of a character, as `Asc` gives it: of the most similar one where the page lacks it, else of `?`. */
export function codeOf(char: string, culture: Culture): number {
  if (char < '\x80') return char.charCodeAt(0);
  const page = pageOf(culture);
  if (page === undefined) return signed(...new TextEncoder().encode(char));
  const code = page.encode(char) ?? page.encode(SIMILAR[char] ?? char.normalize('NFKD').charAt(0)) ?? 63;
  return code > 0xff ? signed(code >> 8, code & 0xff) : code;
}

function signed(high = 63, low = 0): number {
  const code = high * 256 + low;
  return code > 0x7fff ? code - 0x10000 : code;
}
