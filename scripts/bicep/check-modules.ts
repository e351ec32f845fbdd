import type { Problem, Rule } from './problem.ts';
import { type Declaration, lineOf, type Template } from './template.ts';
import { bodyProperties, type Property, type Scope, type Value } from './value.ts';

/** Modules exist, get just the parameters they have, of their type, and give the outputs that are asked of them. */
export function checkModules(scope: Scope): readonly Problem[] {
  const { template, modules } = scope;
  const problems: Problem[] = [];
  const say = (node: Property['node'], rule: Rule, text: string) =>
    problems.push({ file: template.file, line: lineOf(node), rule, text });
  for (const module of template.declarations.filter(({ kind }) => kind === 'module')) {
    const target = modules.get(module.target);
    if (target) checkParameters({ module, target, scope, say });
    else say(module.node, 'missing-module', module.target);
  }
  checkOutputs(template, modules, say);
  return problems;
}

function checkParameters(input: {
  readonly module: Declaration;
  readonly target: Template;
  readonly scope: Scope;
  readonly say: (node: Property['node'], rule: Rule, text: string) => void;
}): void {
  const { module, target, say } = input;
  const given = bodyProperties(module, input.scope).find(({ name }) => name === 'params');
  const values = given?.value.kind === 'object' ? given.value.properties : [];
  const wanted = target.declarations.filter(({ kind }) => kind === 'param');
  for (const { name, node, value } of values) {
    const param = wanted.find((candidate) => candidate.name === name);
    if (!param) say(node, 'module-parameter', `${target.file} has no parameter ${name}`);
    else if (!fits(value, param.type))
      say(node, 'wrong-type', `${name} is ${value.kind}, ${target.file} wants ${param.type}`);
  }
  for (const { name, value, type } of wanted)
    if (!value && !type.endsWith('?') && !values.some((candidate) => candidate.name === name))
      say(module.node, 'module-parameter', `${target.file} needs ${name}`);
}

const KINDS: Readonly<Record<string, Value['kind']>> = {
  string: 'string',
  int: 'number',
  bool: 'boolean',
  object: 'object',
  array: 'array',
};

function fits(value: Value, type: string): boolean {
  if (value.kind === 'choice') return value.options.every((option) => fits(option, type));
  if (value.kind === 'unknown') return true;
  if (value.kind === 'null') return type.endsWith('?');
  const plain = type.replace(/\?$/, '');
  return plain.endsWith('[]') ? value.kind === 'array' : (KINDS[plain] ?? value.kind) === value.kind;
}

function checkOutputs(
  template: Template,
  modules: Scope['modules'],
  say: (node: Property['node'], rule: Rule, text: string) => void,
): void {
  for (const node of template.root.descendantsOfType('member_expression')) {
    const [object, name] = node?.namedChildren ?? [];
    const [symbol, outputs] = object?.namedChildren ?? [];
    if (!node || object?.type !== 'member_expression' || outputs?.text !== 'outputs') continue;
    const module = template.declarations.find((item) => item.kind === 'module' && item.name === symbol?.text);
    const target = module && modules.get(module.target);
    const found = target?.declarations.some((item) => item.kind === 'output' && item.name === name?.text);
    if (target && !found) say(node, 'module-output', `${target.file} has no output ${name?.text}`);
  }
}
