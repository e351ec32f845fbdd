import { beforeAll, describe, expect, it } from 'vitest';
import { type Problem, type Rule, showProblem } from '../../../scripts/bicep/problem.ts';
import { deploymentFiles, haveSchemas, loadChecker, planted } from './deployment-files.ts';

let check: (files: ReadonlyMap<string, string>) => readonly Problem[];

beforeAll(async () => {
  check = await loadChecker();
});

type Mistake = readonly [what: string, rule: Rule, file: string, from: string, to: string];

const MAIN = 'infra/bicep/main.bicep';
const module = (name: string) => `infra/bicep/modules/${name}.bicep`;

/** Found by reading alone. */
const MISTAKES: readonly Mistake[] = [
  ['a colon forgotten', 'syntax', module('storage'), "kind: 'StorageV2'", "kind 'StorageV2'"],
  [
    'a bracket forgotten',
    'syntax',
    module('functions'),
    'properties: { allow: false }',
    'properties: { allow: false',
  ],
  [
    'a name that is declared nowhere',
    'unknown-name',
    MAIN,
    'redundancy: storageRedundancy',
    'redundancy: redundancy',
  ],
  ['a name in an interpolation', 'unknown-name', MAIN, "{token}'\n    amount", "{tokn}'\n    amount"],
  [
    'a function that Bicep lacks',
    'unknown-function',
    MAIN,
    'toLower(uniqueString(',
    'toLowerCase(uniqueString(',
  ],
  [
    'a decorator that Bicep lacks',
    'unknown-function',
    MAIN,
    '@maxLength(40)\nparam environmentName',
    '@maximum(40)\nparam environmentName',
  ],
  [
    'two of a name',
    'declared-twice',
    MAIN,
    'param zoneRedundant bool',
    'param isolated bool = true\nparam zoneRedundant bool',
  ],
  [
    'a property twice',
    'declared-twice',
    module('storage'),
    'allowBlobPublicAccess: false',
    'allowBlobPublicAccess: false\n    allowBlobPublicAccess: true',
  ],
  [
    'a parameter for nothing',
    'never-used',
    MAIN,
    'param location string',
    "param location string\n@description('x')\nparam spare string = ''",
  ],
  [
    'a parameter that says nothing',
    'not-described',
    MAIN,
    "@description('Region of every resource. It must offer Flex Consumption.')",
    '',
  ],
  [
    'a default outside its limits',
    'outside-limits',
    MAIN,
    'param signInDays int = 90',
    'param signInDays int = 91',
  ],
  [
    'a default that is not allowed',
    'outside-limits',
    MAIN,
    "param cloud string = 'public'",
    "param cloud string = 'azure'",
  ],
  [
    'a default of another type',
    'outside-limits',
    MAIN,
    'param isolated bool = false',
    "param isolated bool = 'false'",
  ],
  ['a module that is not there', 'missing-module', MAIN, "'modules/alerts.bicep'", "'modules/alarms.bicep'"],
  [
    'a parameter the module lacks',
    'module-parameter',
    MAIN,
    'redundancy: storageRedundancy',
    'redundancy: storageRedundancy\n    sku: storageRedundancy',
  ],
  ['a parameter the module needs', 'module-parameter', MAIN, '    redundancy: storageRedundancy\n', ''],
  [
    'a parameter of another type',
    'wrong-type',
    MAIN,
    'emails: alertEmails\n    startDate',
    "emails: 'a@b.example'\n    startDate",
  ],
  [
    'an output the module lacks',
    'module-output',
    MAIN,
    'storage.outputs.endpoints',
    'storage.outputs.addresses',
  ],
  [
    'a property that Flex Consumption refuses',
    'refused',
    module('functions'),
    "scmMinTlsVersion: '1.2'",
    "scmMinTlsVersion: '1.2'\n      ftpsState: 'Disabled'",
  ],
  [
    'a setting that Flex Consumption refuses',
    'refused',
    module('functions'),
    "AzureWebJobsDisableHomepage: 'true'",
    "AzureWebJobsDisableHomepage: 'true'\n      FUNCTIONS_WORKER_RUNTIME: 'node'",
  ],
  [
    'a budget that begins anew each month',
    'refused',
    MAIN,
    "param budgetStart string = ''",
    "param budgetStart string = utcNow('yyyy-MM-01')",
  ],
  [
    'a query that is held against tables that are not there yet',
    'refused',
    module('alerts'),
    '    skipQueryValidation: true\n',
    '',
  ],
  [
    'an unknown parameter in a file',
    'parameter-file',
    'infra/bicep/parameters/small.parameters.json',
    '"logDays"',
    '"daysOfLogs"',
  ],
  [
    'a value outside its limits in a file',
    'parameter-file',
    'infra/bicep/parameters/small.parameters.json',
    '"logDays": { "value": 30 }',
    '"logDays": { "value": 7 }',
  ],
  [
    'a default of the environment that is not allowed',
    'parameter-file',
    'infra/bicep/main.parameters.json',
    'CLOUD=public}',
    'CLOUD=azure}',
  ],
];

