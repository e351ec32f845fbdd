import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { DomainError } from '../errors.ts';
import type { Owner } from '../identity/principal.ts';
import type { Pins, StoredPin } from './pin.ts';

const tokenSchema = z.object({ createdAt: z.iso.datetime({ offset: true }), id: z.string() });
type Token = z.infer<typeof tokenSchema>;

/**
 * A page of somebody's pins, newest first. Storage keeps them by id, so that all of that one person's are read, a
 * request for each thousand. @throws DomainError BAD_REQUEST for a token that is none of ours.
 */
export async function listPins(
  pins: Pick<Pins, 'list'>,
  owner: Owner,
  { pageSize, after }: { readonly pageSize: number; readonly after: string | undefined },
): Promise<{ readonly pins: readonly StoredPin[]; readonly next: string | undefined }> {
  const all = [...(await pins.list(owner))].sort(newestFirst);
  const last = after === undefined ? undefined : readToken(after);
  const from = last ? all.findIndex((pin) => newestFirst(last, pin) < 0) : 0;
  const page = from < 0 ? [] : all.slice(from, from + pageSize);
  const end = page.at(-1);
  const hasMore = end !== undefined && from + pageSize < all.length;
  return { pins: page, next: hasMore ? writeToken(end) : undefined };
}

type Place = { readonly createdAt: Temporal.Instant; readonly id: string };

/** By the id where two were made at once: a page begins behind one pin, not among several. */
function newestFirst(one: Place, other: Place): number {
  const byTime = Temporal.Instant.compare(other.createdAt, one.createdAt);
  if (byTime !== 0) return byTime;
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

function writeToken({ createdAt, id }: Place): string {
  const token: Token = { createdAt: createdAt.toString(), id };
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

function readToken(text: string): Place {
  try {
    const { createdAt, id } = tokenSchema.parse(JSON.parse(Buffer.from(text, 'base64').toString('utf8')));
    return { createdAt: Temporal.Instant.from(createdAt), id };
  } catch (cause) {
    throw new DomainError('BAD_REQUEST', { detail: 'Send what `next` of the page before said.', cause });
  }
}
