/** What an installation costs a month, and which limit it comes near to first: `npm run capacity`. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** Calls of one run, from its due row to the new picture; a test measures them. */
export const CALLS_A_RUN = { table: 24, queue: 2, blobWrite: 2, blobRead: 2, powerBi: 1 } as const;

/** In US dollars, of a region, and since when they are known. */
type Price = {
  readonly dollars: number;
  /** The page of Azure that has the price of today. */
  readonly page: string;
  /** Year and month of the published text it was seen in, or `undated`; none where no text was found that confirms it. */
  readonly seen: string | undefined;
};

const page = (name: string) => `https://azure.microsoft.com/pricing/details/${name}/`;

/**
 * List prices of East US, storage without zones, without discounts and free grants. They change, and differ by region: replace
 * them by yours (`--prices FILE`, in this form without pages and dates).
 */
const PRICES = {
  gigabyteSecond: { dollars: 0.000026, page: page('functions'), seen: '2025-05' },
  execution: { dollars: 0.4e-6, page: page('functions'), seen: '2025-05' },
  tableCall: { dollars: 0.036e-6, page: page('storage/tables'), seen: 'undated' },
  queueCall: { dollars: 0.4e-6, page: page('storage/queues'), seen: undefined },
  blobWrite: { dollars: 5.5e-6, page: page('storage/blobs'), seen: undefined },
  blobRead: { dollars: 0.44e-6, page: page('storage/blobs'), seen: undefined },
  vaultCall: { dollars: 3e-6, page: page('key-vault'), seen: 'undated' },
  logGigabyte: { dollars: 2.3, page: page('monitor'), seen: 'undated' },
} as const satisfies Record<string, Price>;

export type Dollars = Readonly<Record<keyof typeof PRICES, number>>;

const LISTED: Dollars = {
  gigabyteSecond: PRICES.gigabyteSecond.dollars,
  execution: PRICES.execution.dollars,
  tableCall: PRICES.tableCall.dollars,
  queueCall: PRICES.queueCall.dollars,
  blobWrite: PRICES.blobWrite.dollars,
  blobRead: PRICES.blobRead.dollars,
  vaultCall: PRICES.vaultCall.dollars,
  logGigabyte: PRICES.logGigabyte.dollars,
};

/** What people see most, and what a run takes on an instance of 2 GB that works off several at once. */
const ASSUMED = {
  runsADay: 24,
  secondsARun: 1.5,
  runsAtOnce: 4,
  memoryGb: 2,
  logBytesARun: 1800,
  /** Of runs that find no access token in memory. */
  vaultReadsARun: 0.3,
  /** Of timers, health checks and the reconciler, whatever there is to refresh. */
  idleExecutionsADay: 7200,
} as const;

/** Documented limits, a second. Source: scalability targets of Storage, limits of Key Vault. */
const LIMITS = { tableCalls: 20_000, queueMessages: 2000, vaultReads: 400 } as const;
/** Half of people choose the full hour; a burst may be spread over so many seconds. */
const PEAK = { share: 0.5, overSeconds: 300 } as const;

const DAYS = 30.4;

export type Capacity = {
  readonly subscriptions: number;
  readonly runsADay: number;
  readonly dollarsAMonth: Readonly<Record<'compute' | 'storage' | 'vault' | 'logs' | 'total', number>>;
  /** Part of each limit that is used when a full hour's burst is worked off. */
  readonly atPeak: Readonly<Record<keyof typeof LIMITS, number>>;
  readonly instancesAtPeak: number;
};

export function capacityOf(subscriptions: number, prices: Dollars = LISTED): Capacity {
  const runsADay = subscriptions * ASSUMED.runsADay;
  const runs = runsADay * DAYS;
  const { table, queue, blobWrite, blobRead } = CALLS_A_RUN;
  const executions = runs + ASSUMED.idleExecutionsADay * DAYS;
  const seconds = (runs * ASSUMED.secondsARun) / ASSUMED.runsAtOnce;
  const parts = {
    compute: seconds * ASSUMED.memoryGb * prices.gigabyteSecond + executions * prices.execution,
    storage:
      runs *
      (table * prices.tableCall +
        queue * 3 * prices.queueCall +
        blobWrite * prices.blobWrite +
        blobRead * prices.blobRead),
    vault: runs * ASSUMED.vaultReadsARun * prices.vaultCall,
    logs: ((runs * ASSUMED.logBytesARun) / 1e9) * prices.logGigabyte,
  };
  const burst = (subscriptions * PEAK.share) / PEAK.overSeconds;
  return {
    subscriptions,
    runsADay,
    dollarsAMonth: { ...parts, total: Object.values(parts).reduce((sum, part) => sum + part, 0) },
    atPeak: {
      tableCalls: (burst * table) / LIMITS.tableCalls,
      queueMessages: (burst * queue) / LIMITS.queueMessages,
      vaultReads: (burst * ASSUMED.vaultReadsARun) / LIMITS.vaultReads,
    },
    instancesAtPeak: Math.ceil((burst * ASSUMED.secondsARun) / ASSUMED.runsAtOnce),
  };
}

function main(): void {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, prices: { type: 'string' } },
  });
  const prices = values.prices === undefined ? LISTED : readPrices(readFileSync(values.prices, 'utf8'));
  const sizes = [10, 1000, 100_000].map((subscriptions) => capacityOf(subscriptions, prices));
  if (values.json) {
    console.log(JSON.stringify({ listed: PRICES, prices, assumed: ASSUMED, sizes }, undefined, 2));
    return;
  }
  const origin = values.prices ?? 'List prices of East US, without free grants';
  console.log(`${origin}; ${ASSUMED.runsADay} runs a day each; no instances that stand ready.\n`);
  console.log(
    'subscriptions   compute   storage     vault      logs     total   nearest limit at the full hour',
  );
  for (const { subscriptions, dollarsAMonth, atPeak, instancesAtPeak } of sizes) {
    const money = Object.values(dollarsAMonth)
      .map((dollars) => `$${dollars.toFixed(2)}`.padStart(9))
      .join(' ');
    const [limit, part] = Object.entries(atPeak).reduce((most, one) => (one[1] > most[1] ? one : most));
    console.log(
      `${String(subscriptions).padStart(13)} ${money}   ${limit} ${(part * 100).toFixed(1)} %, ${instancesAtPeak} instances`,
    );
  }
  if (values.prices !== undefined) return;
  console.log('\nprice              dollars   seen        what it is today');
  for (const [name, { dollars, seen, page: today }] of Object.entries(PRICES))
    console.log(
      `${name.padEnd(16)} ${String(dollars).padStart(9)}   ${(seen ?? 'nowhere').padEnd(9)}   ${today}`,
    );
}

/** Prices that a file names, the listed ones for the rest. @throws RangeError naming what is none. */
export function readPrices(text: string): Dollars {
  const given = Object.entries(JSON.parse(text) as Record<string, unknown>);
  for (const [name, value] of given)
    if (!Object.hasOwn(LISTED, name) || typeof value !== 'number' || !(value >= 0))
      throw new RangeError(
        `${name}: ${String(value)} is no price; there are ${Object.keys(LISTED).join(', ')}.`,
      );
  return { ...LISTED, ...Object.fromEntries(given) };
}

if (import.meta.main) main();
