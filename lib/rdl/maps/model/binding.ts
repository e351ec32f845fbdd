import type { Scope } from '../../data/scope.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';
import { axisNumber, presentValue } from '../../values/axis-number.ts';
import type { Value } from '../../values/value.ts';
import type { MapContext } from './map-context.ts';

type Pair = { readonly field: string; readonly expression: string };

/**
 * Binds the elements of a layer to the group instances of its data region: all of its field pairs must be equal.
 * Where several instances have the same values the first one counts.
 */
export class Binding {
  readonly #pairs: readonly Pair[];
  readonly #context: MapContext;
  readonly #instances = new Map<string, Scope>();

  constructor(layer: RdlElement, instances: readonly Scope[], context: MapContext) {
    this.#pairs = fieldPairs(layer);
    this.#context = context;
    for (const scope of instances) {
      const key = keyOf(
        this.#pairs.map(({ expression }) => presentValue(scope.evaluate(expression))),
        context,
      );
      if (key !== undefined && !this.#instances.has(key)) this.#instances.set(key, scope);
    }
  }

  scopeOf(fields: ReadonlyMap<string, Value>): Scope | undefined {
    if (this.#pairs.length === 0) return undefined;
    const key = keyOf(
      this.#pairs.map(({ field }) => fields.get(field)),
      this.#context,
    );
    return key === undefined ? undefined : this.#instances.get(key);
  }
}

/** Whether an element has the values that a view asks for; without pairs every one has. */
export function matchesView(
  view: RdlElement,
  fields: ReadonlyMap<string, Value>,
  context: MapContext,
): boolean {
  return fieldPairs(view).every(({ field, expression }) => {
    const wanted = presentValue(context.data.body.evaluate(expression));
    const key = keyOf([wanted], context);
    return key !== undefined && key === keyOf([fields.get(field)], context);
  });
}

function fieldPairs(element: RdlElement): readonly Pair[] {
  return all(element, 'MapBindingFieldPairs', 'MapBindingFieldPair').map((pair) => ({
    field: textAt(pair, 'FieldName') ?? '',
    expression: child(pair, 'BindingExpression')?.text.trim() ?? '',
  }));
}

/** Numbers are equal whatever their type; all else is equal as it is written. Undefined where a value is missing. */
function keyOf(values: readonly (Value | undefined)[], { writer }: MapContext): string | undefined {
  const parts: string[] = [];
  for (const value of values) {
    if (value === undefined || value.type === 'Nothing' || value.type === 'DBNull') return undefined;
    const number = value.type === 'String' || value.type === 'Char' ? undefined : axisNumber(value);
    parts.push(number === undefined ? `text ${writer.write(value, '')}` : `number ${number}`);
  }
  return parts.join('\u0000');
}
