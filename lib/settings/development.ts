import type { Cloud } from '../clouds.ts';
import type { Environment, SettingsProblem } from './problem.ts';

/** Where stand-ins run. */
export const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** Settings that lead to a stand-in: refused outside development, and anywhere but on loopback. */
const STAND_INS = {
  ENTRA_AUTHORITY_HOST: 'authorityHost',
  GRAPH_URL: 'graphUrl',
  POWER_BI_URL: 'powerBiUrl',
  FABRIC_URL: 'fabricUrl',
  POWER_BI_PORTAL_URL: 'powerBiPortal',
} as const satisfies Record<string, keyof Cloud>;

/** Refused where the environment is not Development. */
export const DEVELOPMENT_ONLY: readonly string[] = [...Object.keys(STAND_INS), 'TIME_DIVISOR'];

export function parseStandIns(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): Partial<Cloud> {
  for (const setting of DEVELOPMENT_ONLY)
    if (given[setting] !== undefined && !development)
      problems.push({
        setting,
        problem: 'is for development only (AZURE_FUNCTIONS_ENVIRONMENT=Development)',
      });
  const standIns: Record<string, string> = {};
  for (const [setting, property] of Object.entries(STAND_INS)) {
    const url = given[setting];
    if (url === undefined) continue;
    if (!LOOPBACK.test(url))
      problems.push({ setting, problem: 'must lead to a stand-in on loopback (http://127.0.0.1:…)' });
    standIns[property] = url.replace(/\/+$/, '');
  }
  return standIns;
}

export function parseTimeDivisor(
  text: string | undefined,
  development: boolean,
  problems: SettingsProblem[],
): number {
  if (text === undefined || !development) return 1;
  const divisor = Number(text);
  if (Number.isFinite(divisor) && divisor >= 1 && divisor <= 1000) return divisor;
  problems.push({ setting: 'TIME_DIVISOR', problem: 'must be a number from 1 to 1000' });
  return 1;
}
