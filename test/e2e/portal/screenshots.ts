import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildAll } from '../../../scripts/build.ts';
import { launchChromium } from './chromium.ts';
import { startMockPortal } from './mock-api.ts';
import { VISITS } from './visits.ts';

/** `npm run screenshots -- [--only WORD] [--look NAME] [--out FOLDER]`: every state of the portal on one page. */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    look: { type: 'string', default: '' },
    out: { type: 'string', default: join(import.meta.dirname, '..', '..', '..', 'out', 'screenshots') },
  },
});

const LOOKS = {
  'desktop light': { viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  'desktop dark': { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  'phone light': { viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  'phone dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  '4K light': { viewport: { width: 3840, height: 2160 }, colorScheme: 'light' },
} as const;

type Shot = {
  readonly look: string;
  readonly state: string;
  readonly file: string;
  readonly failure?: string;
};

async function shoot(): Promise<readonly Shot[]> {
  const [chromium, portal] = await Promise.all([launchChromium(), startMockPortal()]);
  const shots: Shot[] = [];
  try {
    for (const [look, options] of Object.entries(LOOKS).filter(([name]) => name.includes(values.look))) {
      const person = await chromium.person({ ...options, reducedMotion: 'reduce' });
      for (const [state, visit] of Object.entries(VISITS).filter(([name]) => name.includes(values.only))) {
        portal.reset();
        await person.startOver();
        const failure = await visit(person.page, portal).then(
          () => undefined,
          (error: unknown) => String(error).split('\n')[0] ?? 'failed',
        );
        const file = `${look} - ${state}.png`;
        // What is open above a page covers the window, not the page.
        const isOpen = await person.page.locator('[role=dialog], [role=alertdialog]').count();
        await person.page.screenshot({
          path: join(values.out, file),
          fullPage: isOpen === 0,
          animations: 'disabled',
        });
        shots.push({ look, state, file, ...(failure !== undefined && { failure }) });
        if (failure !== undefined) console.error(`${look} - ${state}: ${failure}`);
      }
      await person.page.context().close();
    }
  } finally {
    await chromium.close();
    await portal.close();
  }
  return shots;
}

/** A page with every picture, one state a row. */
function gallery(shots: readonly Shot[]): string {
  const rows = [...new Set(shots.map(({ state }) => state))].map((state) => {
    const figures = shots
      .filter((shot) => shot.state === state)
      .map(({ look, file, failure }) => {
        const caption = failure === undefined ? look : `${look}: ${failure}`;
        return `<figure><a href="${encodeURIComponent(file)}"><img loading="lazy" src="${encodeURIComponent(file)}" alt=""></a><figcaption>${htmlText(caption)}</figcaption></figure>`;
      });
    return `<h2>${htmlText(state)}</h2><div>${figures.join('')}</div>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Report Tiles, every page and state</title>
<style>body{font:14px system-ui;margin:24px;background:#f4f4f4}div{display:flex;gap:16px;overflow-x:auto;align-items:flex-start}figure{margin:0;flex:none}img{height:420px;box-shadow:0 1px 6px #0004}</style>
<h1>Report Tiles, every page and state</h1>${rows.join('\n')}</html>`;
}

function htmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

await buildAll();
rmSync(values.out, { recursive: true, force: true });
mkdirSync(values.out, { recursive: true });
const shots = await shoot();
writeFileSync(join(values.out, 'index.html'), gallery(shots));
console.log(`${shots.length} pictures: ${join(values.out, 'index.html')}`);
process.exitCode = shots.some(({ failure }) => failure !== undefined) ? 1 : 0;
