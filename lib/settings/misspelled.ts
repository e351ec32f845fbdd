import { DEVELOPMENT_ONLY } from './development.ts';
import type { SettingsProblem } from './problem.ts';
import { SETTING_NAMES } from './variables.ts';

/**
 * A setting that is nearly one of ours is a slip that would otherwise go unseen, its default taken. Short names are
 * left out: they belong to others too often.
 */
export function misspelled(names: readonly string[]): readonly SettingsProblem[] {
  const known = [...SETTING_NAMES, ...DEVELOPMENT_ONLY];
  return names.flatMap((setting) => {
    if (known.includes(setting) || setting.length < 8) return [];
    const meant = known.find(
      (name) => name.length >= 8 && isNearly(setting.toUpperCase(), name.toUpperCase()),
    );
    return meant === undefined ? [] : [{ setting, problem: `is not a setting; did you mean ${meant}?` }];
  });
}

/** Equal but for one letter too many, missing or wrong, or two swapped. */
function isNearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return (
    Math.max(left.length, right.length) <= 1 || (left.length === 2 && left === [...right].reverse().join(''))
  );
}
