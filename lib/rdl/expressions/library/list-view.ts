import type { Value } from '../../values/value.ts';
import type { StaticType } from '../static-type.ts';

/** A list that is read only: matches, groups, keys of a table. */
export class ListView {
  readonly items: readonly Value[];
  readonly element: StaticType;

  constructor(items: readonly Value[], element: StaticType) {
    this.items = items;
    this.element = element;
  }

  enumerate(): readonly Value[] {
    return this.items;
  }
}

export function viewedItems(self: Value): readonly Value[] {
  return self.type === 'Object' && self.value instanceof ListView ? self.value.items : [];
}
