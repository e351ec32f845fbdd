import type { DataSetDefinition } from '../../model/report.ts';
import type { Evaluated, Value } from '../../values/value.ts';
import { NOTHING } from '../../values/value.ts';
import type { Comparers } from '../aggregates/create-accumulator.ts';
import type { DataTable } from './data-table.ts';

/** Where a field's value comes from. */
type FieldSource =
  | { readonly kind: 'column'; readonly column: number }
  | { readonly kind: 'calculated'; readonly expression: string }
  /** Defined, but the data has no such column. */
  | { readonly kind: 'missing' };

/** Evaluates a calculated field in a row. */
type FieldCalculator = (row: number, expression: string) => Evaluated;

const CIRCULAR: Evaluated = {
  ok: false,
  kind: 'StackOverflowException',
  code: 'rsRuntimeErrorInExpression',
  message: 'A calculated field needs its own value.',
};

/** A dataset's rows and how its fields read them. Rows are addressed by their number in the table. */
export class LoadedDataSet {
  readonly name: string;
  readonly definition: DataSetDefinition;
  readonly comparers: Comparers;
  readonly rowCount: number;
  readonly #table: DataTable;
  readonly #fields: ReadonlyMap<string, FieldSource>;
  readonly #calculated = new Map<string, Map<number, Evaluated>>();
  readonly #calculate: FieldCalculator;

  constructor(options: {
    readonly definition: DataSetDefinition;
    readonly table: DataTable;
    readonly comparers: Comparers;
    readonly calculate: FieldCalculator;
  }) {
    this.name = options.definition.name;
    this.definition = options.definition;
    this.comparers = options.comparers;
    this.rowCount = options.table.rows.length;
    this.#table = options.table;
    this.#fields = fieldSources(options.definition, options.table);
    this.#calculate = options.calculate;
  }

  /** Undefined for a name that the dataset does not define. */
  field(name: string): FieldSource | undefined {
    return this.#fields.get(name);
  }

  cell(row: number, column: number): Value {
    return this.#table.rows[row]?.[column] ?? NOTHING;
  }

  /** A calculated field is evaluated once a row; one that needs itself fails. */
  calculated(name: string, expression: string, row: number): Evaluated {
    let values = this.#calculated.get(name);
    if (values === undefined) {
      values = new Map();
      this.#calculated.set(name, values);
    }
    let value = values.get(row);
    if (value === undefined) {
      values.set(row, CIRCULAR);
      value = this.#calculate(row, expression);
      values.set(row, value);
    }
    return value;
  }
}

/** Columns are found by exact name, else without regard to case. */
function fieldSources(definition: DataSetDefinition, table: DataTable): ReadonlyMap<string, FieldSource> {
  const folded = table.columns.map((column) => column.toLowerCase());
  return new Map(
    definition.fields.map((field): [string, FieldSource] => {
      if ('expression' in field) return [field.name, { kind: 'calculated', expression: field.expression }];
      const exact = table.columns.indexOf(field.dataField);
      const column = exact >= 0 ? exact : folded.indexOf(field.dataField.toLowerCase());
      return [field.name, column >= 0 ? { kind: 'column', column } : { kind: 'missing' }];
    }),
  );
}
