import { enableCompileCache } from 'node:module';
import { consoleOutput } from './output.ts';

// Taking the types from three hundred files and compiling them is half of a first picture; the next run finds it done.
enableCompileCache();
const { runRender } = await import('./run-render.ts');

process.exitCode = await runRender(process.argv.slice(2), consoleOutput);
