import type { DataSetDefinition, FieldDefinition, ParameterDefinition, Report } from '../../model/report.ts';
import type { ResolvedParameter, ResolvedParameters } from '../../parameters/resolved-parameter.ts';
import type { TypedJson } from '../../values/typed-json.ts';
import { readTypedJson } from '../../values/typed-json.ts';
import type { Value } from '../../values/value.ts';
import type { DataTable } from '../rows/data-table.ts';
import { tableFromJson } from '../rows/json-rows.ts';
import type { CaseDataSet, CaseFile, ReportFunctionCase } from './case-file.ts';
import { filtersOn, variablesOf } from './case-layout.ts';

/** The definition that a case stands for; its text box is evaluated beside it. */
export function reportOf(one: ReportFunctionCase, file: CaseFile): Report {
  return {
    grammar: '2016',
    description: undefined,
    language: one.culture,
    code: one.code,
    variables: variablesOf(one, 'report'),
    dataSources: [],
    dataSets: Object.entries(one.data).map(([name, source], index) =>
      dataSetOf(name, file.dataSets[source], index === 0 ? filtersOn(one, 'dataset') : []),
    ),
    parameters: Object.keys(one.parameters ?? {}).map((name) => parameterDefinition(name, one)),
    embeddedImages: [],
    pages: [],
    items: [],
  };
}

export function tablesOf(
  one: ReportFunctionCase,
  report: Report,
  file: CaseFile,
): ReadonlyMap<string, DataTable> {
  return new Map(
    report.dataSets.map((dataSet): [string, DataTable] => [
      dataSet.name,
      tableFromJson(dataSet, file.dataSets[one.data[dataSet.name] ?? '']?.rows ?? []),
    ]),
  );
}

export function parametersOf(one: ReportFunctionCase): ResolvedParameters {
  return new Map(
    Object.entries(one.parameters ?? {}).map(([name, parameter]): [string, ResolvedParameter] => [
      name,
      {
        name,
        multiValue: parameter.isMultiValue,
        values: itemsOf(parameter.value),
        labels: parameter.label === undefined ? [] : itemsOf(parameter.label).map(textOf),
      },
    ]),
  );
}

function dataSetOf(
  name: string,
  source: CaseDataSet | undefined,
  filters: DataSetDefinition['filters'],
): DataSetDefinition {
  const columns = [
    ...Object.entries(source?.types ?? {}),
    ...(source?.missing ?? []).map((field) => [field, 'String']),
  ];
  const data = columns.map(
    ([field = '', typeName]): FieldDefinition => ({ name: field, dataField: field, typeName }),
  );
  const calculated = Object.entries(source?.calculated ?? {}).map(
    ([field, expression]): FieldDefinition => ({ name: field, expression, typeName: undefined }),
  );
  return {
    name,
    dataSourceName: undefined,
    reference: undefined,
    commandType: 'Text',
    commandText: undefined,
    queryParameters: [],
    fields: [...data, ...calculated],
    filters,
    caseSensitivity: undefined,
  };
}

function parameterDefinition(name: string, one: ReportFunctionCase): ParameterDefinition {
  return {
    name,
    dataType: 'String',
    prompt: undefined,
    hidden: false,
    nullable: true,
    allowBlank: true,
    multiValue: one.parameters?.[name]?.isMultiValue ?? false,
    defaults: undefined,
    validValues: undefined,
  };
}

function itemsOf(json: TypedJson): readonly Value[] {
  const value = readTypedJson(json);
  return value.type === 'Array' ? value.items : [value];
}

function textOf(value: Value): string | undefined {
  return value.type === 'String' ? value.value : undefined;
}
