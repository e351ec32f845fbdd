// Forgets the sandbox's state: registration, reports, pins, tiles. Packages and the build stay.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

rmSync(fileURLToPath(new URL('../.data', import.meta.url)), { recursive: true, force: true });
console.log('The sandbox has forgotten everything.');
