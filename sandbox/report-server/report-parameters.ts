import { loadParameterPrompts } from '../../lib/rdl/data/loading/load-report-data.ts';
import { readReport } from '../../lib/rdl/model/read-report.ts';
import type { Report } from '../../lib/rdl/model/report.ts';
import type { ParameterPrompt } from '../../lib/rdl/parameters/prompt-parameters.ts';
import type { GivenParameters } from '../../lib/rdl/parameters/resolve-parameters.ts';
import { instantAt } from './render-item.ts';
import { nameOf, parentOf } from './rights.ts';
import type { ServerContext } from './server-context.ts';
import { serverData } from './server-data.ts';
import type { ReportItem } from './state.ts';

/** What the item engine asks for the parameters of a report with the data of this server. */
export function promptsOf(
  { state, clock }: ServerContext,
  options: {
    readonly report: Report;
    readonly item: ReportItem | undefined;
    readonly path: string;
    readonly given: GivenParameters;
  },
): Promise<readonly ParameterPrompt[]> {
  const { report, item, path, given } = options;
  const folder = item ? parentOf(path) : '/';
  return loadParameterPrompts({
    report,
    given,
    provider: serverData({ state, item, folder, credentials: new Map() }),
    clock: { now: () => instantAt(clock.now()) },
    globals: { reportName: nameOf(path || '/Report'), reportFolder: folder },
    sentenceOf: (error) => (error instanceof Error ? error.message : String(error)),
  });
}

/** The answer of `/Reports({Id})/ParameterDefinitions`. */
export async function reportParameters(
  context: ServerContext,
  item: ReportItem,
): Promise<readonly unknown[]> {
  const report = readReport(item.definition);
  const prompts = await promptsOf(context, { report, item, path: item.path, given: {} });
  return prompts.map((prompt) => ({
    Name: prompt.name,
    ParameterType: prompt.dataType,
    ParameterVisibility: prompt.hidden ? 'Hidden' : 'Visible',
    ParameterState: stateOf(prompt),
    ValidValues: (prompt.choices ?? []).map(({ value, label }) => ({ Label: label, Value: value ?? '' })),
    ValidValuesIsNull: prompt.choices === undefined,
    ValidValuesQueryBased: false,
    Nullable: prompt.nullable,
    AllowBlank: prompt.allowBlank,
    MultiValue: prompt.multiValue,
    Prompt: prompt.prompt,
    PromptUser: !prompt.hidden,
    QueryParameter: false,
    DefaultValues: prompt.values.map((value) => value ?? ''),
    DefaultValuesIsNull: prompt.values.length === 0,
    DefaultValuesQueryBased: false,
    Dependencies: prompt.dependsOn,
    ErrorMessage: '',
  }));
}

function stateOf(prompt: {
  readonly waitsFor: readonly string[];
  readonly values: readonly unknown[];
}): string {
  if (prompt.waitsFor.length > 0) return 'HasOutstandingDependencies';
  return prompt.values.length > 0 ? 'HasValidValue' : 'MissingValidValue';
}
