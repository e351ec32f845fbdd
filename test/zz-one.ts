import * as fc from 'fast-check';
import { act, actions, healAndDrain } from './support/simulation/actions.ts';
import { judge } from './support/simulation/judge.ts';
import { SimulatedWorld } from './support/simulation/simulated-world.ts';
const seed = Number(process.argv[2]); const index = Number(process.argv[3]);
const story = fc.array(actions, { minLength: 3, maxLength: 25, size: 'max' });
let steps = fc.sample(story, { numRuns: 700, seed })[index]!;
async function bad(steps: any[]) { const world = new SimulatedWorld(); try { for (const s of steps) await act(world, s); await healAndDrain(world); return { c: (await judge(world)).complaints, world }; } catch (e) { return { c: [String(e)], world }; } }
for (let again = true; again; ) { again = false; for (let i = 0; i < steps.length; i++) { const fewer = steps.toSpliced(i, 1); if ((await bad(fewer)).c.length) { steps = fewer; again = true; break; } } }
const { c, world } = await bad(steps);
for (const s of steps) console.log(JSON.stringify(s)); console.log(c);
for (const e of world.events.filter((e) => e.event !== 'tick.done').slice(-40)) console.log(e.event, JSON.stringify(e.fields).slice(0, 200));
