import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Body,
  EVE,
  FREE,
  type Harness,
  MISSING,
  pinModel,
  row,
  SALES,
  startHarness,
  TEMPLATE_MODEL,
  TEMPLATES,
} from './harness.ts';

let harness: Harness;
let model: string;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());
beforeEach(async () => {
  await harness.standIn.control.reset();
  const made = await harness.ask(`POST /groups/${SALES}/datasets?defaultRetentionPolicy=basicFIFO`, {
    body: pinModel('Pin'),
  });
  expect(made.status).toBe(201);
  model = made.body.id;
});

const AT = '2026-11-01T08:00:00Z';
const rowsPath = (table = 'Tile') => `/groups/${SALES}/datasets/${model}/tables/${table}/rows`;
const post = (rows: readonly unknown[], table = 'Tile') =>
  harness.ask(`POST ${rowsPath(table)}`, { body: { rows } });
const stored = (table = 'Tile') => harness.standIn.control.rows({ modelId: model, table });

async function refusal(body: unknown): Promise<[number, string]> {
  const answer = await harness.ask(`POST /groups/${SALES}/datasets`, { body });
  return [answer.status, answer.body.error.message];
}

describe('creating a push model', () => {
  it('answers id and name, and lists the model', async () => {
    const { body } = await harness.ask(`GET /groups/${SALES}/datasets`);
    expect(body.value).toMatchObject([{ id: model, name: 'Pin', addRowsAPIEnabled: true }]);
  });

  it('makes a second one of the same name without a word', async () => {
    expect((await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') })).status).toBe(201);
    expect((await harness.ask(`GET /groups/${SALES}/datasets`)).body.value).toHaveLength(2);
  });

  it('may answer 202', async () => {
    await harness.standIn.control.rules({ modelCreation: 'accepted' });
    const { status, body } = await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Late') });
    expect([status, body.name]).toEqual([202, 'Late']);
  });

  it('makes it in My workspace where no group is named', async () => {
    const { body } = await harness.ask('POST /datasets', { body: pinModel('Own') });
    expect((await harness.ask(`GET /datasets/${body.id}`)).body.name).toBe('Own');
    expect((await harness.ask(`GET /groups/${SALES}/datasets/${body.id}`)).status).toBe(404);
  });

  const columns = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `C${index}`, dataType: 'Int64' }));
  const tables = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `T${index}`, columns: columns(1) }));
  const relationships = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: `R${index}`,
      fromTable: 'T0',
      fromColumn: 'C0',
      toTable: 'T1',
      toColumn: 'C0',
    }));

  it('takes 75 columns, tables and relationships, and refuses one more of each', async () => {
    const full = { name: 'Full', tables: [...tables(74), { name: 'Wide', columns: columns(75) }] };
    const made = await harness.ask(`POST /groups/${SALES}/datasets`, {
      body: { ...full, relationships: relationships(75) },
    });
    expect(made.status).toBe(201);
    expect(await refusal({ name: 'X', tables: [{ name: 'T', columns: columns(76) }] })).toEqual([
      400,
      "Table 'T' has more than 75 columns.",
    ]);
    expect(await refusal({ name: 'X', tables: tables(76) })).toEqual([
      400,
      'The dataset has more than 75 tables.',
    ]);
    expect(await refusal({ name: 'X', tables: tables(2), relationships: relationships(76) })).toEqual([
      400,
      'The dataset has more than 75 relationships.',
    ]);
  });

  it.each([
    ['a table name with punctuation', { name: 'A.B', columns: [{ name: 'C', dataType: 'Int64' }] }],
    [
      'a table name over 100 characters',
      { name: 'A'.repeat(101), columns: [{ name: 'C', dataType: 'Int64' }] },
    ],
    ['an unknown data type', { name: 'T', columns: [{ name: 'C', dataType: 'Money' }] }],
    ['no columns', { name: 'T', columns: [] }],
    [
      'columns that differ only in case',
      {
        name: 'T',
        columns: [
          { name: 'C', dataType: 'Int64' },
          { name: 'c', dataType: 'Int64' },
        ],
      },
    ],
    [
      'a measure with a data category',
      {
        name: 'T',
        columns: [{ name: 'C', dataType: 'Int64' }],
        measures: [{ name: 'M', expression: 'SUM(T[C])', dataCategory: 'ImageUrl' }],
      },
    ],
  ])('refuses %s', async (_, table) => {
    expect((await refusal({ name: 'X', tables: [table] }))[0]).toBe(400);
  });

  it('refuses relationships to columns that are not there, and unknown properties', async () => {
    const orphan = { name: 'R', fromTable: 'T0', fromColumn: 'C0', toTable: 'T1', toColumn: 'Nope' };
    expect((await refusal({ name: 'X', tables: tables(2), relationships: [orphan] }))[0]).toBe(400);
    expect((await refusal({ ...pinModel('X'), owner: 'me' }))[0]).toBe(400);
    expect((await refusal({ name: 'X' }))[0]).toBe(400);
    expect((await refusal({ ...pinModel('X'), defaultMode: 'AsAzure' }))[0]).toBe(400);
  });

  it('refuses an unknown retention policy and viewers', async () => {
    const policy = await harness.ask(`POST /groups/${SALES}/datasets?defaultRetentionPolicy=lifo`, {
      body: pinModel('X'),
    });
    const viewer = await harness.ask(`POST /groups/${SALES}/datasets`, { as: EVE, body: pinModel('X') });
    expect([policy.status, viewer.status]).toEqual([400, 403]);
  });

  it('is over after October 2027, while existing models go on', async () => {
    await harness.standIn.control.rules({ pushModelsEndAt: '2020-01-01T00:00:00Z' });
    const { status, body } = await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Late') });
    expect([status, body.error.message]).toEqual([
      400,
      'Creation of new push semantic models is no longer supported.',
    ]);
    expect((await post([row(AT)])).status).toBe(200);
  });
});

