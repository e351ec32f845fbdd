import { DomainError } from '../../errors.ts';
import type { ParameterPrompt } from '../../rdl/parameters/prompt-parameters.ts';
import { childOf, nodesAt, textAt, textOf, type XmlNode } from '../xml/xml-node.ts';

const TYPES = ['String', 'Boolean', 'DateTime', 'Integer', 'Float'] as const;

/** The parameters of an ExecutionInfo, in the order of the report: what was set counts as their values. */
export function readPrompts(info: XmlNode): readonly Omit<ParameterPrompt, 'isGiven'>[] {
  const parameters = nodesAt(info, 'Parameters', 'ReportParameter');
  const waiting = new Set(parameters.filter((one) => stateOf(one) !== 'HasValidValue').map(nameOf));
  return parameters.map((parameter) => promptOf(parameter, waiting));
}

function promptOf(parameter: XmlNode, waiting: ReadonlySet<string>): Omit<ParameterPrompt, 'isGiven'> {
  const isTrue = (name: string) => textAt(parameter, name) === 'true';
  const name = nameOf(parameter);
  const prompt = textAt(parameter, 'Prompt') ?? '';
  const type = textAt(parameter, 'ParameterTypeName') ?? textAt(parameter, 'Type') ?? 'String';
  const dependsOn = nodesAt(parameter, 'Dependencies', 'Dependency').map(textOf);
  const valid = childOf(parameter, 'ValidValues');
  const outstanding = stateOf(parameter) === 'HasOutstandingDependencies';
  const problem = textAt(parameter, 'ErrorMessage');
  return {
    name,
    dataType: TYPES.find((one) => one === type) ?? 'String',
    prompt: prompt || name,
    hidden: !isTrue('PromptUser') || prompt === '',
    multiValue: isTrue('MultiValue'),
    nullable: isTrue('Nullable'),
    allowBlank: isTrue('AllowBlank'),
    choices: valid && !outstanding ? nodesAt(valid, 'ValidValue').map(choiceOf) : undefined,
    values: nodesAt(parameter, 'DefaultValues', 'Value').map(wireValue),
    dependsOn,
    waitsFor: outstanding ? dependsOn.filter((one) => waiting.has(one)) : [],
    problem: problem === '' ? undefined : problem,
  };
}

function choiceOf(valid: XmlNode): { readonly value: string | null; readonly label: string } {
  const node = childOf(valid, 'Value');
  const value = node ? wireValue(node) : null;
  return { value, label: textAt(valid, 'Label') || (value ?? '') };
}

/** An element without content is null, or the empty text: the two are the same on the wire. */
function wireValue(node: XmlNode): string | null {
  return node.attributes.get('xsi:nil') === 'true' || node.children.length === 0 ? null : textOf(node);
}

function nameOf(parameter: XmlNode): string {
  const name = textAt(parameter, 'Name');
  if (name) return name;
  throw new DomainError('REPORT_SERVER_ANSWER_INVALID', { detail: 'A parameter of the report has no name.' });
}

function stateOf(parameter: XmlNode): string {
  return textAt(parameter, 'ParameterStateName') ?? textAt(parameter, 'State') ?? 'HasValidValue';
}
