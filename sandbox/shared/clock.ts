import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from './state-file.ts';

/** The time a stand-in lives in: the machine's time plus an offset that tests move. Milliseconds since 1970. */
export type SandboxClock = {
  now(): number;
  /** Moves the clock forward; a clock never goes back. */
  advance(span: Span): Promise<number>;
};

export type Span = {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
};

/**
 * One clock can be given to several stand-ins, and should be: a token that Entra issues in March is not yet
 * valid for a Graph that lives in January. With a data folder the offset outlives the process, since stored
 * expiry times mean nothing without it.
 */
export function createSandboxClock(options: { readonly dataFolder?: string } = {}): SandboxClock {
  const file = options.dataFolder === undefined ? undefined : join(options.dataFolder, 'clock.json');
  let offset = file === undefined ? 0 : readOffset(file);
  return {
    now: () => Date.now() + offset,
    advance: async (span) => {
      const ms = milliseconds(span);
      if (!(ms >= 0)) throw new Error('A sandbox clock only moves forward.');
      offset += ms;
      if (file !== undefined) await writeAtomically(file, JSON.stringify({ offset }));
      return Date.now() + offset;
    },
  };
}

export function milliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

function readOffset(file: string): number {
  try {
    const saved: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (
      typeof saved === 'object' &&
      saved !== null &&
      'offset' in saved &&
      typeof saved.offset === 'number'
    ) {
      return saved.offset;
    }
    throw new Error(`${file} holds no clock offset.`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 0;
    throw error;
  }
}
