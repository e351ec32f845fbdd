import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

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
  /** The same person in another tab; this one is closed. */
  inNewTab(): Promise<Person>;
};

const PATIENCE_MS = 15_000;

/**
 * Not the package's own list: it turns web security off, and no request says its origin then. What browsers really
 * send is what is to be tried here.
 */
const ARGUMENTS = ['--no-sandbox', '--disable-setuid-sandbox', '--font-render-hinting=none'];

/** Chromium is unpacked into the temporary folder, and one of another version may lie in the shared one. */
export async function launchChromium(): Promise<Chromium> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-browser-'));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  let browser: Browser;
  try {
    browser = await chromium.launch({ executablePath: await packed.executablePath(), args: ARGUMENTS });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  return {
    browser,
    person: (options) => newPerson(browser, options),
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
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
  return watched(await context.newPage());
}

function watched(page: Page): Person {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(message.text());
  });
  return {
    page,
    problems,
    async inNewTab() {
      const next = await page.context().newPage();
      await page.close();
      return watched(next);
    },
  };
}
