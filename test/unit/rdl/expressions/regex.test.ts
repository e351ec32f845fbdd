import { describe, expect, test } from 'vitest';
import { result } from './run.ts';

const REGEX = 'System.Text.RegularExpressions.Regex';

function of(call: string): string {
  return result(`=${REGEX}.${call}`);
}

describe('regular expressions', () => {
  test.each([
    ['IsMatch("abc", "b")', 'Boolean true'],
    ['IsMatch("abc", "^b")', 'Boolean false'],
    ['IsMatch("ABC", "b", System.Text.RegularExpressions.RegexOptions.IgnoreCase)', 'Boolean true'],
    ['IsMatch("ABC", "(?i)b")', 'Boolean true'],
    ['Match("a1b22", "\\d+").Value', 'String 1'],
    ['Match("a1b22", "x").Success', 'Boolean false'],
    ['Matches("a1b22", "\\d+").Count', 'Int32 2'],
    ['Matches("a1b22", "\\d+")(1).Value', 'String 22'],
    ['Match("2020-01", "(?<year>\\d+)-(?<month>\\d+)").Groups("month").Value', 'String 01'],
    ['Match("2020-01", "(\\d+)-(\\d+)").Groups(2).Index', 'Int32 5'],
    ['Replace("a1b22", "\\d+", "#")', 'String a#b#'],
    ['Replace("John Smith", "(\\w+) (\\w+)", "$2 $1")', 'String Smith John'],
    ['Replace("John Smith", "(?<a>\\w+) (?<b>\\w+)", "\u0024{b}, \u0024{a}")', 'String Smith, John'],
    ['Replace("abc", "b", "$$")', 'String a$c'],
    ['Split("a1b22c", "\\d+").Length', 'Int32 3'],
    ['Escape("a.b")', 'String a\\.b'],
    ['IsMatch("foobar", "foo(?=bar)")', 'Boolean true'],
    ['IsMatch("foobaz", "foo(?!bar)")', 'Boolean true'],
    ['IsMatch("abab", "^(ab)\\1$")', 'Boolean true'],
    ['Match("aaa", "a+?").Value', 'String a'],
    ['Match("<b>x</b>", "<(\\w+)>.*?</\\1>").Value', 'String <b>x</b>'],
    ['IsMatch("é", "^\\w$")', 'Boolean true'],
    ['IsMatch("a", "[^\\W\\d]")', 'Boolean true'],
    ['IsMatch("x", "[a-z-[x]]")', 'Boolean false'],
    ['IsMatch("a", "(")', '!RegexParseException'],
  ])('%s is %s', (call, wanted) => {
    expect(of(call)).toBe(wanted);
  });
});
