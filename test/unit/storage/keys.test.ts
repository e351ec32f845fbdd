import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  dayKey,
  encodeKeyPart,
  foldCase,
  hourKey,
  hourShardKey,
  instantOfInvertedTime,
  instantOfMinuteKey,
  invertedTime,
  minuteKey,
  minuteShardKey,
  SHARDS,
  shardOf,
} from '../../../lib/storage/keys.ts';
import { checkKey } from '../../../lib/storage/table-rules.ts';

const at = (text: string): Temporal.Instant => Temporal.Instant.from(text);

describe('encodeKeyPart', () => {
  it('is base64url of the folded text', () => {
    expect(Buffer.from(encodeKeyPart('Sales Report/2026?'), 'base64url').toString()).toBe(
      'sales report/2026?',
    );
  });

  it.each([
    ['letter case', 'Sales', 'sALES'],
    ['composition', 'Café', 'Cafe\u0301'],
    ['sharp s', 'STRASSE', 'Straße'],
    ['capital sharp s', 'STRAẞE', 'strasse'],
    ['sigma at the end', 'ΟΔΟΣ', 'οδος'],
    ['dotted capital I', 'İstanbul', 'i\u0307stanbul'],
  ])('makes one key of names that differ in %s only', (_, one, other) => {
    expect(encodeKeyPart(one)).toBe(encodeKeyPart(other));
  });

  it('keeps names apart that differ in more', () => {
    const names = ['a', 'ä', 'b', 'a ', ' a', 'aa', 'ı', 'i', '', '0', 'o'];
    expect(new Set(names.map(encodeKeyPart)).size).toBe(names.length);
  });

  it('gives a sound key for any text, the same for any case and normal form of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 260 }), (text) => {
        const key = encodeKeyPart(text);
        checkKey({ partitionKey: key, rowKey: key });
        expect(encodeKeyPart(text.normalize('NFD'))).toBe(key);
        if (!text.includes('ı')) expect(encodeKeyPart(text.toUpperCase())).toBe(key);
      }),
      { numRuns: 2_000 },
    );
  });

  it('folds every character to the same as its upper case, and no further when folded again', () => {
    const differing: string[] = [];
    for (let code = 0x20; code < 0x30000; code += 1) {
      const character = String.fromCodePoint(code);
      if (!character.isWellFormed() || character === 'ı') continue;
      const folded = foldCase(character);
      if (foldCase(character.toUpperCase()) !== folded || foldCase(folded) !== folded)
        differing.push(character);
    }
    expect(differing).toEqual([]);
  });

  it('hashes what would be too long for a key, and never takes a hash for a name', () => {
    const long = '日'.repeat(260);
    expect(encodeKeyPart(long)).toMatch(/^~[\w-]{43}$/);
    expect(encodeKeyPart(long)).not.toBe(encodeKeyPart(`${long.slice(1)}月`));
    expect(encodeKeyPart(encodeKeyPart(long))).not.toContain('~');
    expect(encodeKeyPart('x'.repeat(260))).not.toContain('~');
  });
});

describe('time keys', () => {
  const early = at('2026-11-23T07:30:59.999Z');
  const later = at('2026-11-23T07:31:00Z');

  it('invert milliseconds, so that the newest comes first', () => {
    expect(invertedTime(later) < invertedTime(early)).toBe(true);
    expect(invertedTime(early)).toHaveLength(15);
    expect(instantOfInvertedTime(invertedTime(early)).equals(early)).toBe(true);
    expect(invertedTime(at('1970-01-01T00:00:00Z'))).toBe('253402300799999');
    expect(invertedTime(at('9999-12-31T23:59:59.999999Z'))).toBe('000000000000000');
    expect(() => invertedTime(at('1969-12-31T23:59:59Z'))).toThrow(RangeError);
    expect(() => instantOfInvertedTime('12')).toThrow(RangeError);
  });

  it('name minutes, hours and days in UTC', () => {
    expect(minuteKey(early)).toBe('202611230730');
    expect(hourKey(early)).toBe('2026112307');
    expect(dayKey(early)).toBe('20261123');
    expect(() => minuteKey(at('-000001-01-01T00:00:00Z'))).toThrow(RangeError);
  });

  it('put every shard of a minute between its own key and the next minute', () => {
    for (let n = 0; n < 100; n += 1) {
      const key = minuteShardKey(early, `id-${n}`);
      expect(key).toMatch(/^202611230730-(0\d|1[0-5])$/);
      expect(key > minuteKey(early) && key < minuteKey(later)).toBe(true);
      expect(instantOfMinuteKey(key).equals(at('2026-11-23T07:30:00Z'))).toBe(true);
    }
    expect(hourShardKey(early, 'id-1')).toMatch(/^2026112307-\d\d$/);
    expect(() => instantOfMinuteKey('2026')).toThrow(RangeError);
  });

  it('sort as the times do, whatever the shard', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.integer({ min: 0, max: 4e9 }),
        fc.uuid(),
        fc.uuid(),
        (a, b, id, other) => {
          const [one, two] = [a, b].map((seconds) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000));
          if (one === undefined || two === undefined || minuteKey(one) === minuteKey(two)) return;
          expect(minuteShardKey(one, id) < minuteShardKey(two, other)).toBe(a < b);
        },
      ),
    );
  });
});

describe('shards', () => {
  it('are the same for an id for ever', () => {
    // Rows are stored under them. FNV-1a as published: e40c292c, e70c2de5, bf9cf968.
    expect(['a', 'b', 'foobar'].map((id) => shardOf(id))).toEqual(['12', '05', '08']);
    expect(shardOf('9f1c9a0e-7f0e-4b53-9a5e-0d6f1f8f8a11')).toBe('11');
  });

  it('are even', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 16_000; n += 1) {
      const shard = shardOf(`subscription-${n}`);
      counts.set(shard, (counts.get(shard) ?? 0) + 1);
    }
    expect(counts.size).toBe(SHARDS);
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
