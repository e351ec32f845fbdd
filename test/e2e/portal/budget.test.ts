import type { Page, Response } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inPortal } from './in-portal.ts';
import { ADMIN, NOT_SIGNED_IN, REPORT_ID, sampleAnswers } from './sample-answers.ts';

const at = inPortal();
const KILOBYTE = 1024;
const MOST_SCRIPT = 250 * KILOBYTE;
const SLOWEST_PAINT_MS = 2_000;
/** Other tests share the processor: the quickest of a few visits says what the page itself takes. */
const VISITS = 3;

const PAGES = [
  '/',
  '/browse/Finance',
  `/reports/${REPORT_ID}?p.Region=East`,
  `/reports/${REPORT_ID}?p.Region=East&pin=SalesTrend`,
  `/reports/${REPORT_ID}/data-sources`,
  '/subscriptions',
  '/settings',
  '/manage',
  '/manage/integration',
  '/manage/schedules',
  '/manage/webhook',
];

/** Bytes of all scripts as they came over the wire. */
async function scriptBytes(page: Page, path: string): Promise<number> {
  const scripts: Response[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response);
  });
  await page.goto(`${at.portal.url}${path}`, { waitUntil: 'networkidle' });
  const sizes = await Promise.all(scripts.map((response) => response.request().sizes()));
  return sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
}

/** When the largest thing of the page was painted, in milliseconds from the beginning of the navigation. */
function largestPaint(page: Page): Promise<unknown> {
  return page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true });
  })`);
}

describe('the budget', { timeout: 90_000 }, () => {
  it('of the landing page: less than 250 KB of scripts, compressed', async () => {
    at.portal.reset({ me: NOT_SIGNED_IN });
    const bytes = await scriptBytes(at.page, '/');
    expect(bytes).toBeGreaterThan(KILOBYTE);
    expect(bytes).toBeLessThan(MOST_SCRIPT);
  });

  it('of the landing page: its largest paint within two seconds', async () => {
    const { page, portal } = at;
    portal.reset({ me: NOT_SIGNED_IN });
    let quickest = Number.POSITIVE_INFINITY;
    for (let visit = 0; visit < VISITS && quickest >= SLOWEST_PAINT_MS; visit += 1) {
      await page.goto(portal.url);
      await page.getByRole('heading', { level: 1 }).waitFor();
      quickest = Math.min(quickest, Number(await largestPaint(page)));
    }
    expect(quickest).toBeLessThan(SLOWEST_PAINT_MS);
  });
});

describe('what a page may fetch', { timeout: 120_000 }, () => {
  it('comes from the own host alone, on every page', async () => {
    const { page, portal } = at;
    portal.reset({ me: { ...sampleAnswers().me, user: ADMIN } });
    const foreign: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(portal.url) && !/^(data|blob):/.test(url)) foreign.push(url);
    });
    for (const path of PAGES) {
      await page.goto(`${portal.url}${path}`);
      await page.getByRole('heading').first().waitFor();
    }
    expect(portal.calls.length).toBeGreaterThan(PAGES.length);
    expect(foreign).toEqual([]);
  });

  it('is said by a content security policy that lets no inline script and no foreign one run', async () => {
    const { page, portal } = at;
    const answer = await page.goto(portal.url);
    const policy = answer?.headers()['content-security-policy'] ?? '';
    const directives = new Map(
      policy.split('; ').map((directive) => {
        const [name = '', ...sources] = directive.split(' ');
        return [name, sources] as const;
      }),
    );
    expect(directives.get('script-src')).toEqual(["'self'"]);
    expect(directives.get('connect-src')).toEqual(["'self'"]);
    expect(directives.get('default-src')).toEqual(["'self'"]);
    expect(directives.get('object-src')).toEqual(["'none'"]);
    expect(directives.get('frame-ancestors')).toEqual(["'none'"]);
    expect(directives.get('base-uri')).toEqual(["'none'"]);
  });
});
