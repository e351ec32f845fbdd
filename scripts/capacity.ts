/** What an installation costs a month, and which limit it comes near to first: `npm run capacity`. */
import { parseArgs } from 'node:util';

/** Calls of one run, from its due row to the new picture; a test measures them. */
export const CALLS_A_RUN = { table: 24, queue: 2, blobWrite: 2, blobRead: 2, powerBi: 1 } as const;

/** List prices of one region in US dollars, without discounts and free grants. Replace them by yours. */
const PRICES = {
  asOf: '2025-06',
  region: 'East US',
  gigabyteSecond: 0.000026,
  execution: 0.4e-6,
  tableCall: 0.036e-6,
  queueCall: 0.4e-6,
  blobWrite: 5.5e-6,
  blobRead: 0.44e-6,
  vaultCall: 3e-6,
  logGigabyte: 2.3,
} as const;

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

export function capacityOf(subscriptions: number): Capacity {
  const runsADay = subscriptions * ASSUMED.runsADay;
  const runs = runsADay * DAYS;
  const { table, queue, blobWrite, blobRead } = CALLS_A_RUN;
  const executions = runs + ASSUMED.idleExecutionsADay * DAYS;
  const seconds = (runs * ASSUMED.secondsARun) / ASSUMED.runsAtOnce;
  const parts = {
    compute: seconds * ASSUMED.memoryGb * PRICES.gigabyteSecond + executions * PRICES.execution,
    storage:
      runs *
      (table * PRICES.tableCall +
        queue * 3 * PRICES.queueCall +
        blobWrite * PRICES.blobWrite +
        blobRead * PRICES.blobRead),
    vault: runs * ASSUMED.vaultReadsARun * PRICES.vaultCall,
    logs: ((runs * ASSUMED.logBytesARun) / 1e9) * PRICES.logGigabyte,
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
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const sizes = [10, 1000, 100_000].map(capacityOf);
  if (values.json) {
    console.log(JSON.stringify({ prices: PRICES, assumed: ASSUMED, sizes }, undefined, 2));
    return;
  }
  console.log(
    `Prices of ${PRICES.asOf}, ${PRICES.region}, without free grants; ${ASSUMED.runsADay} runs a day each.\n`,
  );
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
}

if (import.meta.main) main();
