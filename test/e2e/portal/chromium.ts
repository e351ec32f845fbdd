import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { chromiumExecutable } from '../../support/chromium-executable.ts';

export type Chromium = {
  readonly browser: Browser;
  /** A browser of one person's own, with what went wrong in its pages. */
  person(options?: BrowserContextOptions): Promise<Person>;
  close(): Promise<void>;
};

export type Person = {
  readonly page: Page;
  /** Uncaught errors and refusals of the content security policy. */
  readonly problems: readonly string[];
  /** As in a new tab: nothing loaded, nothing kept for the session, no problems yet. The scripts stay compiled. */
  startOver(): Promise<void>;
};

const PATIENCE_MS = 15_000;

/**
 * Not the package's own list: it turns web security off, and no request says its origin then. What browsers really
 * send is what is to be tried here.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-setuid-sandbox', '--font-render-hinting=none'];

export async function launchChromium(): Promise<Chromium> {
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ARGUMENTS });
  return {
    browser,
    person: (options) => newPerson(browser, options),
    close: () => browser.close(),
  };
}

async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Warsaw',
    viewport: { width: 1280, height: 860 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  const viewport = page.viewportSize();
  return {
    page,
    problems,
    async startOver() {
      if (page.url().startsWith('http')) await page.evaluate('sessionStorage.clear()');
      await page.goto('about:blank');
      if (viewport !== null) await page.setViewportSize(viewport);
      problems.length = 0;
    },
  };
}
