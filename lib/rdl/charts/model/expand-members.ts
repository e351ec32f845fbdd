import type { Scope } from '../../data/scope.ts';
import type { Evaluated } from '../../values/value.ts';
import type { MemberDefinition } from '../definition/chart-definition.ts';

/** One step from the root of a hierarchy to a leaf: an instance of a member. */
export type MemberInstance = {
  readonly member: MemberDefinition;
  /** The label as written, evaluated; the grouping value where none is written; undefined without either. */
  readonly label: Evaluated | undefined;
  /** The first grouping value; undefined for a static member. */
  readonly key: Evaluated | undefined;
};

/** A leaf of a hierarchy over the data: one category, or one series. */
export type LeafInstance = {
  readonly scope: Scope;
  /** Whether a grouping narrowed the rows. */
  readonly dynamic: boolean;
  readonly path: readonly MemberInstance[];
  readonly leaf: number;
};

/** The leaves of a hierarchy in the order shown. */
export function expandMembers(members: readonly MemberDefinition[], region: Scope): readonly LeafInstance[] {
  return expand(members, { scope: region, dynamic: false, path: [], leaf: -1 });
}

function expand(members: readonly MemberDefinition[], outer: LeafInstance): readonly LeafInstance[] {
  return members.flatMap((member) => {
    const scopes = member.grouping ? outer.scope.group(member.grouping) : [outer.scope];
    return scopes.flatMap((scope) => {
      const key = member.grouping ? scope.keys[0] : undefined;
      const label = member.label === undefined ? key : scope.evaluate(member.label);
      const instance: LeafInstance = {
        scope,
        dynamic: outer.dynamic || member.grouping !== undefined,
        path: [...outer.path, { member, label, key }],
        leaf: member.leaf,
      };
      return member.children.length > 0 ? expand(member.children, instance) : [instance];
    });
  });
}
