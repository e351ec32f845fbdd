import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const files = [...globSync('.github/workflows/*.yml'), 'azure-pipelines.yml', 'azure.yaml'];

/** Every text a pipeline gives to a shell. */
function commandsIn(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) =>
    typeof value === 'string' && ['run', 'script', 'inlineScript'].includes(name)
      ? value.split('\n')
      : commandsIn(value),
  );
}

describe('pipelines', () => {
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    const commands = commandsIn(parse(text));

    it(`${file} runs scripts and files that are there`, () => {
      expect(commands.length).toBeGreaterThan(0);
      for (const command of commands) {
        const script =
          /\bnpm run (?:--silent )?([\w:-]+)/.exec(command)?.[1] ?? /\bnpm (test|start)\b/.exec(command)?.[1];
        if (script) expect(Object.keys(scripts), command).toContain(script);
        for (const [path] of command.matchAll(/\bscripts\/[\w./-]+\.(?:ts|mjs)/g))
          expect(existsSync(path), path).toBe(true);
      }
    });

    it(`${file} holds no secret, and signs in without one`, () => {
      expect(text).not.toMatch(/secrets\.|client-secret|AZURE_CREDENTIALS|password/i);
    });
  }

  it('deploy what was tried, and go back when it does not answer', () => {
    for (const file of ['.github/workflows/deploy.yml', 'azure-pipelines.yml']) {
      const commands = commandsIn(parse(readFileSync(file, 'utf8'))).join('\n');
      const order = [
        'provision --preview',
        'provision --no-prompt',
        'azd deploy',
        'smoke-test.ts',
        'git checkout --force HEAD~1',
      ];
      const places = order.map((part) => commands.indexOf(part));
      expect(places.every((place) => place >= 0)).toBe(true);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
    }
  });
});
