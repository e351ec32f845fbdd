import type { TypedJson } from '../../values/typed-json.ts';
import type { JsonRow } from '../rows/json-rows.ts';

/** A table of report function cases: datasets, and text boxes that are evaluated over them. */
export type CaseFile = {
  readonly dataSets: Readonly<Record<string, CaseDataSet>>;
  readonly cases: readonly ReportFunctionCase[];
};

export type CaseDataSet = {
  readonly types: Readonly<Record<string, string>>;
  readonly rows: readonly JsonRow[];
  /** Fields that are defined but absent from the data. */
  readonly missing?: readonly string[];
  readonly calculated?: Readonly<Record<string, string>>;
};

export type ReportFunctionCase = {
  readonly id: string;
  readonly expression: string;
  readonly culture: string;
  /** Dataset of the report -> name in `dataSets`; the first is the data region's. */
  readonly data: Readonly<Record<string, string>>;
  /** Where the text box is: `body`, `tablix`, `detail`, `group:A/B`, `matrix:A/B`, `matrixTotals:A/B`, … */
  readonly scope: string;
  /** Groups below the text box. */
  readonly inner?: string;
  readonly filters?: readonly CaseFilter[];
  readonly sorts?: readonly CaseSort[];
  readonly parameters?: Readonly<
    Record<string, { readonly isMultiValue: boolean; readonly value: TypedJson; readonly label?: TypedJson }>
  >;
  /** By `report` or group. */
  readonly variables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly code?: string;
  readonly format?: string;
  readonly language?: string;
  /** Present where the text that the text box shows is asked for. */
  readonly formatted?: readonly string[];
};

/** `on` is `dataset`, `tablix`, `Details` or a group. */
type CaseFilter = {
  readonly on: string;
  readonly expression: string;
  readonly operator: string;
  readonly values: readonly string[];
};

type CaseSort = {
  readonly on: string;
  readonly expression: string;
  readonly direction: 'Ascending' | 'Descending';
};
