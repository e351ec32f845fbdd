import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';

/**
 * Keys of at most 1 KiB hold 512 UTF-16 units; the longest item name in ASCII (260 characters) and an id beside it
 * must fit.
 */
const LONGEST_PART = 400;

/**
 * User text as a key: base64url (RFC 4648 section 5, no padding) of the text, NFC-normalised and case-folded. Texts
 * that differ only in case or in composition get the same key, and nothing of the text can break out of a key or a
 * filter. Where that would be longer than 400 characters the key is `~` and the SHA-256 of the folded text, which no
 * encoded text can look like.
 */
export function encodeKeyPart(text: string): string {
  const folded = foldCase(text);
  const encoded = Buffer.from(folded, 'utf8').toString('base64url');
  if (encoded.length <= LONGEST_PART) return encoded;
  return `~${createHash('sha256').update(folded, 'utf8').digest('base64url')}`;
}

/**
 * The form in which names are compared: NFC, then lower, upper and lower case character by character, which joins
 * what lowering alone keeps apart (ẞ, ß and ss; σ and ς). The Turkish dotless ı stays itself.
 */
export function foldCase(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFC')) {
    folded += character === 'ı' ? character : character.toLowerCase().toUpperCase().toLowerCase();
  }
  return folded.normalize('NFC');
}

/** 9999-12-31T23:59:59.999Z: the last millisecond that fifteen digits can count down from. */
const LAST_MILLISECOND = 253_402_300_799_999;

/** Fifteen digits that sort the newest first. `instant` is cut to its millisecond. Years 1970 to 9999. */
export function invertedTime(instant: Temporal.Instant): string {
  const left = LAST_MILLISECOND - instant.epochMilliseconds;
  if (left < 0 || left > LAST_MILLISECOND)
    throw new RangeError(`No inverted time for ${instant}: outside 1970 to 9999.`);
  return String(left).padStart(15, '0');
}

/** The millisecond that `invertedTime` made the key of. */
export function instantOfInvertedTime(key: string): Temporal.Instant {
  if (!/^\d{15}$/.test(key)) throw new RangeError(`"${key}" is no inverted time.`);
  return Temporal.Instant.fromEpochMilliseconds(LAST_MILLISECOND - Number(key));
}

/**
 * How many partitions a minute's or an hour's rows are spread over. Changing it strands nothing: ranges read all
 * shards.
 */
export const SHARDS = 16;

/** Two digits, the same for an id for ever (FNV-1a, 32 bits, over its UTF-8 bytes). */
export function shardOf(id: string, shards = SHARDS): string {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(id, 'utf8')) hash = Math.imul(hash ^ byte, 0x01000193);
  return String((hash >>> 0) % shards).padStart(2, '0');
}

/**
 * `yyyyMMddHHmm`, UTC. As a range bound it lies before every shard of its minute and after every shard of the one
 * before.
 */
export function minuteKey(instant: Temporal.Instant): string {
  return digits(instant, 16);
}

/** `yyyyMMddHHmm-ss`: the partition of an id in a minute. */
export function minuteShardKey(instant: Temporal.Instant, id: string): string {
  return `${minuteKey(instant)}-${shardOf(id)}`;
}

/** `yyyyMMddHH`, UTC; a range bound like `minuteKey`. */
export function hourKey(instant: Temporal.Instant): string {
  return digits(instant, 13);
}

/** `yyyyMMddHH-ss`: the partition of an id in an hour. */
export function hourShardKey(instant: Temporal.Instant, id: string): string {
  return `${hourKey(instant)}-${shardOf(id)}`;
}

/** `yyyyMMdd`, UTC. */
export function dayKey(instant: Temporal.Instant): string {
  return digits(instant, 10);
}

/** The beginning of the minute that a `minuteKey` or `minuteShardKey` names. */
export function instantOfMinuteKey(key: string): Temporal.Instant {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:-\d\d)?$/.exec(key);
  if (parts === null) throw new RangeError(`"${key}" is no minute key.`);
  const [, year, month, day, hour, minute] = parts;
  return Temporal.Instant.from(`${year}-${month}-${day}T${hour}:${minute}Z`);
}

/** The digits of the first `length` characters of `yyyy-MM-ddTHH:mm:ssZ`; years outside 0 to 9999 would not sort. */
function digits(instant: Temporal.Instant, length: number): string {
  const text = instant.toString({ smallestUnit: 'second' });
  if (!/^\d/.test(text)) throw new RangeError(`No time key for ${text}: outside the years 0 to 9999.`);
  return text.slice(0, length).replace(/\D/g, '');
}
