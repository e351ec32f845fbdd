import { randomUUID } from 'node:crypto';
import { readReport } from '../../lib/rdl/model/read-report.ts';
import { EXECUTION_NAMESPACE } from '../../lib/report-server/soap/execution-client.ts';
import { MANAGEMENT_NAMESPACE } from '../../lib/report-server/soap/management-client.ts';
import { readXml } from '../../lib/report-server/xml/read-xml.ts';
import { childOf, escapeXml, nodesAt, textAt, type XmlNode } from '../../lib/report-server/xml/xml-node.ts';
import type { Call, Operation, Reply } from '../shared/http.ts';
import { renderAs } from './render-as.ts';
import { givenTo, instantAt, openExecution } from './render-item.ts';
import { soapFault, xmlReply } from './replies.ts';
import { retrievalOf } from './report-data-sources.ts';
import { promptsOf } from './report-parameters.ts';
import { may, mayExecuteDefinitions, parentOf } from './rights.ts';
import type { ServerContext } from './server-context.ts';
import type { Execution, Person } from './state.ts';

type Invocation = { readonly person: Person; readonly body: XmlNode; readonly execution: () => Execution };
type Handler = (invocation: Invocation) => string | Promise<string>;

/** ReportExecution2005: each operation answers the content of its response; refusals are faults. */
export function soapOperations(context: ServerContext): readonly Operation[] {
  const handlers: Readonly<Record<string, Handler>> = {
    LoadReport2: ({ person, body }) => loadReport(context, person, textAt(body, 'Report') ?? ''),
    LoadReportDefinition2: ({ person, body }) =>
      loadDefinition(context, person, textAt(body, 'Definition') ?? ''),
    SetExecutionParameters2: ({ body, execution }) => setParameters(context, execution(), body),
    SetExecutionCredentials2: ({ body, execution }) => {
      const current = execution();
      for (const one of nodesAt(body, 'Credentials', 'DataSourceCredentials'))
        current.credentials.set(textAt(one, 'DataSourceName') ?? '', textAt(one, 'UserName') ?? '');
      return executionInfo(context, current);
    },
    Render2: async ({ body, execution }) => {
      const current = execution();
      const rendered = await renderAs(context, current, {
        format: textAt(body, 'Format') ?? '',
        deviceInfo: textAt(body, 'DeviceInfo') ?? '',
      });
      const streams = [...current.streams.keys()].map((id) => `<string>${escapeXml(id)}</string>`).join('');
      return `<Result>${rendered.bytes.toString('base64')}</Result><Extension>${rendered.extension}</Extension><MimeType>${rendered.mimeType}</MimeType><Encoding /><Warnings /><StreamIds>${streams}</StreamIds>`;
    },
    RenderStream: ({ body, execution }) => {
      const id = textAt(body, 'StreamID') ?? '';
      const stream = execution().streams.get(id);
      if (!stream) throw soapFault('rsStreamNotFound', `The stream '${id}' cannot be found.`);
      return `<Result>${stream.bytes.toString('base64')}</Result><Encoding /><MimeType>${stream.mimeType}</MimeType>`;
    },
  };
  return Object.entries(handlers).map(([name, handler]) => ({
    name: `soap.${name}`,
    method: 'POST',
    path: /^\/ReportServer\/ReportExecution2005\.asmx$/,
    run: (call) => respond(context, call, name, handler),
  }));
}

/** ReportService2010: the shared schedules. */
export function managementOperations(context: ServerContext): readonly Operation[] {
  return [
    {
      name: 'soap.ListSchedules',
      method: 'POST',
      path: /^\/ReportServer\/ReportService2010\.asmx$/,
      run: () => {
        const schedules = context.state.schedules.map(
          ({ id, name, definition, paused }) =>
            `<Schedule><ScheduleID>${id}</ScheduleID><Name>${escapeXml(name)}</Name><Definition>${definition}</Definition><Description /><Creator>CONTOSO\\ada</Creator><ReferencesPresent>true</ReferencesPresent><ScheduleStateName>${paused ? 'Paused' : 'Ready'}</ScheduleStateName></Schedule>`,
        );
        return xmlReply(
          200,
          `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ListSchedulesResponse xmlns="${MANAGEMENT_NAMESPACE}"><Schedules>${schedules.join('')}</Schedules></ListSchedulesResponse></soap:Body></soap:Envelope>`,
        );
      },
    },
  ];
}

/** The operation that a call names: in its SOAPAction, as ASP.NET routes it. */
export function soapActionOf(call: Pick<Call, 'headers'>): string {
  const action = String(call.headers.soapaction ?? '').replaceAll('"', '');
  const namespace = [EXECUTION_NAMESPACE, MANAGEMENT_NAMESPACE].find((one) => action.startsWith(`${one}/`));
  return namespace === undefined ? '' : action.slice(namespace.length + 1);
}

