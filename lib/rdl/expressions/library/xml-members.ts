import type { TypeMembers } from './type-members.ts';

export const xmlTypes: Readonly<Record<string, () => TypeMembers>> = {};