describe('posting rows', () => {
  it('appends them and answers 200 without a body', async () => {
    const first = await post([row(AT)]);
    await post([row('2026-11-01T09:00:00Z')]);
    expect([first.status, first.text]).toEqual([200, '']);
    expect((await stored()).map((one) => one.RefreshedAt)).toEqual([AT, '2026-11-01T09:00:00Z']);
  });

  it('takes blanks, and leaves out what is left out', async () => {
    expect((await post([{ RefreshedAt: AT, Title: null }])).status).toBe(200);
    expect(await stored()).toEqual([{ RefreshedAt: AT, Title: null }]);
  });

  it.each([
    ['an unknown column', { Colour: 'red' }, 'Tile'],
    ['a column name of another case', { title: 'x' }, 'Tile'],
    ['a number for a string', { Title: 7 }, 'Tile'],
    ['a string that is no date', { RefreshedAt: 'yesterday' }, 'Tile'],
    ['a date that does not exist', { RefreshedAt: '2026-13-01T00:00:00Z' }, 'Tile'],
    ['a fraction for a whole number', { RunId: 1.5 }, 'Data'],
    ['a string for a number', { Value: '1.5' }, 'Data'],
    ['an object', { Title: { text: 'x' } }, 'Tile'],
    ['more than 4,000 characters', { Title: 'x'.repeat(4001) }, 'Tile'],
  ])('refuses %s and keeps none of the rows', async (_, bad, table) => {
    const { status, body } = await post([{}, bad], table);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
    expect(await stored(table)).toEqual([]);
  });

  it('takes 4,000 characters', async () => {
    expect((await post([{ Title: 'x'.repeat(4000) }])).status).toBe(200);
  });

  it('takes the date forms of the documentation', async () => {
    const rows = ['2026-11-01T08:00:00Z', '2026-11-01T08:00:00.123+01:00', '2026-11-01', '07/30/2014'];
    expect((await post(rows.map((RefreshedAt) => ({ RefreshedAt })))).status).toBe(200);
  });

  it('refuses rows that are no objects, bodies of another form and other content types', async () => {
    expect((await post(['x'])).status).toBe(400);
    expect((await harness.ask(`POST ${rowsPath()}`, { body: [row(AT)] })).status).toBe(400);
    expect(
      (
        await harness.ask(`POST ${rowsPath()}`, {
          raw: '{"rows":',
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(400);
    expect((await harness.ask(`POST ${rowsPath()}`, { raw: '{"rows":[]}' })).status).toBe(415);
  });

  it('refuses unknown models and tables with 404, and a model of another workspace', async () => {
    const paths = [
      `/groups/${SALES}/datasets/${MISSING}/tables/Tile/rows`,
      `/groups/${SALES}/datasets/${TEMPLATE_MODEL}/tables/Tile/rows`,
      rowsPath('Nope'),
    ];
    for (const path of paths) {
      const { status, body } = await harness.ask(`POST ${path}`, { body: { rows: [] } });
      expect([status, body.error.code]).toEqual([404, 'PowerBIEntityNotFound']);
    }
  });

  it('refuses those who only view', async () => {
    const { status } = await harness.ask(
      `POST /groups/${TEMPLATES}/datasets/${TEMPLATE_MODEL}/tables/Tile/rows`,
      {
        body: { rows: [row(AT)] },
      },
    );
    expect(status).toBe(403);
  });

  it('takes 10,000 rows and refuses 10,001', async () => {
    const rows = Array.from({ length: 10_001 }, (_, index) => ({ RunId: index }));
    expect((await post(rows, 'Data')).status).toBe(413);
    expect((await post(rows.slice(1), 'Data')).status).toBe(200);
  });

  it('allows 120 POSTs a minute for a model, and says when there is room again', async () => {
    for (let n = 0; n < 120; n += 1) expect((await post([row(AT)])).status).toBe(200);
    const refused = await post([row(AT)]);
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect(await stored()).toHaveLength(120);
    await harness.standIn.control.advance({ seconds: wait });
    expect((await post([row(AT)])).status).toBe(200);
  });

  it('allows 120 POSTs an hour once a table is large', async () => {
    await harness.standIn.control.limits({ largeTableRows: 3, postsPerHourOfLargeTable: 4 });
    for (let n = 0; n < 4; n += 1) expect((await post([row(AT)])).status).toBe(200);
    const refused = await post([row(AT)]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3000);
  });

  it('counts rows by the hour', async () => {
    await harness.standIn.control.limits({ rowsPerHour: 5 });
    expect((await post([row(AT), row(AT), row(AT)])).status).toBe(200);
    const refused = await post([row(AT), row(AT), row(AT)]);
    expect([refused.status, refused.body.error.message]).toEqual([
      429,
      'You are over your rows per hour limit for this dataset. To push more rows per hour, upgrade your account to Power BI Pro or retry your push later.',
    ]);
    await harness.standIn.control.advance({ hours: 1 });
    expect((await post([row(AT), row(AT), row(AT)])).status).toBe(200);
  });

  it('allows fewer rows an hour to the models of a free user', async () => {
    await harness.standIn.control.limits({ rowsPerHourFree: 1 });
    const { body } = await harness.ask('POST /datasets', { as: FREE, body: pinModel('Own') });
    const push = (): Promise<{ status: number; body: Body }> =>
      harness.ask(`POST /datasets/${body.id}/tables/Tile/rows`, { as: FREE, body: { rows: [row(AT)] } });
    expect([(await push()).status, (await push()).status]).toEqual([200, 429]);
  });

  it('refuses a sixth POST while five are pending', async () => {
    await harness.standIn.control.failNext({ operation: 'Datasets_PostRowsInGroup', delayMs: 400, times: 5 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => post([row(AT)])));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await post([row(AT)])).status).toBe(200);
  });

  it('keeps the newest rows of a basicFIFO table and refuses more than fit otherwise', async () => {
    await harness.standIn.control.limits({ rowsPerTableFifo: 3, rowsPerTable: 3 });
    await post(
      [1, 2, 3, 4].map((RunId) => ({ RunId })),
      'Data',
    );
    expect(await stored('Data')).toEqual([{ RunId: 2 }, { RunId: 3 }, { RunId: 4 }]);
    const { body } = await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('All') });
    const path = `POST /groups/${SALES}/datasets/${body.id}/tables/Data/rows`;
    expect((await harness.ask(path, { body: { rows: [1, 2, 3].map((RunId) => ({ RunId })) } })).status).toBe(
      200,
    );
    expect((await harness.ask(path, { body: { rows: [{ RunId: 4 }] } })).status).toBe(400);
  });

  it('refuses requests over 16 MB', async () => {
    await harness.standIn.control.limits({ bytesPerRequest: 1000 });
    expect((await post([{ Title: 'x'.repeat(1000) }])).status).toBe(413);
  });
});