async function respond(context: ServerContext, call: Call, name: string, handler: Handler): Promise<Reply> {
  if (!/^text\/xml\b/i.test(call.headers['content-type'] ?? ''))
    return { status: 415, body: 'The content type is to be text/xml.' };
  const envelope = readEnvelope(call);
  const body = childOf(childOf(envelope, 'Body'), name);
  if (!body || body.uri !== EXECUTION_NAMESPACE)
    throw soapFault('rsInvalidXml', `The body holds no ${name}.`, { status: 500 });
  const person = context.personOf(call);
  const header = childOf(childOf(envelope, 'Header'), 'ExecutionHeader');
  let used: Execution | undefined;
  const execution = () => {
    context.dropExpired();
    const found = context.state.executions.get(textAt(header, 'ExecutionID') ?? '');
    if (!found || found.account !== person.account)
      throw soapFault(
        'rsExecutionNotFound',
        `The report execution ${textAt(header, 'ExecutionID') ?? ''} has expired or cannot be found.`,
      );
    found.usedAt = context.clock.now();
    used = found;
    return found;
  };
  const content = await handler({ person, body, execution });
  const id = used?.id ?? /<ExecutionID>([^<]+)</.exec(content)?.[1];
  const executed =
    id === undefined
      ? ''
      : `<ExecutionHeader xmlns="${EXECUTION_NAMESPACE}"><ExecutionID>${id}</ExecutionID></ExecutionHeader>`;
  const head = `<soap:Header>${executed}${serverInfo(context)}</soap:Header>`;
  return xmlReply(
    200,
    `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${head}<soap:Body><${name}Response xmlns="${EXECUTION_NAMESPACE}">${content}</${name}Response></soap:Body></soap:Envelope>`,
  );
}

/** What the server says of itself with every answer. */
function serverInfo({ state, clock }: ServerContext): string {
  const time = instantAt(clock.now()).toString();
  return `<ServerInfoHeader xmlns="${EXECUTION_NAMESPACE}"><ReportServerVersionNumber>${state.productVersion}</ReportServerVersionNumber><ReportServerEdition>Standard</ReportServerEdition><ReportServerVersion>${escapeXml(state.productName)} ${state.productVersion}</ReportServerVersion><ReportServerDateTime>${time}</ReportServerDateTime></ServerInfoHeader>`;
}

function readEnvelope({ body }: Call): XmlNode {
  try {
    return readXml(body.toString('utf8'));
  } catch {
    throw soapFault('rsInvalidXml', 'The request is no XML.');
  }
}

function loadReport(context: ServerContext, person: Person, path: string): Promise<string> {
  return executionInfo(context, newExecution(context, person, path));
}

/** A report with its parameters in the memory of the server, for the person who loaded it. */
export function newExecution(context: ServerContext, person: Person, path: string): Execution {
  const { state } = context;
  const at = (wanted: string) => state.items.find((one) => one.path.toLowerCase() === wanted.toLowerCase());
  const item = at(path);
  const report = item?.type === 'LinkedReport' ? at(item.link) : item;
  if (!item || report?.type !== 'Report' || !may(state, person, 'view', item.path))
    throw soapFault('rsItemNotFound', `The item '${path}' cannot be found.`);
  const defaults = item.type === 'LinkedReport' ? item.parameters : {};
  return begin(context, person, {
    definition: report.definition,
    reportPath: item.path,
    item: report,
    defaults,
  });
}

