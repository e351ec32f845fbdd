import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Chromium, launchChromium, type Person } from './chromium.ts';
import { type MockPortal, startMockPortal } from './mock-api.ts';
import { VISITS } from './visits.ts';

const AXE = '/axe.js';

/** The part of axe's answer that is read here. */
type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

/**
 * What axe finds. Tabster, which moves the focus for Fluent UI, puts elements around what it traps the focus in that
 * take the focus only to hand it on at once; axe finds `aria-hidden-focus` on them. Nobody ever rests there, so they are
 * left out, and nothing else is. Fluent's toasts, on which axe finds `region`, are not used. The page fetches axe as a
 * script of its own host, which is compiled once: handed over with each call it costs three times what its rules do.
 */
async function findings(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ url: AXE });
  const violations = (await page.evaluate(
    `axe.run({ exclude: ['[data-tabster-dummy]'] }, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
  )) as readonly Violation[];
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`));
}

/** How many pixels the page is wider than the window. */
function overflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

type Look = {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
};

/** At full size each page is seen in every look; otherwise in one of them. */
const LONG = process.env.REPORT_TILES_LONG === '1';

/** Tests that pages are accessible and fit in a look: all pages, or every other one from `first` on. */
export function describePages(name: string, look: Look, first: 0 | 1): void {
  describe(name, () => {
    let chromium: Chromium;
    let portal: MockPortal;
    let person: Person;
    beforeAll(async () => {
      [chromium, portal] = await Promise.all([launchChromium(), startMockPortal({ [AXE]: axe.source })]);
      person = await chromium.person({ ...look, reducedMotion: 'reduce' });
    });
    afterAll(async () => {
      await chromium?.close();
      await portal?.close();
    });

    const visits = Object.entries(VISITS).filter((_, index) => LONG || index % 2 === first);
    it.each(visits)('%s is accessible and fits', { timeout: 60_000 }, async (_, visit) => {
      portal.reset();
      await person.startOver();
      const { page, problems } = person;
      await visit(page, portal);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(await findings(page)).toEqual([]);
      if (look.viewport.width === 360) {
        await page.setViewportSize({ width: 320, height: 640 });
        // What is open above the page finds its new place a moment later.
        await expect.poll(() => overflow(page), { message: 'at 320 pixels' }).toBeLessThanOrEqual(0);
      }
      expect(problems).toEqual([]);
    });
  });
}