/** Found by the schema of the type. */
const AGAINST_SCHEMA: readonly Mistake[] = [
  [
    'an unknown property',
    'unknown-property',
    module('storage'),
    'allowSharedKeyAccess: false',
    'allowSharedKeyAcess: false',
  ],
  [
    'a property in the wrong place',
    'unknown-property',
    module('functions'),
    'serverFarmId: plan.id',
    'serverFarmId: plan.id\n    minTlsVersion: plan.id',
  ],
  [
    'a property that only Azure sets',
    'unknown-property',
    module('key-vault'),
    'sku: {\n      family',
    "hsmPoolResourceId: 'x'\n    sku: {\n      family",
  ],
  ['a required property forgotten', 'missing-property', module('storage'), "  kind: 'StorageV2'\n", ''],
  [
    'a required property deep inside',
    'missing-property',
    module('alerts'),
    "          metricName: 'ServiceApiResult'\n",
    '',
  ],
  ['a literal that is none', 'wrong-literal', module('storage'), "kind: 'StorageV2'", "kind: 'StorageV3'"],
  [
    'a literal behind a variable',
    'wrong-literal',
    module('storage'),
    "'Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'",
    "'Standard_LRS', 'Standard_XRS', 'Standard_GRS', 'Standard_GZRS'",
  ],
  [
    'a name that is too long',
    'wrong-literal',
    module('alerts'),
    "groupShortName: 'report-tiles'",
    "groupShortName: 'report-tiles-alerts'",
  ],
  ['text for a truth value', 'wrong-type', module('functions'), 'httpsOnly: true', "httpsOnly: 'true'"],
  [
    'one for a list',
    'wrong-type',
    module('network'),
    'addressPrefixes: [ addressPrefix ]',
    'addressPrefixes: addressPrefix',
  ],
  [
    'a type that does not exist',
    'unknown-type',
    module('storage'),
    'tableServices@2026-04-01',
    'tableService@2026-04-01',
  ],
  ['a version that does not exist', 'unknown-type', module('identity'), '@2024-11-30', '@2024-11-31'],
  [
    'a parent of another type',
    'wrong-parent',
    module('storage'),
    'parent: tableService',
    'parent: queueService',
  ],
  ['a child without its parent', 'wrong-parent', module('key-vault'), '  parent: vault\n', ''],
  ['a variant that does not exist', 'wrong-literal', module('functions'), "name: 'scm'", "name: 'scp'"],
];

describe('the check of the deployment', () => {
  it('finds nothing in ours', () => expect(check(deploymentFiles()).map(showProblem)).toEqual([]));

  for (const [what, rule, file, from, to] of MISTAKES) it(`finds ${what}`, () => find(rule, file, from, to));

  describe.skipIf(!haveSchemas)('against the schemas', () => {
    for (const [what, rule, file, from, to] of AGAINST_SCHEMA)
      it(`finds ${what}`, () => find(rule, file, from, to));

    it('says the file and the line of the mistake', () => {
      const files = planted(module('storage'), 'allowSharedKeyAccess: false', 'allowSharedKeyAcess: false');
      const line =
        (files.get(module('storage')) ?? '').split('\n').findIndex((at) => at.includes('KeyAcess')) + 1;
      expect(check(files)).toContainEqual(expect.objectContaining({ file: module('storage'), line }));
    });
  });
});

function find(rule: Rule, file: string, from: string, to: string): void {
  expect(check(planted(file, from, to))).toContainEqual(expect.objectContaining({ file, rule }));
}
