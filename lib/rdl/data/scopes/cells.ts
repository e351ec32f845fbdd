import { Instance } from './instance.ts';
import type { ScopeShape } from './shape.ts';
import { cellShape } from './shape.ts';

type Split = ReadonlyMap<Instance, readonly number[]>;

/**
 * Makes the cells of row and column groups. The rows of a column are split by a list of row instances once, so that a
 * grid costs its rows, not rows times cells.
 */
export class CellIndex {
  readonly #shapes = new Map<ScopeShape, Map<ScopeShape, ScopeShape>>();
  readonly #owners = new WeakMap<readonly Instance[], ReadonlyMap<number, Instance>>();
  readonly #splits = new WeakMap<Instance, Map<readonly Instance[], Split>>();

  /** The rows that are in both, in the region's order. */
  cellOf(column: Instance, row: Instance): Instance {
    const { engine, dataSet } = column;
    const siblings = siblingsOf(row);
    const rows = this.#splitOf(column, siblings).get(row) ?? [];
    return new Instance({
      engine,
      shape: this.#shapeOf(row.shape, column.shape),
      dataSet,
      rows,
      row,
      column,
    });
  }

  #shapeOf(row: ScopeShape, column: ScopeShape): ScopeShape {
    let byColumn = this.#shapes.get(row);
    if (byColumn === undefined) {
      byColumn = new Map();
      this.#shapes.set(row, byColumn);
    }
    let shape = byColumn.get(column);
    if (shape === undefined) {
      shape = cellShape(row, column);
      byColumn.set(column, shape);
    }
    return shape;
  }

  #splitOf(column: Instance, siblings: readonly Instance[]): Split {
    let splits = this.#splits.get(column);
    if (splits === undefined) {
      splits = new Map();
      this.#splits.set(column, splits);
    }
    let split = splits.get(siblings);
    if (split === undefined) {
      split = splitRows(column.rows, this.#ownersOf(siblings));
      splits.set(siblings, split);
    }
    return split;
  }

  #ownersOf(siblings: readonly Instance[]): ReadonlyMap<number, Instance> {
    let owners = this.#owners.get(siblings);
    if (owners === undefined) {
      owners = new Map(
        siblings.flatMap((sibling) => sibling.rows.map((row): [number, Instance] => [row, sibling])),
      );
      this.#owners.set(siblings, owners);
    }
    return owners;
  }
}

function siblingsOf(instance: Instance): readonly Instance[] {
  const { parent, grouping } = instance;
  return parent === undefined || grouping === undefined ? [instance] : parent.group(grouping);
}

function splitRows(rows: readonly number[], owners: ReadonlyMap<number, Instance>): Split {
  const split = new Map<Instance, number[]>();
  for (const row of rows) {
    const owner = owners.get(row);
    if (owner === undefined) continue;
    const part = split.get(owner);
    if (part === undefined) split.set(owner, [row]);
    else part.push(row);
  }
  return split;
}
