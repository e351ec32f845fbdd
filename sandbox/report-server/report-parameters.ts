import { loadParameterPrompts } from '../../lib/rdl/data/loading/load-report-data.ts';
import { readReport } from '../../lib/rdl/model/read-report.ts';
import { instantAt } from './render-item.ts';
import { nameOf, parentOf } from './rights.ts';
import type { ServerContext } from './server-context.ts';
import { serverData } from './server-data.ts';
import type { ReportItem } from './state.ts';

/** The answer of `/Reports({Id})/ParameterDefinitions`. */
export async function reportParameters(
  { state, clock }: ServerContext,
  item: ReportItem,
): Promise<readonly unknown[]> {
  const folder = parentOf(item.path);
  const report = readReport(item.definition);
  const prompts = await loadParameterPrompts({
    report,
    given: {},
    provider: serverData({ state, item, folder, credentials: new Map() }),
    clock: { now: () => instantAt(clock.now()) },
    globals: { reportName: nameOf(item.path), reportFolder: folder },
    sentenceOf: (error) => (error instanceof Error ? error.message : String(error)),
  });
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
