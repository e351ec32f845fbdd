import type { ValueWriter } from '../../formats/value-writer.ts';
import type { GroupLabel } from './chart-model.ts';
import type { LeafInstance, MemberInstance } from './expand-members.ts';
import { labelText } from './series-names.ts';

/**
 * The rows of labels above the leaf categories, the one next to the leaves first: one label for each run of leaves
 * of the same outer instance.
 */
export function groupLabelRows(
  categories: readonly LeafInstance[],
  options: { readonly format: string; readonly writer: ValueWriter },
): readonly (readonly GroupLabel[])[] {
  const depth = Math.max(0, ...categories.map((category) => category.path.length));
  const rows: GroupLabel[][] = [];
  for (let level = depth - 2; level >= 0; level -= 1) rows.push(rowAt(categories, level, options));
  return rows;
}

function rowAt(
  categories: readonly LeafInstance[],
  level: number,
  options: { readonly format: string; readonly writer: ValueWriter },
): GroupLabel[] {
  const labels: GroupLabel[] = [];
  let current: MemberInstance | undefined;
  categories.forEach((category, index) => {
    const instance = category.path[level];
    const position = index + 1;
    const last = labels.at(-1);
    if (instance === current && last) labels[labels.length - 1] = { ...last, last: position };
    else if (instance) {
      labels.push({
        text: labelText(instance.label, options.format, options.writer),
        first: position,
        last: position,
      });
    }
    current = instance;
  });
  return labels;
}
