/**
 * The pattern of Visual Basic's Like as a regular expression that ignores case: `*`, `?`, `#`, `[a-z]`, `[!a-z]`.
 * An open bracket that is never closed stands for itself.
 */
export function likePattern(pattern: string): RegExp {
  let source = '';
  let index = 0;
  while (index < pattern.length) {
    const character = pattern.charAt(index);
    const end = character === '[' ? pattern.indexOf(']', index + 1) : -1;
    if (end > 0) {
      source += characterClass(pattern.slice(index + 1, end));
      index = end + 1;
      continue;
    }
    source += WILDCARDS[character] ?? escapeCharacter(character);
    index += 1;
  }
  return new RegExp(`^${source}$`, 'is');
}

const WILDCARDS: Readonly<Record<string, string>> = { '*': '.*', '?': '.', '#': '[0-9]' };

function escapeCharacter(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

/** `[]` matches nothing at all, so it is the empty text; `[!]` is an exclamation mark. */
function characterClass(body: string): string {
  if (body === '') return '';
  if (body === '!') return '!';
  const negated = body.startsWith('!');
  const inner = (negated ? body.slice(1) : body).replace(/[\\^[\]]/g, '\\$&');
  return `[${negated ? '^' : ''}${inner}]`;
}
