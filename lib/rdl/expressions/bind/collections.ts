import { EvaluationFault } from '../../values/fault.ts';
import { stringValue } from '../../values/make.ts';
import type { Value } from '../../values/value.ts';
import type { Span } from '../ast.ts';
import { textOf } from '../conversions/convert.ts';
import type { Environment } from '../environment.ts';
import type { StaticType } from '../static-type.ts';
import { type Bound, boundConstant, boundValue, type Frame } from './bound.ts';
import { COLLECTIONS, type CollectionName, compileError, type Meaning } from './context.ts';
import { convertBound } from './convert-bound.ts';

/** The members of the items of a collection and their types; what is not listed is an extended property, an Object. */
const ITEM_MEMBERS: Readonly<Record<CollectionName, Readonly<Record<string, StaticType>>>> = {
  Fields: {
    Value: 'Object',
    IsMissing: 'Boolean',
    UniqueName: 'Object',
    BackgroundColor: 'Object',
    Color: 'Object',
    FontFamily: 'Object',
    FontSize: 'Object',
    FontWeight: 'Object',
    FontStyle: 'Object',
    TextDecoration: 'Object',
    FormattedValue: 'Object',
    Key: 'Object',
    LevelNumber: 'Object',
    ParentUniqueName: 'Object',
  },
  Parameters: { Value: 'Object', Label: 'Object', Count: 'Int32', IsMultiValue: 'Boolean' },
  Variables: { Value: 'Object' },
  ReportItems: { Value: 'Object' },
  DataSets: { CommandText: 'String', RewrittenCommandText: 'String' },
  DataSources: { DataSourceReference: 'String', Type: 'String' },
  Globals: {},
  User: {},
};

/** Properties that may be written with a dot: `Globals.ReportName`. */
const COLLECTION_PROPERTIES: Readonly<Record<string, Readonly<Record<string, StaticType>>>> = {
  Globals: {
    ExecutionTime: 'DateTime',
    OverallPageNumber: 'Int32',
    OverallTotalPages: 'Int32',
    PageName: 'String',
    PageNumber: 'Int32',
    RenderFormat: 'Object',
    ReportFolder: 'String',
    ReportName: 'String',
    ReportServerUrl: 'String',
    TotalPages: 'Int32',
  },
  User: { Language: 'String', UserID: 'String' },
};

const byLowerName: ReadonlyMap<string, CollectionName> = new Map(
  COLLECTIONS.map((name) => [name.toLowerCase(), name]),
);

/** A collection of the report by its name, in any case. */
export function findCollection(name: string): CollectionName | undefined {
  return byLowerName.get(name.toLowerCase());
}

function canonical(members: Readonly<Record<string, StaticType>>, name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.keys(members).find((member) => member.toLowerCase() === key);
}

/** `Fields.Item("A")` and `Globals.ReportName`. @throws CompileFault */
export function collectionMember(collection: CollectionName, name: string, span: Span): Meaning {
  if (name.toLowerCase() === 'item') return { kind: 'collection', collection };
  const property = canonical(COLLECTION_PROPERTIES[collection] ?? {}, name);
  if (property === undefined) return compileError(`'${name}' is not a member of '${collection}'.`, span);
  return { kind: 'item', collection, key: boundConstant(stringValue(property), 'String', span) };
}

/** `Fields!A.Value`: a member of an item. */
export function itemMember(
  collection: CollectionName,
  key: Bound,
  name: string,
  span: Span,
): Meaning | undefined {
  if (collection === 'Globals') return globalMember(key, name, span);
  if (collection === 'User') return undefined;
  const members = ITEM_MEMBERS[collection];
  const member = canonical(members, name);
  if (member === undefined && collection !== 'Fields') return undefined;
  const shown = member ?? name;
  const type = members[shown] ?? 'Object';
  const keyText = keyOf(key);
  const read = readerOf(collection);
  return {
    kind: 'value',
    value: boundValue(type, span, (frame) => {
      const name_ = keyText(frame);
      return read(frame.environment, name_, shown) ?? unknownItem(collection, name_);
    }),
  };
}

/** `Globals!RenderFormat.Name`: other globals are values, whose members follow the ordinary rules. */
function globalMember(key: Bound, name: string, span: Span): Meaning | undefined {
  const { constant } = key;
  if (constant?.type !== 'String' || constant.value.toLowerCase() !== 'renderformat') return undefined;
  return {
    kind: 'value',
    value: boundValue(
      'Object',
      span,
      (frame) => frame.environment.global('RenderFormat', name) ?? unknownItem('Globals', name),
    ),
  };
}

/** An item by itself: the value of a global, else the item as an object that custom code may take. */
export function bindItem(collection: CollectionName, key: Bound, span: Span): Bound {
  const keyText = keyOf(key);
  if (collection === 'Globals' || collection === 'User') {
    return boundValue(globalType(collection, key), span, (frame) => {
      const name = keyText(frame);
      const { environment } = frame;
      const value = collection === 'User' ? environment.user(name) : environment.global(name, undefined);
      return value ?? unknownItem(collection, name);
    });
  }
  return boundValue('ReportItem', span, (frame) => ({
    type: 'Object',
    className: 'ReportItem',
    value: new ReportItemObject(collection, keyText(frame), frame.environment),
  }));
}

/** With `!` a global is an Object, as the collection's default property gives it. */
function globalType(collection: CollectionName, key: Bound): StaticType {
  const name = key.constant?.type === 'String' ? key.constant.value : '';
  return COLLECTION_PROPERTIES[collection]?.[name] ?? 'Object';
}

function keyOf(key: Bound): (frame: Frame) => string {
  if (key.constant?.type === 'String') {
    const { value } = key.constant;
    return () => value;
  }
  const { run } = convertBound(key, 'String');
  return (frame) => textOf(run(frame), frame.environment.culture) ?? '';
}

type Reader = (environment: Environment, name: string, member: string) => Value | undefined;

function readerOf(collection: CollectionName): Reader {
  switch (collection) {
    case 'Fields':
      return (environment, name, member) => environment.field(name, member);
    case 'Parameters':
      return (environment, name, member) => environment.parameter(name, member);
    case 'Variables':
      return (environment, name, member) => environment.variable(name, member);
    case 'ReportItems':
      return (environment, name, member) => environment.reportItem(name, member);
    case 'DataSets':
      return (environment, name, member) => environment.dataSet(name, member);
    case 'DataSources':
      return (environment, name, member) => environment.dataSource(name, member);
    case 'Globals':
      return (environment, name, member) => environment.global(name, member);
    default:
      return (environment, name) => environment.user(name);
  }
}

function unknownItem(collection: CollectionName, name: string): never {
  throw new EvaluationFault('ArgumentException', `The report has no ${name} among its ${collection}.`);
}

/** An item of a collection as a value: `Code.F(Fields!A)`. */
export class ReportItemObject {
  readonly #collection: CollectionName;
  readonly #name: string;
  readonly #environment: Environment;

  constructor(collection: CollectionName, name: string, environment: Environment) {
    this.#collection = collection;
    this.#name = name;
    this.#environment = environment;
  }

  member(name: string): Value {
    const read = readerOf(this.#collection);
    return read(this.#environment, this.#name, name) ?? unknownItem(this.#collection, this.#name);
  }
}
