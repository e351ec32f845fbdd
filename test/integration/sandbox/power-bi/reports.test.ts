import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { reportDefinition } from '../../../../sandbox/power-bi/seed/template-kit.ts';
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
  TEMPLATE_REPORT,
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
  model = (await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') })).body.id;
});

const cloneReport = (body: unknown, as = ADA) =>
  harness.ask(`POST /groups/${TEMPLATES}/reports/${TEMPLATE_REPORT}/Clone`, { as, body });

describe('reports', () => {
  it('are listed, read and deleted', async () => {
    const { body } = await cloneReport({ name: 'Copy', targetWorkspaceId: SALES, targetModelId: model });
    const listed = await harness.ask(`GET /groups/${SALES}/reports`);
    expect(listed.body.value).toMatchObject([{ id: body.id, name: 'Copy', datasetId: model }]);
    expect((await harness.ask(`DELETE /groups/${SALES}/reports/${body.id}`, { as: EVE })).status).toBe(403);
    expect((await harness.ask(`DELETE /groups/${SALES}/reports/${body.id}`)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${SALES}/reports/${body.id}`)).status).toBe(404);
  });

  it('name their pages', async () => {
    const { body } = await harness.ask(`GET /groups/${TEMPLATES}/reports/${TEMPLATE_REPORT}/pages`);
    expect(body.value.map((page) => page.displayName)).toEqual(['Page 1']);
  });
});

describe('cloning a report', () => {
  it('needs Write on the source: to view it is not enough', async () => {
    const request = { name: 'Copy', targetWorkspaceId: SALES, targetModelId: model };
    expect((await cloneReport(request, 'b0000000-0000-4000-8000-00000000000b')).status).toBe(403);
    expect((await cloneReport(request)).status).toBe(200);
  });

  it('needs the target model in another workspace', async () => {
    expect((await cloneReport({ name: 'Copy', targetWorkspaceId: SALES })).status).toBe(400);
    expect((await cloneReport({ name: 'Copy' })).status).toBe(200);
  });

  it('needs a model that exists, a workspace to write in, and a name', async () => {
    const missing = { name: 'Copy', targetWorkspaceId: SALES, targetModelId: MISSING };
    expect((await cloneReport(missing)).status).toBe(404);
    const foreign = { name: 'Copy', targetWorkspaceId: MISSING, targetModelId: model };
    expect((await cloneReport(foreign)).status).toBe(401);
    expect((await cloneReport({ targetModelId: model })).status).toBe(400);
  });

  it('may give the same name twice', async () => {
    const request = { name: 'Copy', targetWorkspaceId: SALES, targetModelId: model };
    expect([(await cloneReport(request)).status, (await cloneReport(request)).status]).toEqual([200, 200]);
  });
});

describe('rebinding and restyling', () => {
  async function copy(): Promise<string> {
    const request = { name: 'Copy', targetWorkspaceId: SALES, targetModelId: model };
    return (await cloneReport(request)).body.id;
  }

  it('binds a report to another model, with Build on it', async () => {
    const id = await copy();
    const rebind = (datasetId: string, as?: string) =>
      harness.ask(`POST /groups/${SALES}/reports/${id}/Rebind`, {
        body: { datasetId },
        ...(as === undefined ? {} : { as }),
      });
    expect((await rebind(TEMPLATE_MODEL)).status).toBe(403);
    expect((await rebind(MISSING)).status).toBe(404);
    expect((await rebind(TEMPLATE_MODEL, ADA)).status).toBe(200);
    expect((await harness.ask(`GET /groups/${SALES}/reports/${id}`)).body.datasetId).toBe(TEMPLATE_MODEL);
    const definition = await harness.ask(`POST fabric:/workspaces/${SALES}/reports/${id}/getDefinition`);
    const binding = definition.body.definition.parts.find((part) => part.path === 'definition.pbir');
    expect(Buffer.from(binding?.payload ?? '', 'base64').toString('utf8')).toContain(TEMPLATE_MODEL);
  });

  it('takes over the pages of another report and keeps its own model', async () => {
    const id = await copy();
    const visual = { name: 'total', visualType: 'card', title: 'Total', fields: [] };
    const made = await harness.ask(`POST fabric:/workspaces/${SALES}/reports`, {
      body: { displayName: 'Other', definition: { parts: reportDefinition(model, [visual]) } },
    });
    const update = {
      sourceType: 'ExistingReport',
      sourceReport: { sourceReportId: made.body.id, sourceWorkspaceId: SALES },
    };
    const path = `/groups/${SALES}/reports/${id}/UpdateReportContent`;
    expect((await harness.ask(`POST ${path}`, { body: update })).status).toBe(200);
    expect(await harness.standIn.control.visuals({ reportId: id })).toMatchObject([{ name: 'total' }]);
    const unknown = { ...update, sourceReport: { sourceReportId: MISSING } };
    expect((await harness.ask(`POST ${path}`, { body: unknown })).status).toBe(404);
  });
});

describe('imports', () => {
  const BOUNDARY = 'f05e5244-f876-43b9-bc87-d71598f6b32a';
  function pbix(name: string, query = '', content = 'PK\u0003\u0004 kit') {
    const raw = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="kit.pbix"\r\n\r\n${content}\r\n--${BOUNDARY}--\r\n`;
    return harness.ask(`POST /groups/${SALES}/imports?datasetDisplayName=${name}${query}`, {
      raw,
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    });
  }

  it('make an import model and a report, and answer 202 with an id to ask for', async () => {
    const { status, body } = await pbix('Kit.pbix');
    expect(status).toBe(202);
    const done = await harness.ask(`GET /groups/${SALES}/imports/${body.id}`);
    expect(done.body).toMatchObject({
      importState: 'Succeeded',
      name: 'Kit',
      datasets: [{ name: 'Kit', addRowsAPIEnabled: false }],
      reports: [{ name: 'Kit' }],
    });
  });

  it('leave out the report when asked, and refuse a name that is taken when told to', async () => {
    const { body } = await pbix('Kit', '&skipReport=true');
    const done = await harness.ask(`GET /groups/${SALES}/imports/${body.id}`);
    expect(done.body).toMatchObject({ reports: [] });
    expect((await pbix('Kit', '&nameConflict=Abort')).status).toBe(409);
    expect((await pbix('New', '&nameConflict=Overwrite')).status).toBe(404);
    const { body: second } = await pbix('Kit', '&nameConflict=GenerateUniqueName');
    expect((await harness.ask(`GET /groups/${SALES}/imports/${second.id}`)).body.name).toBe('Kit 1');
  });

  it('refuse what is no .pbix, no form, or has no name', async () => {
    expect((await pbix('Kit', '', '<Report/>')).status).toBe(400);
    expect((await pbix('')).status).toBe(400);
    const path = `POST /groups/${SALES}/imports?datasetDisplayName=Kit`;
    expect((await harness.ask(path, { raw: 'PK' })).status).toBe(415);
    expect((await pbix('Kit', '&nameConflict=Maybe')).status).toBe(400);
  });

  it('make models that take no rows and are refreshed eight times a day', async () => {
    const { body } = await pbix('Kit');
    const { body: made } = await harness.ask(`GET /groups/${SALES}/imports/${body.id}`);
    const id = made.datasets[0]?.id;
    const rows = await harness.ask(`POST /groups/${SALES}/datasets/${id}/tables/Tile/rows`, {
      body: { rows: [] },
    });
    expect([rows.status, rows.body.error]).toEqual([
      404,
      { code: 'ItemNotFound', message: `Dataset ${id} is not Push API dataset.` },
    ]);
    const refresh = () =>
      harness.ask(`POST /groups/${SALES}/datasets/${id}/refreshes`, {
        body: { notifyOption: 'NoNotification' },
      });
    for (let n = 0; n < 8; n += 1) expect((await refresh()).status).toBe(202);
    expect((await refresh()).status).toBe(429);
    await harness.standIn.control.advance({ days: 1 });
    expect((await refresh()).status).toBe(202);
  });

  it('are the workspace’s own', async () => {
    const { body } = await pbix('Kit');
    expect((await harness.ask(`GET /groups/${FINANCE}/imports/${body.id}`, { as: ADA })).status).toBe(404);
  });
});
