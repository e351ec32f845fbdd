import type { Node } from 'web-tree-sitter';
import { fullType } from './check-resources.ts';
import type { Problem } from './problem.ts';
import { bodyOf, type Declaration, lineOf } from './template.ts';
import { type Property, propertiesOf, type Scope, type Value } from './value.ts';

/**
 * Properties of a site's configuration that the schema has and Flex Consumption refuses: a deployment with one of them fails.
 * Source: Azure Functions, Flex Consumption plan, deprecated properties; error 51021 of Microsoft.Web.
 */
const NOT_ON_FLEX = [
  'alwaysOn',
  'ftpsState',
  'functionsRuntimeScaleMonitoringEnabled',
  'javaVersion',
  'linuxFxVersion',
  'netFrameworkVersion',
  'nodeVersion',
  'powerShellVersion',
  'preWarmedInstanceCount',
  'pythonVersion',
  'use32BitWorkerProcess',
  'windowsFxVersion',
];

/** Settings that Flex Consumption refuses, or takes from functionAppConfig instead. Source: the same page. */
const NO_SETTINGS_ON_FLEX = [
  'ENABLE_ORYX_BUILD',
  'FUNCTIONS_EXTENSION_VERSION',
  'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_PROCESS_COUNT',
  'FUNCTIONS_WORKER_RUNTIME',
  'FUNCTIONS_WORKER_RUNTIME_VERSION',
  'SCM_DO_BUILD_DURING_DEPLOYMENT',
  'TZ',
  'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTOVERVNET',
  'WEBSITE_CONTENTSHARE',
  'WEBSITE_DNS_SERVER',
  'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT',
  'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE',
  'WEBSITE_SKIP_CONTENTSHARE_VALIDATION',
  'WEBSITE_TIME_ZONE',
  'WEBSITE_VNET_ROUTE_ALL',
];

/** What the schemas allow, and Azure refuses all the same: at the first deployment or at a later one. */
export function checkRefused(scope: Scope): readonly Problem[] {
  const { file, declarations } = scope.template;
  const problems: Problem[] = [];
  const refuse = (node: Node, text: string) =>
    problems.push({ file, line: lineOf(node), rule: 'refused', text });
  for (const declaration of declarations) {
    // A budget's start cannot be changed, a name that changes is another resource.
    if (declaration.kind === 'param' && /\butcNow\(/.test(declaration.value?.text ?? ''))
      refuse(declaration.node, `${declaration.name} would be another at each deployment`);
    const body = declaration.kind === 'resource' ? bodyOf(declaration.value) : undefined;
    if (body) checkResource(declaration, propertiesOf(body, scope), refuse);
  }
  return problems;
}

function checkResource(
  resource: Declaration,
  body: readonly Property[],
  refuse: (node: Node, text: string) => void,
): void {
  const type = fullType(resource).split('@')[0];
  const properties = inside(body, 'properties');
  const flex = inside(properties, 'functionAppConfig').length > 0 || type === 'Microsoft.Web/sites/config';
  if (type === 'Microsoft.Insights/scheduledQueryRules' && !isTrue(properties, 'skipQueryValidation'))
    refuse(resource.node, 'a new workspace lacks the tables that the query is held against');
  if (!flex) return;
  for (const { name, node } of inside(properties, 'siteConfig'))
    if (NOT_ON_FLEX.includes(name)) refuse(node, `Flex Consumption knows no ${name}`);
  for (const { name, node } of type === 'Microsoft.Web/sites/config' ? properties : [])
    if (NO_SETTINGS_ON_FLEX.includes(name)) refuse(node, `Flex Consumption takes no setting ${name}`);
}

function inside(properties: readonly Property[], name: string): readonly Property[] {
  const value: Value | undefined = properties.find((property) => property.name === name)?.value;
  return value?.kind === 'object' ? value.properties : [];
}

function isTrue(properties: readonly Property[], name: string): boolean {
  const value = properties.find((property) => property.name === name)?.value;
  return value?.kind === 'boolean' && value.literal === 'true';
}
