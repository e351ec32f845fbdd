import type { Node } from 'web-tree-sitter';
import { literalsOf } from './check-body.ts';
import type { Problem } from './problem.ts';
import { type Declaration, lineOf, type Template } from './template.ts';
import { readValue, type Scope } from './value.ts';

/** Defaults lie within their own limits. */
export function checkDefaults(scope: Scope): readonly Problem[] {
  const { file, declarations } = scope.template;
  return declarations
    .filter(({ kind, value }) => kind === 'param' && value)
    .flatMap((param) => {
      const why = param.value && outsideLimits(plainValue(param.value), param, scope);
      return why ? [{ file, line: lineOf(param.node), rule: 'outside-limits' as const, text: why }] : [];
    });
}

type Plain = string | number | boolean | readonly unknown[] | object | undefined;

function plainValue(node: Node): Plain {
  if (node.type === 'string') return node.text.includes('${') ? undefined : node.text.slice(1, -1);
  if (node.type === 'number') return Number(node.text);
  if (node.type === 'boolean') return node.text === 'true';
  if (node.type === 'array') return node.namedChildren;
  return node.type === 'object' ? {} : undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  int: 'number',
  bool: 'boolean',
  object: 'object',
};

function outsideLimits(value: Plain, param: Declaration, scope: Scope): string | undefined {
  if (value === undefined) return undefined;
  const type = param.type.endsWith('[]') ? 'array' : (TYPES[param.type.replace(/\?$/, '')] ?? param.type);
  const actual = Array.isArray(value) ? 'array' : typeof value;
  if (actual !== type) return `${param.name} is ${actual}, not ${type}`;
  const limit = (name: string) => Number(param.decorators.get(name)?.text ?? Number.NaN);
  const allowed = param.decorators.get('allowed');
  const choices = allowed && allowedTexts(allowed, scope);
  if (choices && !choices.includes(String(value)))
    return `${param.name} is ${value}; one of ${choices.join(', ')}`;
  if (typeof value === 'number' && (value < limit('minValue') || value > limit('maxValue')))
    return `${param.name} is ${value}; from ${limit('minValue')} to ${limit('maxValue')}`;
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : Number.NaN;
  if (length < limit('minLength') || length > limit('maxLength'))
    return `${param.name} has a length of ${length}`;
  return undefined;
}

function allowedTexts(allowed: Node, scope: Scope): readonly string[] {
  return allowed.namedChildren.flatMap((item) => {
    const value = readValue(item, scope);
    return value.kind === 'number' ? [item.text] : literalsOf(value);
  });
}

/**
 * A parameter file of the older JSON form gives just what main asks for, within its limits. `${NAME}` stands for a variable of the
 * azd environment, `${NAME=default}` for one with a default; the default is judged.
 */
export function checkParameterFile(file: string, text: string, main: Template): readonly Problem[] {
  const problems: Problem[] = [];
  const scope: Scope = { template: main, modules: new Map() };
  const say = (name: string, why: string) => {
    const line = text.split('\n').findIndex((candidate) => candidate.includes(`"${name}"`)) + 1;
    problems.push({ file, line: Math.max(line, 1), rule: 'parameter-file', text: why });
  };
  const { parameters = {} }: { parameters?: Record<string, { value: Plain }> } = JSON.parse(text);
  const params = main.declarations.filter(({ kind }) => kind === 'param');
  for (const [name, { value }] of Object.entries(parameters)) {
    const param = params.find((candidate) => candidate.name === name);
    const why = param
      ? outsideLimits(substituted(value, param), param, scope)
      : `main.bicep has no parameter ${name}`;
    if (why) say(name, why);
  }
  for (const { name, value } of params)
    if (!value && !(name in parameters)) say('parameters', `${name} has no default and is not given`);
  return problems;
}

/** The default of `${NAME=default}` as the parameter's type; undefined where the environment alone decides. */
function substituted(value: Plain, param: Declaration): Plain {
  const variable = typeof value === 'string' ? /^\$\{\w+(?:=(.*))?\}$/.exec(value) : undefined;
  if (!variable) return value;
  const given = variable[1];
  if (given === undefined) return undefined;
  return param.type === 'string' ? given : JSON.parse(given);
}
