import { startHarness } from './harness.ts';

// A stand-in in a process of its own, to be killed: prints its address and waits.
const { standIn } = await startHarness({ dataFolder: process.argv[2] ?? '' });
console.log(standIn.url);