describe('the rest of a push model', () => {
  it('lists its tables', async () => {
    const { body } = await harness.ask(`GET /groups/${SALES}/datasets/${model}/tables`);
    expect(body.value.map((one) => one.name)).toEqual(['Tile', 'Data']);
  });

  it('deletes all rows of a table', async () => {
    await post([row(AT)]);
    expect((await harness.ask(`DELETE ${rowsPath()}`)).status).toBe(200);
    expect(await stored()).toEqual([]);
  });

  it('replaces the schema of a table, keeping the columns that stay', async () => {
    await post([{ RefreshedAt: AT, Title: 'A' }]);
    const body = {
      name: 'Tile',
      columns: [
        { name: 'Title', dataType: 'String' },
        { name: 'Note', dataType: 'String' },
      ],
    };
    expect((await harness.ask(`PUT /groups/${SALES}/datasets/${model}/tables/Tile`, { body })).status).toBe(
      200,
    );
    expect(await stored()).toEqual([{ Title: 'A' }]);
    expect((await post([{ Note: 'x' }])).status).toBe(200);
    expect((await post([{ Status: 'x' }])).status).toBe(400);
  });

  it('is not refreshed', async () => {
    const { status } = await harness.ask(`POST /groups/${SALES}/datasets/${model}/refreshes`, {
      body: { notifyOption: 'NoNotification' },
    });
    expect(status).toBe(400);
  });

  it('is gone after it was deleted', async () => {
    expect((await harness.ask(`DELETE /groups/${SALES}/datasets/${model}`)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${SALES}/datasets/${model}`)).status).toBe(404);
    expect((await post([row(AT)])).status).toBe(404);
  });
});
