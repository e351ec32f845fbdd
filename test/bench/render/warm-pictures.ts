/** One process, one contender, kept warm: each message asks for a picture and is answered with its milliseconds. */
import { timed } from '../bench.ts';
import { CONTENDERS, isContenderName } from './contender.ts';

const [name = ''] = process.argv.slice(2);
if (!isContenderName(name)) throw new Error(`There is no contender ${name}.`);
const drawing = await CONTENDERS[name]();
process.on('message', async () => {
  const { ms } = await timed(() => drawing.draw());
  process.send?.({ ms });
});
process.once('disconnect', () => drawing.close());
process.send?.({ ready: true });
