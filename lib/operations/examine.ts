import type { Temporal } from 'temporal-polyfill';
import type { Cloud } from '../clouds.ts';
import type { Registrations } from '../registration/registration.ts';
import type { Secrets } from '../storage/secrets.ts';
import type { Storage } from '../storage/storage.ts';
import { pageOfAll } from './all-rows.ts';

export type Finding = {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do where it is not well. */
  readonly fix: string | undefined;
};

export type ExamineDependencies = {
  readonly storage: Storage;
  readonly tables: readonly string[];
  readonly containers: readonly string[];
  readonly secrets: Pick<Secrets, 'get'>;
  readonly registrations: Pick<Registrations, 'current'>;
  readonly cloud: Cloud;
  readonly tenantId: string;
  /** Whether an administrator has pinned the template's visual. */
  readonly kitIsReady: () => Promise<boolean>;
  readonly clock: { now(): Temporal.Instant };
  readonly send: (url: string, init?: RequestInit) => Promise<{ readonly status: number }>;
  /** What time a server says it is; undefined where it says nothing. */
  readonly timeAt: (url: string) => Promise<Temporal.Instant | undefined>;
};

type Check = { readonly name: string; readonly fix: string; readonly run: () => Promise<string> };

const DEADLINE_MS = 15_000;
const MOST_SKEW_SECONDS = 300;

/** Looks at everything the app stands on, one after the other; a check that fails never hides the others. */
export async function examine(dependencies: ExamineDependencies): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, fix, run } of checksOf(dependencies)) {
    try {
      findings.push({ check: name, ok: true, detail: await run(), fix: undefined });
    } catch (error) {
      findings.push({ check: name, ok: false, detail: reasonOf(error), fix });
    }
  }
  return findings;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}

function checksOf(dependencies: ExamineDependencies): readonly Check[] {
  const { cloud, tenantId } = dependencies;
  const authority = `${cloud.authorityHost}/${tenantId}/v2.0/.well-known/openid-configuration`;
  return [
    {
      name: 'tables',
      fix: 'Run azd provision, and grant the identity Storage Table Data Contributor on the account.',
      run: () => everyTable(dependencies),
    },
    {
      name: 'blobs',
      fix: 'Run azd provision, and grant the identity Storage Blob Data Owner on the account.',
      run: async () => {
        for (const name of dependencies.containers) await dependencies.storage.blobs(name).list('');
        return `${dependencies.containers.length} containers answer`;
      },
    },
    {
      name: 'key vault',
      fix: 'Check KEY_VAULT_URL, the network rules of the vault, and that the identity is Key Vault Secrets Officer.',
      run: async () =>
        (await dependencies.secrets.get('session-keys')) ? 'holds the session keys' : 'answers, and is empty',
    },
    {
      name: 'entra',
      fix: 'Check CLOUD and TENANT_ID, and that the network lets the app reach the sign-in endpoint.',
      run: async () => `${(await reach(dependencies, authority, [200])).status} from ${cloud.authorityHost}`,
    },
    {
      name: 'clock',
      fix: 'Set the clock: tokens and due times are judged by it.',
      run: () => skewOf(dependencies, authority),
    },
    {
      name: 'graph',
      fix: 'Check that the network lets the app reach Microsoft Graph; registering needs it.',
      run: async () =>
        `${(await reach(dependencies, `${cloud.graphUrl}/v1.0/organization`, [200, 401, 403])).status} from ${cloud.graphUrl}`,
    },
    {
      name: 'power bi',
      fix: 'Check CLOUD, and that the network lets the app reach the Power BI API.',
      run: async () =>
        `${(await reach(dependencies, `${cloud.powerBiUrl}/v1.0/myorg/groups`, [200, 401, 403])).status} from ${cloud.powerBiUrl}`,
    },
    {
      name: 'registration',
      fix: 'Open the set-up link (npm run setup-link) and register with Power BI.',
      run: () => registered(dependencies),
    },
    {
      name: 'template kit',
      fix: 'As an administrator, open Power BI integration in the portal and install the template kit.',
      run: async () => {
        if (!(await dependencies.kitIsReady())) throw new Error('its visual has not been pinned yet');
        return 'ready';
      },
    },
  ];
}

async function everyTable({ storage, tables }: ExamineDependencies): Promise<string> {
  for (const name of tables) await pageOfAll(storage.table(name), undefined, 1);
  return `${tables.length} tables answer`;
}

async function reach(
  { send }: ExamineDependencies,
  url: string,
  good: readonly number[],
): Promise<{ readonly status: number }> {
  const answer = await send(url, { signal: AbortSignal.timeout(DEADLINE_MS) });
  if (!good.includes(answer.status)) throw new Error(`${answer.status} from ${url}`);
  return answer;
}

async function skewOf({ clock, timeAt }: ExamineDependencies, url: string): Promise<string> {
  const theirs = await timeAt(url);
  if (!theirs) throw new Error('the sign-in endpoint says no time');
  const seconds = Math.round(theirs.until(clock.now()).total('seconds'));
  if (Math.abs(seconds) > MOST_SKEW_SECONDS) throw new Error(`${seconds} s off`);
  return `${seconds} s off`;
}

async function registered({ registrations }: ExamineDependencies): Promise<string> {
  const registration = await registrations.current();
  if (registration?.state !== 'registered') throw new Error(registration?.state ?? 'not registered');
  return 'registered';
}
