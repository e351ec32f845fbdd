import type { Node } from '../../expressions/ast.ts';
import type { Report } from '../../model/report.ts';
import type { ScopeShape } from '../scopes/shape.ts';

/** The names that expressions of a report may use; all are exact. */
export type DefinitionFacts = {
  /** Dataset -> its fields. */
  readonly dataSets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly parameters: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
  readonly reportItems: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
};

export function factsOf(report: Report): DefinitionFacts {
  return {
    dataSets: new Map(
      report.dataSets.map((dataSet) => [dataSet.name, new Set(dataSet.fields.map((field) => field.name))]),
    ),
    parameters: new Set(report.parameters.map((parameter) => parameter.name)),
    variables: new Set(report.variables.map((variable) => variable.name)),
    reportItems: new Set(report.items.filter((item) => item.kind === 'textbox').map((item) => item.name)),
    dataSources: new Set(report.dataSources.map((source) => source.name)),
  };
}

/** Why a report server refuses the definition, thrown while an expression is checked. */
export class PublishFault extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'PublishFault';
    this.code = code;
  }
}

/** What a report function that stands around a part of an expression allows there. */
export type Surroundings = {
  readonly facts: DefinitionFacts;
  readonly shape: ScopeShape;
  /** The dataset whose fields count here; undefined where there is not just one. */
  readonly fieldsOf: string | undefined;
  readonly inside: 'nothing' | 'aggregate' | 'running-value' | 'previous' | 'lookup-target';
  /** The scope of the aggregate around; inner ones must be within it. */
  readonly outer: AggregateScope | undefined;
  readonly inLookup: boolean;
};

/** What an aggregate covers: a dataset, or an instance of a scope at or around the place, or below it. */
export type AggregateScope =
  | { readonly kind: 'dataset'; readonly name: string }
  | { readonly kind: 'around'; readonly shape: ScopeShape }
  | { readonly kind: 'below'; readonly name: string };

/** Checks a node and all below it in other surroundings. @throws PublishFault */
export type NodeCheck = (node: Node, around: Surroundings) => void;
