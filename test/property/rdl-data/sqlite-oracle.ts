import { DatabaseSync } from 'node:sqlite';
import type { Value } from '../../../lib/rdl/values/value.ts';

/** A row of a test: a text, a second text, a whole number and a number, each of which may be missing. */
export type Row = {
  readonly region: string | null;
  readonly quarter: string | null;
  readonly qty: number | null;
  readonly price: number | null;
};

export type Answer = readonly (string | number | null)[];

/** The same rows in SQLite, whose NOCASE collation stands for grouping without regard to case. */
export class SqliteOracle implements Disposable {
  readonly #database = new DatabaseSync(':memory:');

  constructor(rows: readonly Row[]) {
    this.#database.exec(
      'CREATE TABLE sales (id INTEGER PRIMARY KEY, region TEXT COLLATE NOCASE, quarter TEXT COLLATE NOCASE, qty INTEGER, price REAL)',
    );
    const insert = this.#database.prepare(
      'INSERT INTO sales (region, quarter, qty, price) VALUES (?, ?, ?, ?)',
    );
    this.#database.exec('BEGIN');
    for (const { region, quarter, qty, price } of rows) insert.run(region, quarter, qty, price);
    this.#database.exec('COMMIT');
  }

  ask(query: string): readonly Answer[] {
    return this.#database
      .prepare(query)
      .all()
      .map((row) =>
        Object.values(row).map((value) => (typeof value === 'bigint' ? Number(value) : plain(value))),
      );
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function plain(value: unknown): string | number | null {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  throw new TypeError(`SQLite gave a ${typeof value}.`);
}

/** A value of the engine as SQLite has it. */
export function asSql(value: Value): string | number | null {
  if (value.type === 'Nothing') return null;
  if ('value' in value && (typeof value.value === 'number' || typeof value.value === 'string'))
    return value.value;
  throw new TypeError(`The engine gave a ${value.type}.`);
}
