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
        'npm run package',
        'provision --no-prompt',
        'azd deploy',
        'smoke-test.ts',
        'git checkout --force',
        'npm run package',
        'azd deploy',
      ];
      let at = -1;
      for (const part of order) {
        at = commands.indexOf(part, at + 1);
        expect(at, `${file}: ${part}`).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it('deploy nothing that was not tested', () => {
    const { jobs } = parse(readFileSync('.github/workflows/deploy.yml', 'utf8'));
    expect(jobs.test.uses).toBe('./.github/workflows/test.yml');
    expect(jobs.deploy.needs).toBe('test');
    const { stages } = parse(readFileSync('azure-pipelines.yml', 'utf8'));
    expect(stages.find(({ stage }: { stage: string }) => stage === 'deploy').dependsOn).toBe('test');
  });

  it('package before each deployment, also where `azd deploy` runs alone', () => {
    const { hooks, services } = parse(readFileSync('azure.yaml', 'utf8'));
    for (const hook of ['prepackage', 'predeploy'])
      expect(Object.values(hooks[hook]), hook).toEqual([
        expect.objectContaining({ run: 'npm run package' }),
        expect.objectContaining({ run: 'npm run package' }),
      ]);
    expect(services.functions.project).toBe('out/app');
  });
});
