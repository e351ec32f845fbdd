import { readFileSync, writeFileSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/** @throws UsageError naming the file and why it cannot be read */
export function readBytes(file: string): Buffer<ArrayBuffer> {
  return reporting(file, 'read', () => readFileSync(file));
}

/** @throws UsageError naming the file and why it cannot be written */
export function writeText(file: string, text: string): void {
  reporting(file, 'written', () => writeFileSync(file, text));
}

function reporting<T>(file: string, done: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UsageError(`${file} cannot be ${done}: ${REASONS[code] ?? code}.`);
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EISDIR: 'it is a folder',
};
