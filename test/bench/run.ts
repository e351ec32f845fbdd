/**
 * Measures the app: `npm run bench -- NAME [--json]`. A table for people, or with `--json` one object
 * `{"bench","figures":[{"name","value","unit"}],"ratios":{…}}`.
 */
import { parseArgs } from 'node:util';
import { type Bench, tableOf } from './bench.ts';

/** A bench is one file that exports `bench`, and one line here. */
const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
  render: () => import('./render/bench.ts'),
  tick: () => import('./tick/bench.ts'),
  refresh: () => import('./refresh/bench.ts'),
  cold: () => import('./cold/bench.ts'),
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [name = '', ...others] = positionals;
  const load = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!load || others.length > 0) {
    console.error(`usage: bench NAME [--json]; there are ${Object.keys(BENCHES).join(', ')}`);
    return 2;
  }
  const { bench } = await load();
  const result = await bench();
  console.log(values.json ? JSON.stringify(result) : tableOf(result));
  return 0;
}

process.exitCode = await main();