function loadDefinition(context: ServerContext, person: Person, base64: string): Promise<string> {
  if (!mayExecuteDefinitions(person))
    throw soapFault(
      'rsAccessDenied',
      `The permissions granted to user '${person.account}' are insufficient for performing this operation.`,
    );
  const definition = Buffer.from(base64, 'base64').toString('utf8');
  try {
    readReport(definition);
  } catch (error) {
    throw soapFault(
      'rsInvalidReportDefinition',
      `The report definition is not valid. Details: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const loaded = { definition, reportPath: '', item: undefined, defaults: {} };
  return executionInfo(context, begin(context, person, loaded));
}

function begin(
  context: ServerContext,
  person: Person,
  loaded: Pick<Execution, 'definition' | 'reportPath' | 'item' | 'defaults'>,
): Execution {
  const now = context.clock.now();
  const execution: Execution = {
    id: randomUUID().replaceAll('-', '').slice(0, 24),
    account: person.account,
    ...loaded,
    startedAt: now,
    usedAt: now,
    parameters: new Map(Object.entries(loaded.defaults).map(([name, value]) => [name, [value]])),
    credentials: new Map(),
    streams: new Map(),
  };
  context.state.executions.set(execution.id, execution);
  return execution;
}

async function setParameters(context: ServerContext, execution: Execution, body: XmlNode): Promise<string> {
  const { report } = await openExecution(context, execution);
  const known = new Set(report.parameters.map(({ name }) => name));
  const given = new Map<string, (string | null)[]>();
  for (const one of nodesAt(body, 'Parameters', 'ParameterValue')) {
    const name = textAt(one, 'Name') ?? '';
    if (!known.has(name))
      throw soapFault(
        'rsUnknownReportParameter',
        `An attempt was made to set a report parameter '${name}' that is not defined in this report.`,
      );
    given.set(name, [...(given.get(name) ?? []), textAt(one, 'Value') ?? null]);
  }
  for (const [name, value] of Object.entries(execution.defaults))
    if (!given.has(name)) given.set(name, [value]);
  execution.parameters = given;
  return executionInfo(context, execution);
}

async function executionInfo(context: ServerContext, execution: Execution): Promise<string> {
  const { state, clock } = context;
  const report = readReport(execution.definition);
  const folder = execution.item ? parentOf(execution.item.path) : '/';
  const prompts = report.dataSources
    .filter((source) => retrievalOf(state, source, { item: execution.item, folder }) === 'Prompt')
    .filter(({ name }) => !execution.credentials.has(name))
    .map(
      ({ name }) =>
        `<DataSourcePrompt><Name>${escapeXml(name)}</Name><DataSourceID>${escapeXml(name)}</DataSourceID><Prompt>Enter a user name and password</Prompt></DataSourcePrompt>`,
    );
  const missing = report.parameters.some(
    ({ name, defaults, nullable }) => !execution.parameters.has(name) && defaults === undefined && !nullable,
  );
  const snapshotAt = execution.item?.snapshotAt;
  const time = (at: number) => instantAt(at).toString();
  return `<executionInfo><HasSnapshot>${snapshotAt !== undefined}</HasSnapshot><NeedsProcessing>true</NeedsProcessing><AllowQueryExecution>true</AllowQueryExecution><CredentialsRequired>${prompts.length > 0}</CredentialsRequired><ParametersRequired>${missing}</ParametersRequired><ExpirationDateTime>${time(execution.usedAt + 1_200_000)}</ExpirationDateTime><ExecutionDateTime>${snapshotAt ?? time(clock.now())}</ExecutionDateTime><NumPages>0</NumPages>${await parametersXml(context, execution)}<DataSourcePrompts>${prompts.join('')}</DataSourcePrompts><HasDocumentMap>false</HasDocumentMap><ExecutionID>${execution.id}</ExecutionID><ReportPath>${escapeXml(execution.reportPath)}</ReportPath><AutoRefreshInterval>0</AutoRefreshInterval><PageCountMode>Estimate</PageCountMode></executionInfo>`;
}

async function parametersXml(context: ServerContext, execution: Execution): Promise<string> {
  const report = readReport(execution.definition);
  const prompts = await promptsOf(context, {
    report,
    item: execution.item,
    path: execution.reportPath,
    given: givenTo(report, execution),
  });
  const element = (name: string, value: string | boolean) => `<${name}>${escapeXml(String(value))}</${name}>`;
  const valueXml = (name: string, value: string | null) =>
    value === null ? `<${name} />` : element(name, value);
  const parameters = prompts.map((prompt) => {
    const valid = (prompt.choices ?? []).map(
      ({ label, value }) => `<ValidValue>${element('Label', label)}${valueXml('Value', value)}</ValidValue>`,
    );
    const state =
      prompt.waitsFor.length > 0
        ? 'HasOutstandingDependencies'
        : prompt.values.length > 0
          ? 'HasValidValue'
          : 'MissingValidValue';
    const flags = [
      element('Nullable', prompt.nullable),
      element('AllowBlank', prompt.allowBlank),
      element('MultiValue', prompt.multiValue),
      element('QueryParameter', true),
      element('Prompt', prompt.hidden ? '' : prompt.prompt),
      element('PromptUser', !prompt.hidden),
    ];
    const dependencies = prompt.dependsOn.map((name) => element('Dependency', name));
    const defaults = prompt.values.map((value) => valueXml('Value', value));
    const parts = [
      element('Name', prompt.name) + element('Type', prompt.dataType) + flags.join(''),
      dependencies.length === 0 ? '' : `<Dependencies>${dependencies.join('')}</Dependencies>`,
      element('ValidValuesQueryBased', false),
      prompt.choices === undefined ? '' : `<ValidValues>${valid.join('')}</ValidValues>`,
      element('DefaultValuesQueryBased', false),
      `<DefaultValues>${defaults.join('')}</DefaultValues>`,
      element('State', state) + element('ErrorMessage', prompt.problem ?? ''),
    ];
    return `<ReportParameter>${parts.join('')}</ReportParameter>`;
  });
  return `<Parameters>${parameters.join('')}</Parameters>`;
}
