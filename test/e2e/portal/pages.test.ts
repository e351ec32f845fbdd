import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium, type Person } from './chromium.ts';
import { type MockPortal, startMockPortal } from './mock-api.ts';
import { VISITS } from './visits.ts';

let chromium: Chromium;
let portal: MockPortal;

beforeAll(async () => {
  [chromium, portal] = await Promise.all([launchChromium(), startMockPortal()]);
});
afterAll(async () => {
  await chromium?.close();
  await portal?.close();
});

/**
 * What axe finds. Tabster, which moves the focus for Fluent UI, puts elements around what it traps the focus in that
 * take the focus only to hand it on at once; axe finds `aria-hidden-focus` on them. Nobody ever rests there, so they are
 * left out, and nothing else is. Fluent's toasts, on which axe finds `region`, are not used. Legacy mode, in the page
 * itself and so in half the time, leaves out frames of other origins; there are none.
 */
async function findings(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).exclude('[data-tabster-dummy]').setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/** How many pixels the page is wider than the window. */
function overflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

const LOOKS = {
  'on a desktop in the light': { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  'on a phone in the dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
} as const;

describe.each(Object.entries(LOOKS))('%s', (_look, options) => {
  let person: Person;
  beforeAll(async () => {
    person = await chromium.person({ ...options, reducedMotion: 'reduce' });
  });
  afterAll(() => person?.page.context().close());

  it.each(Object.entries(VISITS))('%s is accessible and fits', { timeout: 60_000 }, async (_, visit) => {
    portal.reset();
    person = await person.inNewTab();
    const { page, problems } = person;
    await visit(page, portal);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await findings(page)).toEqual([]);
    if (options.viewport.width === 360) {
      await page.setViewportSize({ width: 320, height: 640 });
      expect(await overflow(page), 'at 320 pixels').toBeLessThanOrEqual(0);
    }
    expect(problems).toEqual([]);
  });
});
