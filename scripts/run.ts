import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** The script of each tool: run by this Node itself, no shell comes between that would split a path at its blanks. */
const TOOLS = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  depcruise: 'dependency-cruiser/bin/dependency-cruiser.mjs',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
} as const;

export type Tool = keyof typeof TOOLS;

export function toolScript(tool: Tool): string {
  return join(root, 'node_modules', ...TOOLS[tool].split('/'));
}

/** Runs a tool of this project and prints how long it took; its output only when it fails, which it returns then. */
export async function run(title: string, tool: Tool, args: readonly string[]): Promise<string | undefined> {
  const started = performance.now();
  const child = spawn(process.execPath, [toolScript(tool), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const code = await new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? '✓' : '✗'} ${title} (${seconds} s)`);
  if (code === 0) return undefined;
  console.log(output);
  return `✗ ${title}\n${output}`;
}
