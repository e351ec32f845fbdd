import { type AllowedHosts, parseAllowedHosts } from '../data-sources/network/allowed-hosts.ts';
import type { Environment, SettingsProblem } from './problem.ts';

/** What data sources may lead to in development, unless the setting says otherwise. */
const LOCAL_HOSTS = 'localhost 127.0.0.1 [::1]';

/** Where workflows of Teams and Power Automate, and Logic Apps are called, in every cloud. */
const WORKFLOW_HOSTS = [
  '*.logic.azure.com:443',
  '*.logic.azure.us:443',
  '*.logic.azure.cn:443',
  '*.api.powerplatform.com:443',
  '*.api.gov.powerplatform.microsoft.us:443',
  '*.api.high.powerplatform.microsoft.us:443',
  '*.api.appsplatform.us:443',
].join(' ');

/** Hosts that data sources and external images may lead to: none unless named. */
export function parseDataSourceHosts(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): AllowedHosts | undefined {
  const text = given.DATA_SOURCE_HOSTS ?? (development ? LOCAL_HOSTS : '');
  return parseHosts('DATA_SOURCE_HOSTS', text, problems);
}

/** Hosts that notifications may be posted to: workflows unless others are named. */
export function parseWebhookHosts(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): AllowedHosts | undefined {
  const text = given.WEBHOOK_HOSTS ?? `${WORKFLOW_HOSTS} ${development ? LOCAL_HOSTS : ''}`;
  return parseHosts('WEBHOOK_HOSTS', text, problems);
}

function parseHosts(
  setting: 'DATA_SOURCE_HOSTS' | 'WEBHOOK_HOSTS',
  text: string,
  problems: SettingsProblem[],
): AllowedHosts | undefined {
  const parsed = parseAllowedHosts(text);
  if (parsed.ok) return parsed.hosts;
  problems.push({
    setting,
    problem: `holds what is no host, ending of hosts or range of addresses: ${parsed.wrong.join(', ')}`,
  });
  return undefined;
}
