import { readFileSync } from 'node:fs';
import { EXIT, errorText, HostError } from './host-error.ts';

export type Settings = Readonly<Record<string, string | undefined>>;

/** The setting whose storage connection the host itself uses, and triggers that name none. */
export const DEFAULT_CONNECTION = 'AzureWebJobsStorage';

/**
 * Reads the Values of a local.settings.json. Throws for a file that Core Tools would not take: no JSON, values that are
 * no text, or encrypted ones.
 */
export function readLocalSettings(file: string): Readonly<Record<string, string>> {
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new HostError(`cannot read the settings file ${file}: ${errorText(error)}`, EXIT.badUsage);
  }
  const values = property(data, 'Values') ?? {};
  if (property(data, 'IsEncrypted') === true) {
    throw new HostError(`${file} is encrypted: run "func settings decrypt" first`, EXIT.badUsage);
  }
  if (typeof values !== 'object') throw new HostError(`"Values" of ${file} is no object`, EXIT.badUsage);
  const entries = Object.entries(values).map(([name, value]) => {
    if (typeof value !== 'string')
      throw new HostError(`the setting ${name} of ${file} is no text`, EXIT.badUsage);
    return [name, value] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * Resolves %NAME% in a trigger's option from the settings, as the host does for schedules, routes, queue names and the
 * like. Throws when a setting is missing. Source: INameResolver.ResolveWholeString.
 */
export function resolvePercent(text: string, settings: Settings): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined || value === '')
      throw new Error(`the setting "${name}", named by "${text}", is missing`);
    return value;
  });
}

/**
 * The connection string that a trigger's `connection` names: AzureWebJobs<name> comes before <name>. Throws when it is
 * missing, or an identity-based connection, which needs Azure.
 */
export function connectionString(name: string | undefined, settings: Settings): string {
  const wanted = name === undefined || name === '' ? DEFAULT_CONNECTION : name;
  const found = settings[`AzureWebJobs${wanted}`] ?? settings[wanted];
  if (found !== undefined && found !== '') return found;
  const identity = Object.keys(settings).find((key) => key.startsWith(`${wanted}__`));
  if (identity !== undefined) {
    throw new Error(
      `the connection "${wanted}" uses an identity (${identity}); this host takes connection strings only`,
    );
  }
  throw new Error(`the setting "${wanted}" with the storage connection string is missing`);
}

/** Whether the settings disable a function; both spellings are known to the host. */
export function isDisabled(functionName: string, settings: Settings): boolean {
  const value =
    settings[`AzureWebJobs.${functionName}.Disabled`] ?? settings[`AzureWebJobs__${functionName}__Disabled`];
  return value !== undefined && /^(?:true|1)$/i.test(value.trim());
}

function property(data: unknown, name: string): unknown {
  return typeof data === 'object' && data !== null ? Reflect.get(data, name) : undefined;
}
