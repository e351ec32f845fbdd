import { existsSync, globSync, readFileSync } from 'node:fs';
import { checkDeployment } from '../../../scripts/bicep/check-deployment.ts';
import type { Problem } from '../../../scripts/bicep/problem.ts';
import type { ResourceTypes } from '../../../scripts/bicep/schema.ts';
import { type BicepParser, loadBicepParser } from '../../../scripts/bicep/template.ts';

/** The published schemas of the resource types; they lie beside the repository, where they are there at all. */
const SCHEMAS = '../shared/contracts/azure-resource-types.json';

export const haveSchemas = existsSync(SCHEMAS);

export function deploymentFiles(): Map<string, string> {
  const files = globSync('infra/bicep/**/*.{bicep,parameters.json}').sort();
  return new Map(files.map((file) => [file.replaceAll('\\', '/'), readFileSync(file, 'utf8')]));
}

/** The whole deployment with one text changed in one file. @throws when the text is not there once. */
export function planted(file: string, from: string, to: string): Map<string, string> {
  const files = deploymentFiles();
  const text = files.get(file) ?? '';
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold just one "${from}".`);
  return files.set(file, text.replace(from, to));
}

export async function loadChecker(): Promise<(files: ReadonlyMap<string, string>) => readonly Problem[]> {
  const parser: BicepParser = await loadBicepParser();
  const types: ResourceTypes | undefined = haveSchemas
    ? JSON.parse(readFileSync(SCHEMAS, 'utf8'))
    : undefined;
  return (files) => checkDeployment(files, parser, types);
}
