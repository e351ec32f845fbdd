import { consoleOutput } from './output.ts';
import { runContactSheet } from './run-contact-sheet.ts';

process.exitCode = await runContactSheet(process.argv.slice(2), consoleOutput);
