import { globSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** Registers every route of the app, as the host does when it loads it; without a host each one is warned of. */
const { warn } = console;
console.warn = () => {};
for (const file of globSync('functions/*.ts').sort()) await import(pathToFileURL(file).href);
console.warn = warn;
