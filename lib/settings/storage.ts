import type { Environment, SettingsProblem } from './problem.ts';

/** Where tables, queues and blobs are: a connection string (development) or service addresses with an identity. */
export type StorageSettings =
  | { readonly kind: 'connection-string'; readonly value: string }
  | { readonly kind: 'identity'; readonly tables: string; readonly queues: string; readonly blobs: string };

/** Clouds of Power BI whose subscriptions are in an Azure of their own; that of gcc is the public one. */
const SOVEREIGN = ['gcc-high', 'dod', 'china'];

export function parseStorage(
  given: Environment,
  development: boolean,
  problems: SettingsProblem[],
): StorageSettings | undefined {
  const connection = given.AzureWebJobsStorage;
  if (connection) {
    if (development) return { kind: 'connection-string', value: connection };
    problems.push({
      setting: 'AzureWebJobsStorage',
      problem:
        'holds a key; outside development use AzureWebJobsStorage__accountName with the managed identity',
    });
    return undefined;
  }
  const account = given.AzureWebJobsStorage__accountName;
  if (account && SOVEREIGN.includes(given.CLOUD ?? ''))
    problems.push({
      setting: 'AzureWebJobsStorage__accountName',
      problem: 'stands for addresses of the public cloud; set the three service addresses',
    });
  const uri = (service: 'table' | 'queue' | 'blob') =>
    given[`AzureWebJobsStorage__${service}ServiceUri`]?.replace(/\/+$/, '') ??
    (account && `https://${account}.${service}.core.windows.net`);
  const [tables, queues, blobs] = [uri('table'), uri('queue'), uri('blob')];
  if (tables && queues && blobs) {
    for (const [service, address] of Object.entries({ table: tables, queue: queues, blob: blobs }))
      if (!address.startsWith('https://'))
        problems.push({ setting: `AzureWebJobsStorage__${service}ServiceUri`, problem: 'must be https' });
    return { kind: 'identity', tables, queues, blobs };
  }
  problems.push({
    setting: 'AzureWebJobsStorage',
    problem:
      'set AzureWebJobsStorage__accountName, or the three …__tableServiceUri, …__queueServiceUri and …__blobServiceUri',
  });
  return undefined;
}
