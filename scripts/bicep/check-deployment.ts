import { dirname, join } from 'node:path/posix';
import { checkModules } from './check-modules.ts';
import { checkNames } from './check-names.ts';
import { checkDefaults, checkParameterFile } from './check-parameters.ts';
import { checkRefused } from './check-refused.ts';
import { checkResources } from './check-resources.ts';
import type { Problem } from './problem.ts';
import type { ResourceTypes } from './schema.ts';
import { type BicepParser, syntaxProblems, type Template } from './template.ts';

/** Texts of the deployment by path: Bicep files and parameter files. */
export type DeploymentFiles = ReadonlyMap<string, string>;

/**
 * Reads a whole deployment as Azure would, without it: syntax, names, modules, defaults, parameter files, and every
 * resource's body against the schemas of its type. Without schemas the bodies are not held against anything.
 */
export function checkDeployment(
  files: DeploymentFiles,
  parser: BicepParser,
  types: ResourceTypes | undefined,
): readonly Problem[] {
  const templates = new Map<string, Template>();
  for (const [file, text] of files) if (file.endsWith('.bicep')) templates.set(file, parser(file, text));
  const problems = [...templates.values()].flatMap((template) => {
    const scope = { template, modules: modulesOf(template, templates) };
    const syntax = syntaxProblems(template);
    // What cannot be read makes everything behind it look wrong.
    if (syntax.length > 0) return syntax;
    return [
      ...checkNames(template),
      ...checkModules(scope),
      ...checkDefaults(scope),
      ...checkRefused(scope),
      ...(types ? checkResources(scope, types) : []),
    ];
  });
  for (const [file, text] of files) {
    const main =
      templates.get(join(dirname(file), 'main.bicep')) ??
      templates.get(join(dirname(file), '..', 'main.bicep'));
    if (file.endsWith('.parameters.json') && main) problems.push(...checkParameterFile(file, text, main));
  }
  return problems;
}

function modulesOf(
  template: Template,
  templates: ReadonlyMap<string, Template>,
): ReadonlyMap<string, Template> {
  const found = new Map<string, Template>();
  for (const { kind, target } of template.declarations) {
    const module = kind === 'module' ? templates.get(join(dirname(template.file), target)) : undefined;
    if (module) found.set(target, module);
  }
  return found;
}
