import * as fc from 'fast-check';
import { act, actions, healAndDrain } from './support/simulation/actions.ts';
import { judge } from './support/simulation/judge.ts';
import { SimulatedWorld } from './support/simulation/simulated-world.ts';
const N = Number(process.argv[2] ?? 200); const seed = Number(process.argv[3] ?? 1);
const story = fc.array(actions, { minLength: 3, maxLength: 25, size: 'max' });
const sum: Record<string, number> = {}; let bad = 0; let struck = 0; const events: Record<string, number> = {};
const t0=performance.now();
let i = 0;
for (const steps of fc.sample(story, { numRuns: N, seed })) {
  const world = new SimulatedWorld();
  for (const step of steps) { await act(world, step); if (step.do==='pass') for (const p of world.processes) if (p.plan.struck) struck++; }
  let v;
  try { await healAndDrain(world); v = await judge(world); } catch (e) { console.log(i, String(e)); bad++; i++; continue; }
  for (const [k, x] of Object.entries(v)) if (typeof x === 'number') sum[k] = (sum[k] ?? 0) + x;
  for (const e of world.events) { const key = e.event + (e.fields.outcome ? ' '+e.fields.outcome : '') + (e.event==='host.failed' ? ' '+String(e.fields.error).slice(0,60):''); events[key] = (events[key] ?? 0) + 1; }
  if (v.complaints.length) { bad++; console.log(i, v.complaints.slice(0, 4), steps.length); }
  i++;
}
console.log(sum, { bad, struck, ms: Math.round(performance.now()-t0) }); console.log(events);
