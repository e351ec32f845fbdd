import { LOOPBACK } from './development.ts';
import type { SettingsProblem } from './problem.ts';

export function parsePortalUrls(
  text: string | undefined,
  development: boolean,
  problems: SettingsProblem[],
): readonly [string, ...string[]] | undefined {
  const [first, ...rest] = (text ?? '')
    .split(',')
    .map((url) => url.trim().replace(/\/+$/, ''))
    .filter(Boolean);
  if (!first) {
    if (text !== undefined) problems.push({ setting: 'PORTAL_URLS', problem: 'names no address' });
    return undefined;
  }
  const urls = [first, ...rest] as const;
  for (const url of urls) {
    const origin = URL.canParse(url) ? new URL(url).origin : undefined;
    const secure = url.startsWith('https://') || (development && LOOPBACK.test(url));
    if (origin !== url || !secure)
      problems.push({
        setting: 'PORTAL_URLS',
        problem: `"${url}" must be an https origin such as https://reports.contoso.com`,
      });
  }
  return urls;
}
