export type SettingsProblem = { readonly setting: string; readonly problem: string };

/** Thrown at start with every problem at once, so that a deployment is mended in one go. */
export class SettingsError extends Error {
  readonly problems: readonly SettingsProblem[];

  constructor(problems: readonly SettingsProblem[]) {
    const lines = problems.map(({ setting, problem }) => `  ${setting}: ${problem}`);
    super(`The settings cannot be used:\n${lines.join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

/** What a process was given, absent values left out. */
export type Environment = Readonly<Record<string, string | undefined>>;
