import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { BUNDLE } from '../../../scripts/build.ts';
import { type Bench, type Figure, quantile } from '../bench.ts';
import type { ContenderName } from './contender.ts';
import { startWarm } from './warm-contender.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const NAMES: readonly ContenderName[] = ['ours', 'echarts', 'vega', 'chromium'];
/** Of each contender the fastest tenth counts: what else the machine does only ever adds to a time. */
const UNDISTURBED = 0.1;
/** The compiler of JavaScript is done with most of it by then, for all of them. */
const WARM_UP = 60;
const ROUNDS = 60;
const COLD_STARTS = 5;
/** A browser is unpacked and started; it takes its time. */
const COLD_BROWSERS = 2;
const MANY = 2_000;
/** Memory is flat when it no longer grows after so many pictures. */
const SETTLED = 1_000;

/**
 * What a picture costs: warm, from a cold process, and in memory; beside a chart library with a headless browser, the
 * same library and another one rendering on the server, and bare resvg, which is given our own SVG. Contenders take
 * turns, each in its own process, so that whatever else the machine does weighs on all of them.
 */
export const bench: Bench = async () => {
  const warm = await measureWarm();
  const cold = await measureCold();
  const megabytes = await megabytesOfMany();
  const settled = quantile(megabytes.slice(SETTLED, SETTLED + 250), 0.5);
  const last = quantile(megabytes.slice(-250), 0.5);
  return {
    bench: 'render',
    figures: [
      ...[...warm].map(([name, value]) => ({ name: `warm picture, ${name}`, value, unit: 'ms' })),
      ...cold,
      { name: `memory after ${SETTLED} pictures`, value: settled, unit: 'MB' },
      { name: `memory after ${MANY} pictures`, value: last, unit: 'MB' },
      { name: `highest memory in ${MANY} pictures`, value: Math.max(...megabytes), unit: 'MB' },
    ],
    ratios: {
      chromiumOverOurs: ratio(warm, 'chromium', 'ours'),
      echartsOverOurs: ratio(warm, 'echarts', 'ours'),
      vegaOverOurs: ratio(warm, 'vega', 'ours'),
      oursOverResvg: ratio(warm, 'ours', 'resvg'),
      memoryAfterManyOverSettled: last / settled,
    },
  };
};

type Times = ReadonlyMap<string, number>;

function ratio(times: Times, above: string, below: string): number {
  return (times.get(above) ?? Number.NaN) / (times.get(below) ?? Number.NaN);
}

/** Milliseconds by contender (`UNDISTURBED`). */
async function measureWarm(): Promise<Times> {
  const contenders = await Promise.all([...NAMES, 'resvg' as const].map(startWarm));
  const times = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const { name, draw } of contenders) {
        const ms = await draw();
        if (round >= WARM_UP) times.get(name)?.push(ms);
      }
    }
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()));
  }
  return new Map([...times].map(([name, values]) => [name, quantile(values, UNDISTURBED)]));
}

/** From the start of a process to its first picture, each contender bundled as the app is. */
async function measureCold(): Promise<readonly Figure[]> {
  // Inside the repository: fonts, the native renderer and the browser are found in its packages.
  const folder = join(root, 'out', `render-bench-${process.pid}`);
  await build({
    ...BUNDLE,
    entryPoints: [join(import.meta.dirname, 'first-picture.ts')],
    outdir: folder,
    external: [...BUNDLE.external, '@sparticuz/chromium', 'playwright-core'],
  });
  const script = join(folder, 'first-picture.js');
  try {
    const runs = new Map(NAMES.map((name) => [name, [] as FirstPicture[]]));
    const bare: number[] = [];
    for (let start = 0; start < COLD_STARTS; start++) {
      for (const name of NAMES) {
        if (name === 'chromium' && start >= COLD_BROWSERS) continue;
        runs.get(name)?.push(await firstPicture(script, name));
      }
      bare.push(await bareStart());
    }
    return [...runs]
      .flatMap(([name, pictures]) => [
        {
          name: name === 'ours' ? 'coldFirstPictureMs' : `cold first picture, ${name}`,
          value: quantile(
            pictures.map(({ milliseconds }) => milliseconds),
            UNDISTURBED,
          ),
          unit: 'ms',
        },
        {
          name: `memory at the first picture, ${name}`,
          value: quantile(
            pictures.map(({ megabytes }) => megabytes),
            0.5,
          ),
          unit: 'MB',
        },
      ])
      .concat({ name: 'cold start of Node alone', value: quantile(bare, UNDISTURBED), unit: 'ms' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type FirstPicture = { readonly milliseconds: number; readonly megabytes: number };

const run = promisify(execFile);

async function firstPicture(script: string, name: ContenderName): Promise<FirstPicture> {
  const { stdout } = await run(process.execPath, [script, name]);
  return JSON.parse(stdout);
}

async function bareStart(): Promise<number> {
  const { stdout } = await run(process.execPath, ['--eval', 'console.log(performance.now())']);
  return Number(stdout);
}

/** Resident memory of a process of its own, after each picture. */
async function megabytesOfMany(): Promise<readonly number[]> {
  const script = join(import.meta.dirname, 'many-pictures.ts');
  const { stdout } = await run(process.execPath, [script, 'ours', String(MANY)]);
  const { megabytes }: { readonly megabytes: readonly number[] } = JSON.parse(stdout);
  return megabytes;
}
