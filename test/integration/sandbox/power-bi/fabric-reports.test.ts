import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { pictureReport } from '../../../../sandbox/power-bi/seed/template-kit.ts';
import {
  ADA,
  EVE,
  FINANCE,
  type Harness,
  MISSING,
  pinModel,
  SALES,
  startHarness,
  TEMPLATE_MODEL,
} from './harness.ts';

// The schemas are beside the checkout: ../shared/contracts/fabric-report from the repository root.
const noSchemas = !existsSync(new URL('../../../../../shared/contracts/fabric-report', import.meta.url));

let harness: Harness;
let model: string;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.standIn.control.reset();
  model = (await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') })).body.id;
});

const REPORTS = `/workspaces/${SALES}/reports`;
type Parts = ReturnType<typeof pictureReport>;

function create(parts: Parts | unknown, displayName = 'Pin', as?: string) {
  return harness.ask(`POST fabric:${REPORTS}`, {
    body: { displayName, definition: { parts } },
    ...(as === undefined ? {} : { as }),
  });
}

/** The definition with one of its files changed. */
function changed(path: string, change: (content: Record<string, unknown>) => unknown): Parts {
  return pictureReport(model).map((part) => {
    if (!part.path.endsWith(path)) return part;
    const content = JSON.parse(Buffer.from(part.payload, 'base64').toString('utf8')) as Record<
      string,
      unknown
    >;
    const payload = Buffer.from(JSON.stringify(change(content)), 'utf8').toString('base64');
    return { ...part, payload };
  });
}

describe('a report made from its definition', () => {
  it('is there at once, under both APIs, bound to the model', async () => {
    const { status, body } = await create(pictureReport(model));
    expect([status, body.displayName]).toEqual([201, 'Pin']);
    expect((await harness.ask(`GET fabric:${REPORTS}/${body.id}`)).body.displayName).toBe('Pin');
    expect((await harness.ask(`GET /groups/${SALES}/reports/${body.id}`)).body.datasetId).toBe(model);
    expect((await harness.ask(`GET fabric:${REPORTS}`)).body.value).toHaveLength(1);
  });

  it('gives its definition back', async () => {
    const parts = pictureReport(model);
    const { body } = await create(parts);
    const { body: got } = await harness.ask(`POST fabric:${REPORTS}/${body.id}/getDefinition`);
    expect(got.definition.parts).toEqual(parts);
  });

  it('takes another definition', async () => {
    const { body } = await create(pictureReport(model));
    const parts = changed('page.json', (page) => ({ ...page, displayName: 'Renamed' }));
    const update = await harness.ask(`POST fabric:${REPORTS}/${body.id}/updateDefinition`, {
      body: { definition: { parts } },
    });
    expect(update.status).toBe(200);
    const pages = await harness.ask(`GET /groups/${SALES}/reports/${body.id}/pages`);
    expect(pages.body.value.map((page) => page.displayName)).toEqual(['Renamed']);
  });

  it('is deleted', async () => {
    const { body } = await create(pictureReport(model));
    expect((await harness.ask(`DELETE fabric:${REPORTS}/${body.id}`)).status).toBe(200);
    const gone = await harness.ask(`GET fabric:${REPORTS}/${body.id}`);
    expect([gone.status, gone.body.errorCode]).toEqual([404, 'EntityNotFound']);
    expect(gone.body).toMatchObject({ requestId: gone.headers.get('requestid') });
  });
});

