import type { PatternNode } from './pattern-node.ts';

/** A place that takes no character. */
export function anchor(holds: (text: string, at: number) => boolean): PatternNode {
  return { kind: 'anchor', holds };
}

export function isStart(_text: string, at: number): boolean {
  return at === 0;
}

export function isLineStart(text: string, at: number): boolean {
  return at === 0 || text.charAt(at - 1) === '\n';
}

export function isLineEnd(text: string, at: number): boolean {
  return at === text.length || text.charAt(at) === '\n';
}

export function isEndOrLastLine(text: string, at: number): boolean {
  return at === text.length || (at === text.length - 1 && text.charAt(at) === '\n');
}

function isWord(char: string): boolean {
  return char !== '' && /[\p{L}\p{Mn}\p{Nd}\p{Pc}\u200c\u200d]/u.test(char);
}

export function isBoundary(text: string, at: number): boolean {
  return isWord(text.charAt(at - 1)) !== isWord(text.charAt(at));
}
