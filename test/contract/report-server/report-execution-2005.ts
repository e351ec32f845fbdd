/**
 * The messages of ReportExecution2005 that are used here, as the class library of Reporting Services documents them
 * (ReportExecution2005.ReportExecutionService: each operation's arguments, results and SOAP headers) and [MS-RSWSRE2005]
 * specifies them: document/literal, wrapped, all elements in one namespace and in this order.
 */
export const NAMESPACE = 'http://schemas.microsoft.com/sqlserver/2005/06/30/reporting/reportingservices';

type Operation = {
  readonly asks: readonly string[];
  readonly answers: readonly string[];
  /** What the request's SOAP header may hold. Every answer names the server, and what it belongs to. */
  readonly headersIn: readonly string[];
};

const LOADS = ['TrustedUserHeader'];
const USES = ['ExecutionHeader', 'TrustedUserHeader'];
export const HEADERS_OUT = ['ExecutionHeader', 'ServerInfoHeader'];

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  LoadReport2: { asks: ['Report', 'HistoryID'], answers: ['executionInfo'], headersIn: LOADS },
  LoadReportDefinition2: {
    asks: ['Definition'],
    answers: ['executionInfo', 'warnings'],
    headersIn: LOADS,
  },
  SetExecutionParameters2: {
    asks: ['Parameters', 'ParameterLanguage'],
    answers: ['executionInfo'],
    headersIn: USES,
  },
  SetExecutionCredentials2: { asks: ['Credentials'], answers: ['executionInfo'], headersIn: USES },
  Render2: {
    asks: ['Format', 'DeviceInfo', 'PaginationMode'],
    answers: ['Result', 'Extension', 'MimeType', 'Encoding', 'Warnings', 'StreamIds'],
    headersIn: USES,
  },
  RenderStream: {
    asks: ['Format', 'StreamID', 'DeviceInfo'],
    answers: ['Result', 'Encoding', 'MimeType'],
    headersIn: USES,
  },
};

/** What elements of these names hold, in this order. */
export const TYPES: Readonly<Record<string, readonly string[]>> = {
  executionInfo: [
    ...['HasSnapshot', 'NeedsProcessing', 'AllowQueryExecution', 'CredentialsRequired', 'ParametersRequired'],
    ...['ExpirationDateTime', 'ExecutionDateTime', 'NumPages', 'Parameters', 'DataSourcePrompts'],
    ...['HasDocumentMap', 'ExecutionID', 'ReportPath', 'HistoryID', 'ReportPageSettings'],
    ...['AutoRefreshInterval', 'PageCountMode'],
  ],
  ReportParameter: [
    ...['Name', 'Type', 'Nullable', 'AllowBlank', 'MultiValue', 'QueryParameter', 'Prompt', 'PromptUser'],
    ...['Dependencies', 'ValidValuesQueryBased', 'ValidValues', 'DefaultValuesQueryBased', 'DefaultValues'],
    ...['State', 'ErrorMessage'],
  ],
  ValidValue: ['Label', 'Value'],
  DataSourcePrompt: ['Name', 'DataSourceID', 'Prompt'],
  ParameterValue: ['Name', 'Value', 'Label'],
  DataSourceCredentials: ['DataSourceName', 'UserName', 'Password'],
  Warning: ['Code', 'Severity', 'ObjectName', 'ObjectType', 'Message'],
  ExecutionHeader: ['ExecutionID'],
  ServerInfoHeader: [
    ...['ReportServerVersionNumber', 'ReportServerEdition', 'ReportServerVersion', 'ReportServerDateTime'],
  ],
};
/** Lists, and what their entries are called. */
export const LISTS: Readonly<Record<string, string>> = {
  Parameters: 'ReportParameter|ParameterValue',
  DataSourcePrompts: 'DataSourcePrompt',
  Dependencies: 'Dependency',
  ValidValues: 'ValidValue',
  DefaultValues: 'Value',
  Credentials: 'DataSourceCredentials',
  Warnings: 'Warning',
  warnings: 'Warning',
  StreamIds: 'string',
};
