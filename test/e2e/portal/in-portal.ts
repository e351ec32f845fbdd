import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type Chromium, launchChromium, type Person } from './chromium.ts';
import { type Call, type MockPortal, startMockPortal } from './mock-api.ts';

/** The portal in front of the mock API and a person's tab, for the tests of one file. */
export type InPortal = {
  readonly portal: MockPortal;
  readonly page: Page;
  /** Calls that change something; a preview of a schedule does not. */
  writes(method: string): readonly Call[];
};

/**
 * One browser for all tests of a file, so that the scripts are compiled once; each begins as
 * in a new tab. No test may leave an uncaught error or a refusal of the content security policy behind.
 */
export function inPortal(): InPortal {
  let chromium: Chromium;
  let portal: MockPortal;
  let person: Person;
  beforeAll(async () => {
    [chromium, portal] = await Promise.all([launchChromium(), startMockPortal()]);
    person = await chromium.person();
  });
  afterAll(async () => {
    await chromium?.close();
    await portal?.close();
  });
  beforeEach(async () => {
    portal.reset();
    await person.startOver();
  });
  afterEach(() => {
    expect(person.problems).toEqual([]);
  });
  return {
    get portal() {
      return portal;
    },
    get page() {
      return person.page;
    },
    writes: (method) =>
      portal.calls.filter((call) => call.method === method && !call.path.endsWith('/preview')),
  };
}
