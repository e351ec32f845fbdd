/**
 * Decodes the path of a request target as Kestrel does: percent escapes are decoded but for %2F and for what is no
 * UTF-8; dot segments are removed. Undefined for a path that Kestrel refuses.
 */
export function decodePath(raw: string): string | undefined {
  if (!raw.startsWith('/') || /%00/.test(raw)) return undefined;
  const decoded = raw.replaceAll(/(?:%[0-9a-f]{2})+/gi, decodeRun);
  return removeDotSegments(decoded);
}

function decodeRun(run: string): string {
  return run
    .split(/(%2f)/i)
    .map((part) => (/^%2f$/i.test(part) ? part : decodeValid(part)))
    .join('');
}

/** Decodes the longest valid UTF-8 sequences and leaves other bytes escaped. */
function decodeValid(run: string): string {
  const escapes = run.match(/%[0-9a-f]{2}/gi) ?? [];
  let text = '';
  for (let i = 0; i < escapes.length; ) {
    const length = sequenceLength(escapes[i] ?? '');
    const sequence = escapes.slice(i, i + length).join('');
    const decoded = tryDecode(sequence);
    text += decoded ?? escapes[i];
    i += decoded === undefined ? 1 : length;
  }
  return text;
}

function sequenceLength(escaped: string): number {
  const byte = Number.parseInt(escaped.slice(1), 16);
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}

function tryDecode(sequence: string): string | undefined {
  try {
    return decodeURIComponent(sequence);
  } catch {
    return undefined; // not UTF-8: it stays as it is
  }
}

function removeDotSegments(path: string): string {
  const parts = path.split('/').slice(1);
  const kept: string[] = [];
  parts.forEach((part, index) => {
    if (part === '..') kept.pop();
    else if (part !== '.') kept.push(part);
    // "/a/." and "/a/.." name a folder: the slash at the end stays.
    if ((part === '.' || part === '..') && index === parts.length - 1) kept.push('');
  });
  return `/${kept.join('/')}`;
}