describe('making a report is refused', () => {
  it('without Contributor in the workspace', async () => {
    const viewer = await create(pictureReport(model), 'Pin', EVE);
    expect([viewer.status, viewer.body.errorCode]).toEqual([403, 'InsufficientPrivileges']);
    const foreign = await harness.ask(`POST fabric:/workspaces/${FINANCE}/reports`, {
      body: { displayName: 'Pin', definition: { parts: pictureReport(model) } },
    });
    expect(foreign.status).toBe(401);
  });

  it('where the name is taken, unless the rule allows it', async () => {
    await create(pictureReport(model));
    const second = await create(pictureReport(model), 'pin');
    expect([second.status, second.body.errorCode]).toEqual([409, 'ItemDisplayNameAlreadyInUse']);
    await harness.standIn.control.rules({ sameReportName: 'allowed' });
    expect((await create(pictureReport(model))).status).toBe(201);
  });

  it.each([
    ['no parts', []],
    ['no definition.pbir', pictureReport(MISSING).slice(1)],
    ['no report', pictureReport(MISSING).filter((part) => part.path !== 'definition/report.json')],
    [
      'a path outside',
      [...pictureReport(MISSING), { path: '../x', payload: '', payloadType: 'InlineBase64' }],
    ],
    ['the same path twice', [...pictureReport(MISSING), ...pictureReport(MISSING)]],
    [
      'a payload that is no base64',
      [{ path: 'definition.pbir', payload: '{}', payloadType: 'InlineBase64' }],
    ],
    ['another payload type', [{ path: 'definition.pbir', payload: 'e30=', payloadType: 'VSCode' }]],
  ])('with %s', async (_, parts) => {
    const { status } = await create(parts);
    expect(status).toBe(400);
    expect((await harness.ask(`GET fabric:${REPORTS}`)).body.value).toEqual([]);
  });

  it('with a binding by path, or to no model', async () => {
    const bound = (datasetReference: unknown) =>
      changed('definition.pbir', (pbir) => ({ ...pbir, datasetReference }));
    expect((await create(bound({ byPath: { path: '../Model' } }))).status).toBe(400);
    expect((await create(bound({ byConnection: { connectionString: 'Data Source=x' } }))).status).toBe(400);
    expect((await create(pictureReport(MISSING))).status).toBe(404);
  });

  it('without Build on the model', async () => {
    expect((await create(pictureReport(TEMPLATE_MODEL))).status).toBe(403);
    expect((await create(pictureReport(TEMPLATE_MODEL), 'Pin', ADA)).status).toBe(201);
  });

  it('on push models, where the rule says that the service does not support it', async () => {
    await harness.standIn.control.rules({ reportsOnPushModels: 'refused' });
    const { status, body } = await create(pictureReport(model));
    expect([status, body.errorCode]).toEqual([400, 'OperationNotSupportedForItem']);
  });

  it.skipIf(noSchemas).each([
    ['visual.json', 'an unknown property', (content: object) => ({ ...content, colour: 'red' })],
    ['visual.json', 'a missing position', (content: object) => ({ ...content, position: undefined })],
    [
      'page.json',
      'an unknown display option',
      (content: object) => ({ ...content, displayOption: 'Stretch' }),
    ],
    ['report.json', 'no theme', (content: object) => ({ ...content, themeCollection: undefined })],
    ['version.json', 'a malformed version', (content: object) => ({ ...content, version: 'two' })],
    ['definition.pbir', 'an unknown property', (content: object) => ({ ...content, author: 'me' })],
    ['page.json', 'no $schema', (content: object) => ({ ...content, $schema: undefined })],
    [
      'page.json',
      'the schema of another kind',
      (content: object) => ({
        ...content,
        $schema:
          'https://developer.microsoft.com/json-schemas/fabric/item/report/definition/report/3.3.0/schema.json',
      }),
    ],
  ])('with a %s that has %s', async (path, _, change) => {
    const { status, body } = await create(changed(path, change));
    expect([status, body.errorCode]).toEqual([400, 'CorruptedPayload']);
    expect(body.message).toContain(path);
  });
});

describe('a report that is made in the background', () => {
  beforeEach(() => harness.standIn.control.rules({ reportCreation: 'accepted' }));

  const operationOf = (headers: Headers) => `/operations/${headers.get('x-ms-operation-id')}`;

  it('is announced with 202, polled, and taken from the result', async () => {
    const { status, headers, text } = await create(pictureReport(model));
    expect([status, text, headers.get('retry-after')]).toEqual([202, '', '1']);
    expect(headers.get('location')).toBe(`${harness.standIn.urls.fabric}/v1${operationOf(headers)}`);
    expect((await harness.ask(`GET fabric:${REPORTS}`)).body.value).toEqual([]);
    const running = await harness.ask(`GET fabric:${operationOf(headers)}`);
    expect([running.body.status, running.headers.get('retry-after')]).toEqual(['Running', '1']);
    expect((await harness.ask(`GET fabric:${operationOf(headers)}/result`)).status).toBe(400);
    const done = await harness.ask(`GET fabric:${operationOf(headers)}`);
    expect(done.body.status).toBe('Succeeded');
    const result = await harness.ask(`GET fabric:${operationOf(headers)}/result`);
    expect(result.body.displayName).toBe('Pin');
    expect((await harness.ask(`GET /groups/${SALES}/reports/${result.body.id}`)).status).toBe(200);
  });

  it('comes about though nobody polls', async () => {
    await create(pictureReport(model));
    await harness.standIn.control.advance({ seconds: 10 });
    expect((await harness.ask(`GET /groups/${SALES}/reports`)).body.value).toHaveLength(1);
  });

  it('ends as failed where its model is gone by then', async () => {
    const { headers } = await create(pictureReport(model));
    await harness.ask(`DELETE /groups/${SALES}/datasets/${model}`);
    await harness.standIn.control.advance({ seconds: 10 });
    const { body } = await harness.ask(`GET fabric:${operationOf(headers)}`);
    expect(body).toMatchObject({ status: 'Failed', error: { errorCode: 'PowerBIEntityNotFound' } });
    expect((await harness.ask(`GET fabric:${operationOf(headers)}/result`)).status).toBe(400);
  });

  it('is its starter’s operation alone', async () => {
    const { headers } = await create(pictureReport(model));
    expect((await harness.ask(`GET fabric:${operationOf(headers)}`, { as: ADA })).status).toBe(404);
    expect((await harness.ask(`GET fabric:/operations/${MISSING}`)).status).toBe(404);
  });
});
