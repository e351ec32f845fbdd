import { argumentFault } from '../faults.ts';

/**
 * `text Like pattern` (Option Compare Binary): `*` any text, `?` one character, `#` one digit, `[a-z]` and `[!a-z]` one
 * of a list. Ranges go by code unit. @throws EvaluationFault ArgumentException for a list that is not closed
 */
export function isLike(text: string, pattern: string): boolean {
  // Nothing is read of the pattern beyond what an empty text can match.
  if (text === '') return /^(?:\*|\[\])*$/.test(pattern);
  return matches(text, parsePattern(pattern));
}

type Step = { readonly kind: 'any' } | { readonly kind: 'one'; readonly accepts: (char: string) => boolean };

function parsePattern(pattern: string): readonly Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char === '*') {
      if (steps.at(-1)?.kind !== 'any') steps.push({ kind: 'any' });
    } else if (char === '?') steps.push({ kind: 'one', accepts: () => true });
    else if (char === '#') steps.push({ kind: 'one', accepts: (each) => /^\p{Nd}$/u.test(each) });
    else if (char === '[') {
      const end = pattern.indexOf(']', at + 1);
      if (end < 0) throw argumentFault(`Argument 'Pattern' is not a valid value.`);
      const list = pattern.slice(at + 1, end);
      if (list !== '') steps.push({ kind: 'one', accepts: listOf(list) });
      at = end;
    } else steps.push({ kind: 'one', accepts: (each) => each === char });
  }
  return steps;
}

function listOf(list: string): (char: string) => boolean {
  const negated = list.startsWith('!') && list.length > 1;
  const body = negated ? list.slice(1) : list;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < body.length; at++) {
    const start = body.charAt(at);
    const end = body.charAt(at + 2);
    if (body.charAt(at + 1) === '-' && end !== '') {
      if (end < start) throw argumentFault(`Argument 'Pattern' is not a valid value.`);
      ranges.push([start, end]);
      at += 2;
    } else ranges.push([start, start]);
  }
  return (char) => ranges.some(([first, last]) => char >= first && char <= last) !== negated;
}

/** Walks the text once, going back to the last `*` only. */
function matches(text: string, steps: readonly Step[]): boolean {
  let [at, step] = [0, 0];
  let [starStep, starAt] = [-1, 0];
  while (at < text.length) {
    const current = steps[step];
    if (current?.kind === 'any') {
      starStep = step++;
      starAt = at;
    } else if (current?.kind === 'one' && current.accepts(text.charAt(at))) {
      at++;
      step++;
    } else if (starStep >= 0) {
      step = starStep + 1;
      at = ++starAt;
    } else return false;
  }
  while (steps[step]?.kind === 'any') step++;
  return step === steps.length;
}
