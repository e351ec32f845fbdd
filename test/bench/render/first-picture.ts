/** One process, one picture: says how long the process had lived when it was drawn. */
import { writeFileSync } from 'node:fs';
import { CONTENDERS, isContenderName } from './contender.ts';

const [name = '', out] = process.argv.slice(2);
if (!isContenderName(name)) throw new Error(`There is no contender ${name}.`);
const drawing = await CONTENDERS[name]();
const png = await drawing.draw();
// Counted from the start of the process, so that loading the runtime is part of it.
const milliseconds = performance.now();
const megabytes = process.memoryUsage.rss() / 1024 / 1024;
if (out !== undefined) writeFileSync(out, png);
await drawing.close();
console.log(JSON.stringify({ milliseconds, megabytes }));
