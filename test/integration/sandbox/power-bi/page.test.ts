import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PowerBiControl } from '../../../../sandbox/power-bi/control/control.ts';
import {
  ADA,
  BOARD_PACK,
  BOB,
  CLOSE,
  EVE,
  FINANCE,
  type Harness,
  OVERVIEW,
  pinModel,
  row,
  SALES,
  startHarness,
  TEMPLATE_DASHBOARD,
  TEMPLATE_MODEL,
  TEMPLATE_REPORT,
  TEMPLATES,
} from './harness.ts';

let harness: Harness;
let control: PowerBiControl;
beforeAll(async () => {
  harness = await startHarness();
  control = harness.standIn.control;
});
afterAll(() => harness.close());
beforeEach(() => control.reset());

type Seen = { readonly status: number; readonly location: string | null; readonly html: string };

async function visit(
  path: string,
  as: string | undefined = BOB,
  form?: Record<string, string>,
): Promise<Seen> {
  const response = await fetch(`${harness.standIn.url}${path}`, {
    redirect: 'manual',
    headers: as === '' ? {} : { cookie: `power-bi-visitor=${as}` },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  });
  return {
    status: response.status,
    location: response.headers.get('location'),
    html: await response.text(),
  };
}

const submit = (path: string, form: Record<string, string> = {}, as = BOB) => visit(path, as, form);
const DASHBOARD = `/groups/${SALES}/dashboards/${OVERVIEW}`;
const ANYONE = '';

describe('choosing a user', () => {
  it('comes first and leads back to the page that was asked for', async () => {
    const first = await visit(DASHBOARD, ANYONE);
    expect([first.status, first.location]).toEqual([303, `/signin?back=${encodeURIComponent(DASHBOARD)}`]);
    const list = await visit(first.location ?? '', ANYONE);
    expect(list.html).toContain('Bob Report');
    const chosen = await submit(first.location ?? '', { oid: BOB }, ANYONE);
    expect([chosen.status, chosen.location]).toEqual([303, DASHBOARD]);
  });

  it('never leads to another site', async () => {
    for (const back of ['//elsewhere.example', 'https://elsewhere.example']) {
      const { location } = await submit(`/signin?back=${encodeURIComponent(back)}`, { oid: BOB }, ANYONE);
      expect(location).toBe('/');
    }
  });
});

describe('a workspace', () => {
  it('lists dashboards, reports and models, and only the workspaces one may see', async () => {
    const { html } = await visit(`/groups/${SALES}`);
    expect(html).toContain('Overview');
    expect(html).toContain('Board pack');
    expect(html).toContain('Templates');
    expect(html).not.toContain('Finance');
  });

  it('is not available to strangers', async () => {
    expect((await visit(`/groups/${FINANCE}`)).status).toBe(401);
    expect((await visit(`/groups/${FINANCE}/dashboards/${CLOSE}`)).status).toBe(401);
    expect((await visit(`/groups/${SALES}/dashboards/${CLOSE}`)).status).toBe(404);
  });

  it('makes dashboards', async () => {
    const { location } = await submit(`/groups/${SALES}/dashboards`, { name: 'Pins' });
    expect((await visit(location ?? '')).html).toContain('<h1>Pins</h1>');
    expect((await submit(`/groups/${SALES}/dashboards`, { name: 'Mine' }, EVE)).status).toBe(403);
  });

  it('deletes reports and models', async () => {
    await submit(`/groups/${TEMPLATES}/reports/${TEMPLATE_REPORT}/delete`, {}, ADA);
    expect(await control.reports()).toEqual([]);
    expect((await submit(`/groups/${TEMPLATES}/datasets/${TEMPLATE_MODEL}/delete`)).status).toBe(403);
    await submit(`/groups/${TEMPLATES}/datasets/${TEMPLATE_MODEL}/delete`, {}, ADA);
    expect(await control.models()).toEqual([]);
    expect(await control.tiles()).toEqual([]);
  });
});

