import type { StaticType } from '../static-type.ts';
import type { TypeMembers } from './type-members.ts';

export const collectionTypes: Readonly<Record<string, () => TypeMembers>> = {};

export function genericMembers(_type: StaticType): TypeMembers | undefined {
  return undefined;
}
