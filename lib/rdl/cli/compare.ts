import { consoleOutput } from './output.ts';
import { runCompare } from './run-compare.ts';

process.exitCode = await runCompare(process.argv.slice(2), consoleOutput);
