import { describe, expect, it } from 'vitest';
import { loadPowerBiContract } from '../../sandbox/power-bi/contract/swagger.ts';
import type { Operation } from '../../sandbox/power-bi/http/operation.ts';
import { dashboardOperations } from '../../sandbox/power-bi/rest/dashboards.ts';
import { datasetOperations } from '../../sandbox/power-bi/rest/datasets.ts';
import { importOperations } from '../../sandbox/power-bi/rest/imports.ts';
import { reportOperations } from '../../sandbox/power-bi/rest/reports.ts';
import { workspaceUserOperations } from '../../sandbox/power-bi/rest/workspace-users.ts';
import { workspaceOperations } from '../../sandbox/power-bi/rest/workspaces.ts';

// The contract lies beside the checkout: ../shared/contracts/powerbi-rest.swagger.json from the repository root.
const contract = loadPowerBiContract();

const ID = '11000000-0000-4000-8000-000000000001';
const GROUP = `/v1.0/myorg/groups/${ID}`;
const CLONE = `${GROUP}/dashboards/${ID}/tiles/${ID}/Clone`;

const OPERATIONS: readonly Operation[] = [
  ...workspaceOperations,
  ...workspaceUserOperations,
  ...dashboardOperations,
  ...datasetOperations,
  ...reportOperations,
  ...importOperations,
];

describe.skipIf(contract === undefined)('the published REST contract', () => {
  const request = (method: string, path: string, requestBody?: unknown) =>
    contract?.requestFaultsOf({ method, path, requestBody }) ?? [];
  const response = (method: string, path: string, status: number, responseBody?: unknown) =>
    contract?.responseFaultsOf({ method, path, status, responseBody }) ?? [];

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    'has %s at the address and under the name that the stand-in gives it',
    (id, { method, path }) => {
      expect(contract?.operationOf(method, path.replace(/\{\w+\}/g, ID))).toBe(id);
    },
  );

  it('accepts what its own examples send', () => {
    const dataset = {
      name: 'SalesMarketing',
      defaultMode: 'Push',
      tables: [
        {
          name: 'Product',
          columns: [
            { name: 'ProductID', dataType: 'Int64' },
            { name: 'Sales', dataType: 'Int64', formatString: 'Currency' },
          ],
        },
      ],
    };
    expect(request('POST', `${GROUP}/datasets?defaultRetentionPolicy=basicFIFO`, dataset)).toEqual([]);
    expect(request('POST', `${GROUP}/datasets/${ID}/tables/Product/rows`, { rows: [{ Any: 1 }] })).toEqual(
      [],
    );
    expect(request('POST', CLONE, { targetDashboardId: ID, positionConflictAction: 'Tail' })).toEqual([]);
    expect(request('GET', '/v1.0/myorg/groups?$top=100&$skip=0')).toEqual([]);
  });

  it.each([
    ['an unknown property', 'POST', CLONE, { targetDashboardId: ID, title: 'Mine' }],
    ['a missing property', 'POST', CLONE, { targetWorkspaceId: ID }],
    ['an id that is no GUID', 'POST', CLONE, { targetDashboardId: 'overview' }],
    ['a value outside the list', 'POST', CLONE, { targetDashboardId: ID, positionConflictAction: 'Head' }],
    ['a value of another type', 'POST', `${GROUP}/dashboards`, { name: 7 }],
    ['an unknown property deep inside', 'POST', `${GROUP}/datasets`, deep({ colour: 'red' })],
    ['a data category on a measure', 'POST', `${GROUP}/datasets`, deep({}, { dataCategory: 'ImageUrl' })],
    ['no body', 'POST', `${GROUP}/dashboards`, undefined],
    ['a body where none is taken', 'DELETE', `${GROUP}/dashboards/${ID}`, {}],
    ['an unknown query parameter', 'GET', '/v1.0/myorg/groups?top=1', undefined],
    [
      'a retention policy outside the list',
      'POST',
      `${GROUP}/datasets?defaultRetentionPolicy=lifo`,
      deep({}),
    ],
    ['a missing query parameter', 'POST', `${GROUP}/imports`, {}],
    ['an operation that does not exist', 'DELETE', `${GROUP}/dashboards/${ID}/tiles/${ID}`, undefined],
  ])('finds %s in a request', (_, method, path, body) => {
    expect(request(method, path, body)).toHaveLength(1);
  });

  it.each([
    ['an unknown property', 200, { id: ID, displayName: 'A', subtitle: 'B' }],
    ['a missing id', 200, { displayName: 'A' }],
    ['a value of another type', 200, { id: ID, isReadOnly: 'no' }],
    ['a status that is not promised', 201, { id: ID }],
    ['an error of another shape', 404, { message: 'gone' }],
  ])('finds %s in an answer', (_, status, body) => {
    expect(response('GET', `${GROUP}/dashboards/${ID}`, status, body).length).toBeGreaterThan(0);
  });

  it('accepts both shapes of errors, and none', () => {
    const path = `${GROUP}/dashboards/${ID}`;
    const long = { code: 'X', 'pbi.error': { code: 'X', parameters: {}, details: [], exceptionCulprit: 1 } };
    expect(response('GET', path, 403, { error: { code: 'TokenExpired', message: 'Expired.' } })).toEqual([]);
    expect(response('GET', path, 404, { error: long })).toEqual([]);
    expect(response('GET', path, 401)).toEqual([]);
  });

  it('accepts answers as the service spells them', () => {
    const dataset = {
      '@odata.context': 'x',
      id: ID,
      name: 'A',
      addRowsAPIEnabled: true,
      isRefreshable: false,
    };
    expect(response('GET', `${GROUP}/datasets/${ID}`, 200, dataset)).toEqual([]);
  });

  it('finds a body where rows are answered without one', () => {
    expect(response('POST', `${GROUP}/datasets/${ID}/tables/T/rows`, 200, {})).toHaveLength(1);
    expect(response('POST', `${GROUP}/datasets/${ID}/tables/T/rows`, 200)).toEqual([]);
  });
});

/** A request for a push model with something more in its column or its measure. */
function deep(column: object, measure?: object): object {
  const table = {
    name: 'T',
    columns: [{ name: 'C', dataType: 'Int64', ...column }],
    ...(measure === undefined ? {} : { measures: [{ name: 'M', expression: 'SUM(T[C])', ...measure }] }),
  };
  return { name: 'X', tables: [table] };
}
