import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { answerSchedules } from '../../../lib/schedules/cli/schedule.ts';

/** Reads ../shared/golden/schedules.json, beside the repository; skipped where it is missing. */
const GOLDEN = join(import.meta.dirname, '../../../../shared/golden/schedules.json');

describe.skipIf(!existsSync(GOLDEN))('the golden table of next occurrences', () => {
  it('is answered right in every case', () => {
    type Case = { readonly id: string; readonly next: readonly string[] };
    const cases: readonly Case[] = JSON.parse(readFileSync(GOLDEN, 'utf8'));
    const answers = answerSchedules(cases);
    expect(answers).toHaveLength(1481);
    for (const [index, { id, next }] of cases.entries()) {
      expect(answers[index]).toMatchObject({ id, next });
      expect(answers[index]).toHaveProperty('text');
    }
  });
});
