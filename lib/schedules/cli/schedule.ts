/**
 * Next occurrences of a table of schedules: `npm run schedule -- CASES.json [--out RESULTS.json]`.
 *
 * CASES.json is an array of `{"id","schedule","after","count"}`; the answer, an array in the same order, has for each
 * `{"id","next":[instants],"text"}`, or `{"id","error":{"code","message"}}` for a schedule that cannot be used. Exit
 * code 2 where the file itself cannot be used.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DomainError } from '../../errors.ts';
import { describeSchedule } from '../describe-schedule.ts';
import { occurrences } from '../next-occurrence.ts';
import { parseSchedule } from '../schema.ts';

const MOST_OCCURRENCES = 100_000;

const casesSchema = z.array(
  z.object({
    id: z.string(),
    schedule: z.unknown(),
    after: z.string(),
    count: z.int().min(0).max(MOST_OCCURRENCES),
  }),
);

export type ScheduleAnswer =
  | { readonly id: string; readonly next: readonly string[]; readonly text: string }
  | { readonly id: string; readonly error: { readonly code: string; readonly message: string } };

/** Answers each case of a table; throws a ZodError or a RangeError where the table is not of the form above. */
export function answerSchedules(table: unknown): readonly ScheduleAnswer[] {
  return casesSchema.parse(table).map(({ id, schedule, after: afterText, count }) => {
    const after = Temporal.Instant.from(afterText);
    try {
      const sound = parseSchedule(schedule);
      const next = occurrences(sound, after, count).map((instant) => instant.toString());
      return { id, next, text: describeSchedule(sound, { after }) };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { id, error: { code: error.code, message: error.message } };
    }
  });
}

/** Runs the command line; the answer is the exit code. */
export function runScheduleCommand(args: readonly string[]): number {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { out: { type: 'string' } },
    });
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0)
      throw new Error('usage: schedule CASES.json [--out RESULTS.json]');
    const lines = answerSchedules(JSON.parse(readFileSync(file, 'utf8'))).map((answer) =>
      JSON.stringify(answer),
    );
    const text = `[\n${lines.join(',\n')}\n]\n`;
    if (values.out === undefined) process.stdout.write(text);
    else writeFileSync(values.out, text);
    return 0;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${JSON.stringify({ error: { code: 'BAD_CASES', message } })}\n`);
    return 2;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  process.exitCode = runScheduleCommand(process.argv.slice(2));
}
