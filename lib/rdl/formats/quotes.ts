/** The offset of the quote that closes the one at `at`; a backslash takes the next character. Undefined where none does. */
export function closingQuote(pattern: string, at: number): number | undefined {
  const quote = pattern.charAt(at);
  for (let end = at + 1; end < pattern.length; end++) {
    if (pattern.charAt(end) === '\\') end++;
    else if (pattern.charAt(end) === quote) return end;
  }
  return undefined;
}
