import { DB_NULL } from '../../values/make.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { ReportItemObject } from '../bind/collections.ts';
import { outOfRange } from '../faults.ts';
import { constant, instance, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** A System.Random; the same numbers in each rendering, as from a seed. */
class RandomObject {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed | 0) ^ 0x9e3779b9;
  }

  /** From 0, less than 1 (mulberry32). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}

function randomOf(self: Value): RandomObject {
  if (self.type === 'Object' && self.value instanceof RandomObject) return self.value;
  throw new TypeError('A Random was expected.');
}

function between(self: Value, least: number, limit: number): number {
  if (limit < least) throw outOfRange('maxValue');
  return least + Math.floor(randomOf(self).next() * (limit - least));
}

function made(seed: number): Value {
  return { type: 'Object', className: 'Random', value: new RandomObject(seed) };
}

function itemMember(self: Value, name: string): Value {
  return self.type === 'Object' && self.value instanceof ReportItemObject ? self.value.member(name) : NOTHING;
}

const MOST = 2_147_483_647;

export const otherTypes = {
  dbNull: (): TypeMembers =>
    typeMembers('DBNull', {
      shared: [constant('Value', 'DBNull', DB_NULL)],
      instance: [instance('DBNull', 'ToString() As String', () => '')],
    }),
  environment: (): TypeMembers =>
    typeMembers('Environment', {
      // A report must not learn of the machine that draws it.
      shared: [
        shared('NewLine As String', () => '\r\n'),
        shared('MachineName As String', () => ''),
        shared('UserName As String', () => ''),
        shared('TickCount As Int32', () => 0),
      ],
    }),
  random: (): TypeMembers =>
    typeMembers('Random', {
      constructors: [
        shared('New() As Random', () => made(0)),
        shared('New(Seed As Int32) As Random', (seed) => made(seed)),
      ],
      instance: [
        instance('Random', 'Next() As Int32', (self) => between(self, 0, MOST)),
        instance('Random', 'Next(maxValue As Int32) As Int32', (self, limit) => between(self, 0, limit)),
        instance('Random', 'Next(minValue As Int32, maxValue As Int32) As Int32', between),
        instance('Random', 'NextDouble() As Double', (self) => randomOf(self).next()),
      ],
    }),
  /** `Fields!A` handed to custom code. */
  reportItem: (): TypeMembers =>
    typeMembers('ReportItem', {
      instance: ['Value', 'Label', 'IsMissing', 'Count', 'IsMultiValue', 'CommandText'].map((name) =>
        instance('ReportItem', `${name} As Object`, (self) => itemMember(self, name)),
      ),
    }),
} as const;
