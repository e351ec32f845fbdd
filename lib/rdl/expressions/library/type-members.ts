import type { StaticType } from '../static-type.ts';
import type { Overload } from './signature.ts';

/** Overloads by lower-case name. */
export type MemberMap = ReadonlyMap<string, readonly Overload[]>;

/** What a type offers to those who name it or hold an instance. */
export type TypeMembers = {
  readonly type: StaticType;
  readonly shared: MemberMap;
  readonly instance: MemberMap;
  readonly constructors: readonly Overload[];
  /** The property that `x(1)` and `x!key` mean. */
  readonly defaultMember: string | undefined;
};

export function memberMap(overloads: readonly Overload[]): MemberMap {
  const map = new Map<string, Overload[]>();
  for (const overload of overloads) {
    const key = overload.name.toLowerCase();
    const list = map.get(key);
    if (list === undefined) map.set(key, [overload]);
    else list.push(overload);
  }
  return map;
}

export function typeMembers(
  type: StaticType,
  parts: {
    readonly shared?: readonly Overload[];
    readonly instance?: readonly Overload[];
    readonly constructors?: readonly Overload[];
    readonly defaultMember?: string;
  },
): TypeMembers {
  return {
    type,
    shared: memberMap(parts.shared ?? []),
    instance: memberMap(parts.instance ?? []),
    constructors: parts.constructors ?? [],
    defaultMember: parts.defaultMember,
  };
}
