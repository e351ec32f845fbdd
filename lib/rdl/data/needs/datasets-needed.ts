import type {
  DataSetDefinition,
  ParameterDefinition,
  ParameterValues,
  Report,
  ReportItem,
  Source,
} from '../../model/report.ts';
import type { RdlElement } from '../../reader/element.ts';
import { textBoxSource } from '../text-boxes.ts';
import type { References } from './referenced-names.ts';
import { addFromText, addReferences, noReferences } from './referenced-names.ts';

/** What one item of a report asks for; names in the order of the definition. */
export type DataNeeds = {
  /** Datasets that the item draws, that its expressions look up, or that needed parameters take values from. */
  readonly dataSets: readonly string[];
  readonly parameters: readonly string[];
  /** The report's data sources behind those datasets. */
  readonly dataSources: readonly string[];
  /** Shared datasets (name or path) among them; their data sources are theirs. */
  readonly sharedDataSets: readonly string[];
};

/**
 * Finds what an item, its expressions, its datasets' queries, filters and calculated fields, and the parameters that
 * any of these name really use. Whatever else stands in the report does not count.
 */
export function datasetsNeeded(
  report: Report,
  item: ReportItem,
  isAtHand: IsAtHand = () => false,
): DataNeeds {
  const search = new NeedsSearch(report, isAtHand);
  search.visitElement(item.element);
  search.visitExpression(report.language);
  search.finish();
  const dataSets = report.dataSets.filter((dataSet) => search.dataSets.has(dataSet.name));
  const sources = new Set(dataSets.map((dataSet) => dataSet.dataSourceName));
  return {
    dataSets: dataSets.map((dataSet) => dataSet.name),
    parameters: report.parameters.map(({ name }) => name).filter((name) => search.parameters.has(name)),
    dataSources: report.dataSources.map(({ name }) => name).filter((name) => sources.has(name)),
    sharedDataSets: dataSets.flatMap(({ reference }) => (reference === undefined ? [] : [reference])),
  };
}

/** Names of the parameters that the valid values, defaults and prompt of a parameter are computed from, in order. */
export function parametersBehind(report: Report, parameter: ParameterDefinition): readonly string[] {
  const search = new NeedsSearch(report, () => false);
  search.visitParameter(parameter);
  search.finish();
  const names = report.parameters.map(({ name }) => name);
  return names.filter((name) => name !== parameter.name && search.parameters.has(name));
}

/** Whether the rows of a dataset are there without its query. */
type IsAtHand = (dataSet: DataSetDefinition) => boolean;

class NeedsSearch {
  readonly dataSets = new Set<string>();
  readonly parameters = new Set<string>();
  readonly #report: Report;
  readonly #isAtHand: IsAtHand;
  readonly #references: References = noReferences();
  readonly #variables = new Set<string>();
  readonly #textBoxes = new Set<string>();
  #hasCode = false;

  constructor(report: Report, isAtHand: IsAtHand) {
    this.#report = report;
    this.#isAtHand = isAtHand;
  }

  visitExpression(source: Source | null | undefined): void {
    if (typeof source === 'string') addReferences(source, this.#references);
  }

  visitElement(element: RdlElement): void {
    this.visitExpression(element.text);
    for (const value of Object.values(element.attributes)) this.visitExpression(value);
    if (element.name === 'DataSetName') this.#addDataSet(element.text.trim());
    if (element.name.endsWith('Hierarchy') && this.#only !== undefined) this.#addDataSet(this.#only.name);
    for (const child of element.children) this.visitElement(child);
  }

  visitParameter({ prompt, defaults, validValues }: ParameterDefinition): void {
    this.visitExpression(prompt);
    for (const values of [defaults, validValues]) this.#addValues(values);
  }

  /** Follows references until nothing new is found. */
  finish(): void {
    for (let before = -1; before !== this.#size(); ) {
      before = this.#size();
      this.#follow();
    }
  }

  get #only(): DataSetDefinition | undefined {
    return this.#report.dataSets.length === 1 ? this.#report.dataSets[0] : undefined;
  }

  #size(): number {
    return this.dataSets.size + this.parameters.size + this.#variables.size + this.#textBoxes.size;
  }

  #follow(): void {
    const { parameters, variables, reportItems, scopes, usesFields, usesAnyParameter, usesCode } =
      this.#references;
    if (usesCode && !this.#hasCode) {
      this.#hasCode = true;
      addFromText(this.#report.code ?? '', this.#references);
    }
    if (usesFields && this.#only !== undefined) this.#addDataSet(this.#only.name);
    for (const name of scopes) this.#addDataSet(name);
    for (const parameter of this.#report.parameters) {
      if (usesAnyParameter || parameters.has(parameter.name)) this.#addParameter(parameter);
    }
    for (const variable of this.#report.variables) {
      if (!variables.has(variable.name) || this.#variables.has(variable.name)) continue;
      this.#variables.add(variable.name);
      this.visitExpression(variable.value);
    }
    for (const name of reportItems) {
      if (this.#textBoxes.has(name)) continue;
      this.#textBoxes.add(name);
      this.visitExpression(textBoxSource(this.#report, name));
    }
  }

  #addDataSet(name: string): void {
    const definition = this.#report.dataSets.find((dataSet) => dataSet.name === name);
    if (definition === undefined || this.dataSets.has(name)) return;
    this.dataSets.add(name);
    for (const field of definition.fields) if ('expression' in field) this.visitExpression(field.expression);
    for (const filter of definition.filters) {
      this.visitExpression(filter.expression);
      for (const value of filter.values) this.visitExpression(value.text);
    }
    if (!this.#isAtHand(definition)) this.#visitQuery(definition);
  }

  #visitQuery({ commandText, queryParameters, dataSourceName }: DataSetDefinition): void {
    this.visitExpression(commandText);
    for (const parameter of queryParameters) this.visitExpression(parameter.value);
    const source = this.#report.dataSources.find((one) => one.name === dataSourceName);
    this.visitExpression(source?.connectString);
  }

  #addParameter(parameter: ParameterDefinition): void {
    if (this.parameters.has(parameter.name)) return;
    this.parameters.add(parameter.name);
    this.visitParameter(parameter);
  }

  #addValues(values: ParameterValues | undefined): void {
    if (values?.kind === 'dataset') this.#addDataSet(values.dataSetName);
    if (values?.kind !== 'list') return;
    for (const { value, label } of values.values) {
      this.visitExpression(value);
      this.visitExpression(label);
    }
  }
}
