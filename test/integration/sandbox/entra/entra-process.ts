import { startEntra } from '../../../../sandbox/entra/start.ts';

/** Entra in a process of its own, to be killed: `node entra-process.ts <data folder>`. */
const [, , dataFolder] = process.argv;
if (dataFolder === undefined) throw new Error('Give a data folder.');
const { url } = await startEntra({ dataFolder });
process.send?.({ url });
