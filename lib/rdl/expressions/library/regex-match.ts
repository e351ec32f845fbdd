import type { Value } from '../../values/value.ts';
import { outOfRange } from '../faults.ts';
import type { Capture, RegexMatch } from '../regex/matcher.ts';
import type { CallContext } from './call-context.ts';
import { ListView, viewedItems } from './list-view.ts';
import { instance, type Overload, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** Where a match came from, so that the next one can be found. */
export type MatchSource = {
  readonly input: string;
  readonly groupNames: readonly string[];
  readonly next: (from: number, context: CallContext) => RegexMatch | undefined;
};

/** A Group, or a Match, which is one too. */
class GroupObject {
  readonly capture: Capture | undefined;
  readonly input: string;
  readonly match: RegexMatch | undefined;
  readonly source: MatchSource | undefined;

  constructor(parts: {
    readonly capture: Capture | undefined;
    readonly input: string;
    readonly match?: RegexMatch | undefined;
    readonly source?: MatchSource;
  }) {
    this.capture = parts.capture;
    this.input = parts.input;
    this.match = parts.match;
    this.source = parts.source;
  }

  get text(): string {
    return this.capture === undefined ? '' : this.input.slice(this.capture.start, this.capture.end);
  }

  toText(): string {
    return this.text;
  }
}

/** The groups of a match, by number and by name. */
export class GroupList extends ListView {
  readonly names: readonly string[];

  constructor(items: readonly Value[], names: readonly string[]) {
    super(items, 'Group');
    this.names = names;
  }
}

export function groupValue(capture: Capture | undefined, input: string): Value {
  return { type: 'Object', className: 'Group', value: new GroupObject({ capture, input }) };
}

/** A match; one that failed has the value "" and Success False. */
export function matchValue(match: RegexMatch | undefined, source: MatchSource): Value {
  const { input } = source;
  return {
    type: 'Object',
    className: 'Match',
    value: new GroupObject({ capture: match, input, match, source }),
  };
}

function held(self: Value): GroupObject {
  if (self.type === 'Object' && self.value instanceof GroupObject) return self.value;
  throw new TypeError('A Group was expected.');
}

function groupsOf(self: Value): Value {
  const { match, source, input } = held(self);
  const captures = match?.groups ?? [];
  const names = source?.groupNames ?? [];
  const items = names.map((_, index) => groupValue(captures[index], input));
  return { type: 'Object', className: 'GroupCollection', value: new GroupList(items, names) };
}

function nextMatch(self: Value, context: CallContext): Value {
  const { match, source, input } = held(self);
  const from = match === undefined ? input.length + 1 : Math.max(match.end, match.start + 1);
  const plain: MatchSource = source ?? { input, groupNames: ['0'], next: () => undefined };
  return matchValue(plain.next(from, context), plain);
}

const captureMembers: readonly Overload[] = [
  instance('Group', 'Index As Int32', (self) => held(self).capture?.start ?? 0),
  instance('Group', 'Length As Int32', (self) => held(self).text.length),
  instance('Group', 'Success As Boolean', (self) => held(self).capture !== undefined),
  instance('Group', 'Value As String', (self) => held(self).text),
  instance('Group', 'ToString() As String', (self) => held(self).text),
];

export function groupMembers(): TypeMembers {
  return typeMembers('Group', { instance: captureMembers });
}

export function matchMembers(): TypeMembers {
  return typeMembers('Match', {
    shared: [
      shared('Empty As Match', () =>
        matchValue(undefined, { input: '', groupNames: ['0'], next: () => undefined }),
      ),
    ],
    instance: [
      ...captureMembers,
      instance('Match', 'Groups As GroupCollection', groupsOf),
      instance('Match', 'NextMatch() As Match', nextMatch),
    ],
  });
}

export function groupCollectionMembers(): TypeMembers {
  return typeMembers('GroupCollection', {
    instance: [
      instance('GroupCollection', 'Count As Int32', (self) => viewedItems(self).length),
      instance(
        'GroupCollection',
        'Item(groupnum As Int32) As Group',
        (self, index) => viewedItems(self)[index] ?? groupValue(undefined, ''),
      ),
      instance('GroupCollection', 'Item(groupname As String) As Group', (self, name) => {
        const list = self.type === 'Object' && self.value instanceof GroupList ? self.value : undefined;
        const index = list?.names.indexOf(name ?? '') ?? -1;
        return list?.items[index] ?? groupValue(undefined, '');
      }),
    ],
    defaultMember: 'Item',
  });
}

export function matchCollectionMembers(): TypeMembers {
  return typeMembers('MatchCollection', {
    instance: [
      instance('MatchCollection', 'Count As Int32', (self) => viewedItems(self).length),
      instance('MatchCollection', 'Item(i As Int32) As Match', (self, index) => {
        const item = viewedItems(self)[index];
        if (item === undefined) throw outOfRange('i');
        return item;
      }),
    ],
    defaultMember: 'Item',
  });
}
