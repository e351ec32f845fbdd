import { readFileSync } from 'node:fs';

/** Reads a table of answers that another implementation gave, one JSON object a line. */
export function readReference<T>(name: string, parse: (line: unknown) => T): readonly T[] {
  return readFileSync(new URL(name, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parse(JSON.parse(line)));
}