describe('a dashboard', () => {
  const actions = ['Add image tile', 'Rename', 'Make read-only', 'Delete dashboard'];

  it('can be renamed, made read-only and deleted by those who author', async () => {
    const { html } = await visit(DASHBOARD);
    for (const action of actions) expect(html).toContain(action);
    await submit(`${DASHBOARD}/rename`, { name: 'Renamed' });
    await submit(`${DASHBOARD}/read-only`, { value: 'yes' });
    const frozen = await visit(DASHBOARD);
    expect(frozen.html).toContain('<h1>Renamed <span class="chip">Read-only</span></h1>');
    expect((await submit(`${DASHBOARD}/delete`)).status).toBe(403);
    await submit(`${DASHBOARD}/read-only`, { value: 'no' });
    expect((await submit(`${DASHBOARD}/delete`)).location).toBe(`/groups/${SALES}`);
    expect((await visit(DASHBOARD)).status).toBe(404);
  });

  it('offers viewers nothing to change', async () => {
    const { html } = await visit(DASHBOARD, EVE);
    for (const action of actions) expect(html).not.toContain(action);
    expect((await submit(`${DASHBOARD}/rename`, { name: 'Mine' }, EVE)).status).toBe(403);
    expect((await submit(`/groups/${SALES}/dashboards/${BOARD_PACK}/delete`)).status).toBe(403);
  });

  it('shows names as text, never as markup', async () => {
    await submit(`${DASHBOARD}/rename`, { name: '<script>alert(1)</script>' });
    const { html } = await visit(DASHBOARD);
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});

describe('tiles', () => {
  async function pinned(): Promise<{ modelId: string; tileId: string; path: string }> {
    const { body } = await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') });
    const [template] = await control.tiles({ dashboardId: TEMPLATE_DASHBOARD });
    const report = await harness.ask(`POST /groups/${TEMPLATES}/reports/${TEMPLATE_REPORT}/Clone`, {
      as: ADA,
      body: { name: 'Pin', targetWorkspaceId: SALES, targetModelId: body.id },
    });
    const clone = `/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template?.id}/Clone`;
    const tile = await harness.ask(`POST ${clone}`, {
      body: {
        targetDashboardId: OVERVIEW,
        targetWorkspaceId: SALES,
        targetReportId: report.body.id,
        targetModelId: body.id,
      },
    });
    return { modelId: body.id, tileId: tile.body.id, path: `${DASHBOARD}/tiles/${tile.body.id}` };
  }

  const push = (modelId: string, at: string, ImageUrl: string) =>
    harness.ask(`POST /groups/${SALES}/datasets/${modelId}/tables/Tile/rows`, {
      body: { rows: [row(at, { ImageUrl })] },
    });

  it('show the picture of the newest row at its own address, and when it came', async () => {
    const { modelId } = await pinned();
    expect((await visit(DASHBOARD)).html).toContain('No data yet');
    await push(modelId, '2026-11-01T09:00:00Z', 'http://127.0.0.1:1/t/new.png?v=2');
    await push(modelId, '2026-11-01T08:00:00Z', 'http://127.0.0.1:1/t/old.png?v=1');
    const { html } = await visit(DASHBOARD);
    expect(html).toContain('<img src="http://127.0.0.1:1/t/new.png?v=2"');
    expect(html).not.toContain('old.png');
    expect(html).toContain('Last refreshed: <time');
  });

  it('change their tag when rows arrive, and only then', async () => {
    const { modelId } = await pinned();
    const tag = async () => {
      const response = await fetch(`${harness.standIn.url}${DASHBOARD}?fragment`, {
        headers: { cookie: `power-bi-visitor=${BOB}` },
      });
      return response.headers.get('x-tag');
    };
    const before = await tag();
    expect(await tag()).toBe(before);
    await push(modelId, '2026-11-01T09:00:00Z', 'http://127.0.0.1:1/t/new.png');
    expect(await tag()).not.toBe(before);
  });

  it('look broken when their links are lost or the model is gone', async () => {
    await control.rules({ deletingModel: 'leaves-them-broken' });
    const { modelId } = await pinned();
    await control.deleteModel({ modelId });
    const { html } = await visit(DASHBOARD);
    expect(html).toContain("Can't display this visual");
    expect(html).toContain('The semantic model behind this tile is gone.');
  });

  it('do not load addresses that are none of the web', async () => {
    const { modelId } = await pinned();
    await push(modelId, '2026-11-01T09:00:00Z', 'javascript:alert(1)');
    const { html } = await visit(DASHBOARD);
    expect(html).not.toContain('javascript:');
  });

  it('take a title, subtitle and link from people; REST then tells the title', async () => {
    const { path, tileId } = await pinned();
    const rest = `GET /groups/${SALES}/dashboards/${OVERVIEW}/tiles/${tileId}`;
    expect((await harness.ask(rest)).body.title).toBeUndefined();
    const wrong = await submit(`${path}/edit`, { title: 'Sales', subtitle: '', link: 'javascript:alert(1)' });
    expect([wrong.status, wrong.html.includes('The custom link is no web address.')]).toEqual([400, true]);
    await submit(`${path}/edit`, {
      title: 'Sales by region',
      subtitle: 'Hourly',
      link: 'http://127.0.0.1:1/report/7',
    });
    const { html } = await visit(DASHBOARD);
    expect(html).toContain('<a href="http://127.0.0.1:1/report/7">Sales by region</a>');
    expect(html).toContain('Hourly');
    expect((await harness.ask(rest)).body.title).toBe('Sales by region');
  });

  it('are deleted with a click, by those who author', async () => {
    const { path, tileId } = await pinned();
    expect((await submit(`${path}/delete`, {}, EVE)).status).toBe(403);
    expect((await submit(`${path}/delete`)).location).toBe(DASHBOARD);
    const rest = `GET /groups/${SALES}/dashboards/${OVERVIEW}/tiles/${tileId}`;
    expect((await harness.ask(rest)).status).toBe(404);
  });
});

describe('image tiles', () => {
  const add = (form: Record<string, string>) => submit(`${DASHBOARD}/add-image`, form);

  it('show a picture by its address, with title, subtitle and link', async () => {
    await add({
      title: 'Sales',
      subtitle: 'by hand',
      url: 'http://127.0.0.1:1/latest.png?sig=x&y',
      link: 'http://127.0.0.1:1/report/7',
    });
    const { html } = await visit(DASHBOARD);
    expect(html).toContain('<img src="http://127.0.0.1:1/latest.png?sig=x&amp;y"');
    expect(html).toContain('<a href="http://127.0.0.1:1/report/7">Sales</a>');
    const { body } = await harness.ask(`GET /groups/${SALES}/dashboards/${OVERVIEW}/tiles`);
    expect(body.value).toMatchObject([{ title: 'Sales' }]);
    expect(body.value[0]).not.toHaveProperty('reportId');
  });

  it.each([
    ['no address', ''],
    ['another scheme', 'data:image/png;base64,AA=='],
    ['an .svg', 'http://127.0.0.1:1/chart.svg?v=1'],
  ])('refuse %s', async (_, url) => {
    const { status, html } = await add({ title: '', subtitle: '', url, link: '' });
    expect([status, html.includes('role="alert"')]).toEqual([400, true]);
    expect(await control.tiles({ dashboardId: OVERVIEW })).toEqual([]);
  });

  it('cannot be added to a dashboard that is read-only', async () => {
    const path = `/groups/${SALES}/dashboards/${BOARD_PACK}/add-image`;
    const form = { title: '', subtitle: '', url: 'http://127.0.0.1:1/a.png', link: '' };
    expect((await submit(path, form)).status).toBe(403);
  });
});

describe('pinning a visual', () => {
  const REPORT = `/groups/${TEMPLATES}/reports/${TEMPLATE_REPORT}`;

  it('begins in the report and ends on the dashboard: the one step of the template kit', async () => {
    expect((await visit(REPORT, ADA)).html).toContain(`${REPORT}/pin?visual=picture`);
    const choice = await visit(`${REPORT}/pin?visual=picture`, ADA);
    expect(choice.html).toContain(`<option value="${TEMPLATE_DASHBOARD}">Template</option>`);
    const form = { visual: 'picture', dashboard: TEMPLATE_DASHBOARD, name: '' };
    const done = await submit(`${REPORT}/pin`, form, ADA);
    expect(done.location).toBe(`/groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}`);
    const { body } = await harness.ask(`GET /groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles`);
    expect(body.value.map((tile) => tile.reportId)).toEqual([TEMPLATE_REPORT, TEMPLATE_REPORT]);
  });

  it('can make a new dashboard, in the report’s own workspace alone', async () => {
    const made = await submit(`${REPORT}/pin`, { visual: 'picture', dashboard: '', name: 'Fresh' }, ADA);
    expect((await visit(made.location ?? '', ADA)).html).toContain('<h1>Fresh</h1>');
    const elsewhere = { visual: 'picture', dashboard: OVERVIEW, name: '' };
    expect((await submit(`${REPORT}/pin`, elsewhere, ADA)).status).toBe(404);
    expect((await submit(`${REPORT}/pin`, { visual: 'picture', dashboard: '', name: '' }, ADA)).status).toBe(
      400,
    );
  });

  it('is not offered to viewers', async () => {
    expect((await visit(REPORT)).html).not.toContain('Pin visual');
    const form = { visual: 'picture', dashboard: TEMPLATE_DASHBOARD, name: '' };
    expect((await submit(`${REPORT}/pin`, form)).status).toBe(403);
  });

  it('shows a way back to the source of the newest row', async () => {
    await harness.ask(`POST /groups/${TEMPLATES}/datasets/${TEMPLATE_MODEL}/tables/Tile/rows`, {
      as: ADA,
      body: { rows: [row('2026-11-01T08:00:00Z', { ReportUrl: 'http://127.0.0.1:1/report/7' })] },
    });
    expect((await visit(REPORT)).html).toContain('href="http://127.0.0.1:1/report/7"');
  });
});

describe('addresses that REST answers name', () => {
  it('lead to the pages', async () => {
    const { body } = await harness.ask(`GET /groups/${SALES}/dashboards/${OVERVIEW}`);
    const embed = body.embedUrl;
    expect((await visit(new URL(embed).pathname + new URL(embed).search)).location).toBe(DASHBOARD);
    expect((await visit(new URL(body.webUrl).pathname)).status).toBe(200);
  });

  it('lead to My workspace by its own name', async () => {
    const made = await harness.ask('POST /dashboards', { body: { name: 'Own' } });
    expect(new URL(made.body.webUrl).pathname).toBe(`/groups/me/dashboards/${made.body.id}`);
    expect((await visit(new URL(made.body.webUrl).pathname)).html).toContain('<h1>Own</h1>');
    expect((await visit(new URL(made.body.webUrl).pathname, EVE)).status).toBe(404);
  });
});
