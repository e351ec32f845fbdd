import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import packed from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureReport } from '../../../../sandbox/power-bi/seed/template-kit.ts';
import { chromiumExecutable } from '../../../support/chromium-executable.ts';
import {
  BOB,
  type Harness,
  OVERVIEW,
  pinModel,
  row,
  SALES,
  startHarness,
  TEMPLATE_DASHBOARD,
  TEMPLATES,
} from './harness.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

type Fetched = { readonly path: string; readonly cookie: string | undefined };

let browser: Browser;
let page: Page;
let pictures: Server;
let pictureUrl: string;
let harness: Harness;
const fetched: Fetched[] = [];
const problems: string[] = [];

beforeAll(async () => {
  pictures = createServer((request, response) => {
    fetched.push({ path: request.url ?? '', cookie: request.headers.cookie });
    if (request.url?.startsWith('/page')) {
      response.setHeader('set-cookie', 'session=of-the-portal; Path=/');
      response.end('ok');
      return;
    }
    if (request.url?.startsWith('/gone')) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'image/png' });
    response.end(PIXEL);
  });
  await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
  pictureUrl = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}`;
  harness = await startHarness();
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: packed.args });
  page = await browser.newPage();
  page.on('pageerror', (error) => problems.push(error.message));
});

afterAll(async () => {
  await browser?.close();
  await harness?.close();
  pictures?.close();
});

async function pinnedTile(): Promise<(path: string, at: string) => Promise<void>> {
  const model = await harness.ask(`POST /groups/${SALES}/datasets`, { body: pinModel('Pin') });
  const report = await harness.ask(`POST fabric:/workspaces/${SALES}/reports`, {
    body: { displayName: 'Pin', definition: { parts: pictureReport(model.body.id) } },
  });
  const [template] = await harness.standIn.control.tiles({ dashboardId: TEMPLATE_DASHBOARD });
  await harness.ask(
    `POST /groups/${TEMPLATES}/dashboards/${TEMPLATE_DASHBOARD}/tiles/${template?.id}/Clone`,
    {
      body: {
        targetDashboardId: OVERVIEW,
        targetWorkspaceId: SALES,
        targetReportId: report.body.id,
        targetModelId: model.body.id,
      },
    },
  );
  return async (path, at) => {
    const rows = [row(at, { ImageUrl: `${pictureUrl}${path}` })];
    await harness.ask(`POST /groups/${SALES}/datasets/${model.body.id}/tables/Tile/rows`, { body: { rows } });
  };
}

describe('the dashboard in a browser', { timeout: 60_000 }, () => {
  it('loads pictures as a stranger, shows new ones by itself, and says when one is missing', async () => {
    const push = await pinnedTile();
    await push('/t/1.png', '2026-11-01T08:00:00Z');
    // The browser has a session with an application on the same host, as a portal on another port would have.
    await page.goto(`${pictureUrl}/page`);
    await page.goto(`${harness.standIn.url}/groups/${SALES}/dashboards/${OVERVIEW}`);
    await page.getByRole('button', { name: 'Bob Report' }).click();

    const picture = (path: string) => page.locator(`.tile img[src="${pictureUrl}${path}"]`);
    await picture('/t/1.png').waitFor();
    expect(fetched.filter((one) => one.path.startsWith('/t/'))).toEqual([
      { path: '/t/1.png', cookie: undefined },
    ]);

    await push('/t/2.png', '2026-11-01T09:00:00Z');
    await picture('/t/2.png').waitFor({ timeout: 15_000 });
    expect(await picture('/t/1.png').count()).toBe(0);

    await push('/gone/3.png', '2026-11-01T10:00:00Z');
    await page.getByText("Can't load this picture").waitFor({ timeout: 15_000 });
    expect(problems).toEqual([]);
  });

  it('deletes a tile from its menu', async () => {
    await page.getByLabel('More options').click();
    await page.getByRole('button', { name: 'Delete tile' }).click();
    await page.getByText('This dashboard is empty.').waitFor();
    expect(await harness.standIn.control.tiles({ dashboardId: OVERVIEW })).toEqual([]);
    expect((await page.context().cookies()).find((one) => one.name === 'power-bi-visitor')?.value).toBe(BOB);
  });
});
