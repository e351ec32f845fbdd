import { checkBody } from './check-body.ts';
import type { Problem, Rule } from './problem.ts';
import type { ResourceTypes } from './schema.ts';
import { bodyOf, type Declaration, lineOf } from './template.ts';
import { type Property, propertiesOf, type Scope, type Value } from './value.ts';

/** What Bicep itself reads of a resource's body; the rest goes to Azure. */
const BICEP_PROPERTIES = ['parent', 'scope', 'dependsOn'];

/** Holds every resource's body against the schema of its type and version. */
export function checkResources(scope: Scope, types: ResourceTypes): readonly Problem[] {
  const { template } = scope;
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  for (const resource of template.declarations.filter(({ kind }) => kind === 'resource')) {
    const say = (rule: Rule, text: string) =>
      report({ file: template.file, line: lineOf(resource.node), rule, text });
    const name = fullType(resource);
    const type = types[name];
    const body = bodyOf(resource.value);
    if (!type) say('unknown-type', `${name}${otherVersions(name, types)}`);
    if (!type || !body) continue;
    const properties = propertiesOf(body, scope);
    checkParent({ resource, properties, scope, say });
    if (resource.existing) continue;
    const value: Value = {
      kind: 'object',
      node: body,
      properties: properties.filter((property) => !BICEP_PROPERTIES.includes(property.name)),
      whole: true,
    };
    checkBody(value, type.body, { file: template.file, type, report });
  }
  return problems;
}

/** A nested resource names the last part of its type alone, and takes the version of the one around it. */
export function fullType({ target, parent }: Declaration): string {
  if (!parent) return target;
  const [type, version] = fullType(parent).split('@');
  const [own, ownVersion] = target.split('@');
  return `${type}/${own}@${ownVersion ?? version}`;
}

function otherVersions(name: string, types: ResourceTypes): string {
  const type = name.split('@')[0];
  const others = Object.keys(types).filter((candidate) => candidate.split('@')[0] === type);
  return others.length > 0 ? `; known is ${others.join(', ')}` : '';
}

/** A child names its parent, and that is of the type one level up. */
function checkParent(input: {
  readonly resource: Declaration;
  readonly properties: readonly Property[];
  readonly scope: Scope;
  readonly say: (rule: Rule, text: string) => void;
}): void {
  const { resource, properties, scope, say } = input;
  if (resource.parent) return;
  const type = resource.target.split('@')[0] ?? '';
  const parts = type.split('/');
  const named = properties.find(({ name }) => name === 'parent');
  if (parts.length > 2 && !named) say('wrong-parent', `${type} needs its parent`);
  if (!named) return;
  const symbol = named.node.namedChildren[1]?.text.replace(/\[.*$/, '');
  const parent = scope.template.declarations.find(({ kind, name }) => kind === 'resource' && name === symbol);
  const expected = parts.slice(0, -1).join('/');
  if (parent && fullType(parent).split('@')[0] !== expected)
    say('wrong-parent', `${symbol} is ${fullType(parent)}; the parent of ${type} is ${expected}`);
}
