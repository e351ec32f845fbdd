import type { Culture } from '../../formats/culture.ts';
import { int32 } from '../../values/make.ts';
import { readTypedJson, type TypedJson } from '../../values/typed-json.ts';
import { type Evaluated, NOTHING, type Value } from '../../values/value.ts';
import type { Environment } from '../environment.ts';
import type { Session } from '../session.ts';
import type { ParameterJson } from './case-file.ts';

/** 2026-06-15T00:00: what `Now` gives in a table of cases, whose results must not depend on the day. */
const NOW = 639170784000000000n;

type Parameter = { readonly isMultiValue: boolean; readonly value: Value; readonly label: Value };

/** The fields and parameters of one case; names go without regard to case, and there are no report functions. */
export class CaseEnvironment implements Environment {
  readonly session: Session;
  readonly culture: Culture;
  readonly now = NOW;
  readonly utcOffsetMinutes = 0;
  readonly #fields: ReadonlyMap<string, Value>;
  readonly #parameters: ReadonlyMap<string, Parameter>;

  constructor(parts: {
    readonly session: Session;
    readonly culture: Culture;
    readonly fields?: Readonly<Record<string, TypedJson>> | undefined;
    readonly parameters?: Readonly<Record<string, ParameterJson>> | undefined;
  }) {
    this.session = parts.session;
    this.culture = parts.culture;
    this.#fields = lowered(parts.fields ?? {}, readTypedJson);
    this.#parameters = lowered(parts.parameters ?? {}, readParameter);
  }

  field(name: string, member: string): Value | undefined {
    const value = this.#fields.get(name.toLowerCase());
    return member === 'IsMissing' ? { type: 'Boolean', value: value === undefined } : (value ?? NOTHING);
  }

  parameter(name: string, member: string): Value | undefined {
    const found = this.#parameters.get(name.toLowerCase());
    if (found === undefined) return undefined;
    switch (member) {
      case 'Count':
        return int32(found.value.type === 'Array' && found.isMultiValue ? found.value.items.length : 1);
      case 'IsMultiValue':
        return { type: 'Boolean', value: found.isMultiValue };
      default:
        return member === 'Label' ? found.label : found.value;
    }
  }

  global(): undefined {
    return undefined;
  }

  user(): undefined {
    return undefined;
  }

  variable(): undefined {
    return undefined;
  }

  reportItem(): undefined {
    return undefined;
  }

  dataSet(): undefined {
    return undefined;
  }

  dataSource(): undefined {
    return undefined;
  }

  reportFunction(): Evaluated {
    return { ok: false, kind: 'compile', message: 'There are no report functions here.' };
  }
}

function readParameter({ isMultiValue, value, label }: ParameterJson): Parameter {
  return { isMultiValue, value: readTypedJson(value), label: readTypedJson(label ?? { type: 'Null' }) };
}

function lowered<T, U>(record: Readonly<Record<string, T>>, read: (value: T) => U): ReadonlyMap<string, U> {
  return new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), read(value)]));
}
