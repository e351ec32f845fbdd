import { consoleOutput } from './output.ts';
import { runRender } from './run-render.ts';

process.exitCode = await runRender(process.argv.slice(2), consoleOutput);
