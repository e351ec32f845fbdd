import type { Temporal } from 'temporal-polyfill';
import { DomainError } from '../../errors.ts';
import type { ParameterPrompt } from '../../rdl/parameters/prompt-parameters.ts';
import type { ServerTransport } from '../http/server-transport.ts';
import { serverInstant } from '../server-time.ts';
import { childOf, nodesAt, textAt, type XmlNode } from '../xml/xml-node.ts';
import { type Argument, callSoap, type Field } from './envelope.ts';
import { readPrompts } from './read-prompts.ts';

export const EXECUTION_NAMESPACE =
  'http://schemas.microsoft.com/sqlserver/2005/06/30/reporting/reportingservices';

const CALL_TIMEOUT_MS = 30_000;
/** The server queries its data meanwhile; it ends before the lease of a run does. */
const RENDER_TIMEOUT_MS = 150_000;
const MOST_INFO_BYTES = 4 * 1024 * 1024;
/** Base64 in an envelope. */
const MOST_RENDER_BYTES = 48 * 1024 * 1024;

/** One report with its parameters in the server's memory; it expires about 20 minutes after its last use. */
export type Execution = {
  readonly id: string;
  /** The report is shown as it was then: it has a snapshot, or comes from the cache. */
  readonly snapshotAt: Temporal.Instant | undefined;
  readonly credentialsRequired: boolean;
  readonly parametersRequired: boolean;
  readonly dataSourcePrompts: readonly string[];
  /** What a form asks for, with the values that were set so far. */
  readonly prompts: readonly Omit<ParameterPrompt, 'isGiven'>[];
};

export type ParameterValue = { readonly name: string; readonly value: string | null };
export type DataSourceCredentials = {
  readonly dataSource: string;
  readonly user: string;
  readonly password: string;
};
export type Rendered = {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly streamIds: readonly string[];
  readonly warnings: readonly string[];
};

export type ExecutionClient = ReturnType<typeof executionClient>;

/**
 * ReportExecution2005, the web service that renders.
 * @param servicePath `/ReportServer`
 * @param zone IANA zone of the server, in which it writes times without an offset
 */
export function executionClient(
  transport: Pick<ServerTransport, 'send'>,
  { servicePath, zone }: { readonly servicePath: string; readonly zone: string },
) {
  const path = `${servicePath}/ReportExecution2005.asmx`;
  const call = (
    operation: string,
    body: Argument,
    options: { readonly executionId?: string; readonly maxBytes?: number; readonly timeoutMs?: number } = {},
  ) => {
    const { executionId, maxBytes = MOST_INFO_BYTES, timeoutMs = CALL_TIMEOUT_MS } = options;
    const header: readonly Field[] | undefined = executionId
      ? [['ExecutionHeader', [['ExecutionID', executionId]]]]
      : undefined;
    return callSoap(transport, {
      path,
      namespace: EXECUTION_NAMESPACE,
      operation,
      body,
      maxBytes,
      timeoutMs,
      ...(header && { header }),
    });
  };
  const execution = async (operation: string, body: Argument, executionId?: string): Promise<Execution> => {
    const answer = await call(operation, body, executionId === undefined ? {} : { executionId });
    return readExecution(childOf(answer.body, 'executionInfo'), zone);
  };

  return {
    /** Loads a report of the server. */
    loadReport: (report: string): Promise<Execution> => execution('LoadReport2', [['Report', report]]),
    /** Loads a definition of ours; needs the task "Execute report definitions". Warnings of it are dropped. */
    loadDefinition: (definition: string): Promise<Execution> =>
      execution('LoadReportDefinition2', [
        ['Definition', Buffer.from(definition, 'utf8').toString('base64')],
      ]),
    /** Several values of one name are a multi-value parameter. `language` is of dates and numbers among them. */
    setParameters: (id: string, values: readonly ParameterValue[], language = 'en-US'): Promise<Execution> =>
      execution(
        'SetExecutionParameters2',
        [
          [
            'Parameters',
            values.map(({ name, value }) => [
              'ParameterValue',
              [
                ['Name', name],
                ['Value', value ?? undefined],
              ],
            ]),
          ],
          ['ParameterLanguage', language],
        ],
        id,
      ),
    /** Kept by the server as long as the execution lives. */
    setCredentials: (id: string, credentials: readonly DataSourceCredentials[]): Promise<Execution> =>
      execution(
        'SetExecutionCredentials2',
        [
          [
            'Credentials',
            credentials.map(({ dataSource, user, password }) => [
              'DataSourceCredentials',
              [
                ['DataSourceName', dataSource],
                ['UserName', user],
                ['Password', password],
              ],
            ]),
          ],
        ],
        id,
      ),
    /** Runs the queries where no earlier rendering of the execution did. */
    async render(id: string, format: string, deviceInfo: string): Promise<Rendered> {
      const { body } = await call(
        'Render2',
        [
          ['Format', format],
          ['DeviceInfo', deviceInfo],
          ['PaginationMode', 'Estimate'],
        ],
        { executionId: id, maxBytes: MOST_RENDER_BYTES, timeoutMs: RENDER_TIMEOUT_MS },
      );
      return {
        bytes: resultOf(body),
        mimeType: textAt(body, 'MimeType') ?? '',
        streamIds: nodesAt(body, 'StreamIds', 'string').map((node) => textAt(node) ?? ''),
        warnings: nodesAt(body, 'Warnings', 'Warning').flatMap((warning) => textAt(warning, 'Message') ?? []),
      };
    },
    /** A picture that `render` has put aside. */
    async renderStream(id: string, format: string, streamId: string, deviceInfo: string): Promise<Buffer> {
      const { body } = await call(
        'RenderStream',
        [
          ['Format', format],
          ['StreamID', streamId],
          ['DeviceInfo', deviceInfo],
        ],
        { executionId: id, maxBytes: MOST_RENDER_BYTES, timeoutMs: RENDER_TIMEOUT_MS },
      );
      return resultOf(body);
    },
  };
}

function readExecution(info: XmlNode | undefined, zone: string): Execution {
  const id = textAt(info, 'ExecutionID');
  if (info === undefined || id === undefined || !/^[\w-]{1,100}$/.test(id))
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: 'The report server loaded the report and named no execution.',
    });
  const isTrue = (name: string) => textAt(info, name) === 'true';
  const executedAt = textAt(info, 'ExecutionDateTime');
  return {
    id,
    snapshotAt:
      isTrue('HasSnapshot') && executedAt !== undefined ? serverInstant(executedAt, zone) : undefined,
    credentialsRequired: isTrue('CredentialsRequired'),
    parametersRequired: isTrue('ParametersRequired'),
    dataSourcePrompts: nodesAt(info, 'DataSourcePrompts', 'DataSourcePrompt').flatMap(
      (prompt) => textAt(prompt, 'Name') ?? [],
    ),
    prompts: readPrompts(info),
  };
}

function resultOf(body: XmlNode): Buffer {
  const text = textAt(body, 'Result') ?? '';
  if (!/^[A-Za-z0-9+/=\s]*$/.test(text))
    throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
      detail: 'The report server rendered something that is not base64.',
    });
  return Buffer.from(text, 'base64');
}
