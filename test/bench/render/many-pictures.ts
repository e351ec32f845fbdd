/** One process, many pictures: says what memory it holds on the way. */
import { CONTENDERS, isContenderName } from './contender.ts';

const [name = '', count = '0'] = process.argv.slice(2);
if (!isContenderName(name)) throw new Error(`There is no contender ${name}.`);
const drawing = await CONTENDERS[name]();
const megabytes: number[] = [];
for (let drawn = 0; drawn < Number(count); drawn++) {
  await drawing.draw();
  megabytes.push(process.memoryUsage.rss() / 1024 / 1024);
}
await drawing.close();
console.log(JSON.stringify({ megabytes }));
