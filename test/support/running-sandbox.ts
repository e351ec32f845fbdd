import { portsFrom } from '../../sandbox/addresses.ts';
import { appSettings } from '../../sandbox/app-settings.ts';
import { azuriteConnection, startAzurite, startFunctionsHost } from '../../sandbox/children.ts';
import { ensureAppStorage } from '../../sandbox/ensure-storage.ts';
import { type StandIns, startStandIns } from '../../sandbox/stand-ins.ts';
import { PortalClient } from '../../sandbox/walk-through/portal-client.ts';
import { STEPS, startState } from '../../sandbox/walk-through/steps.ts';
import { temporaryFolder } from './sandbox-process.ts';

export type RunningSandbox = {
  readonly standIns: StandIns;
  readonly portal: string;
  readonly hostKey: string;
  readonly dataFolder: string;
  person(account: string): PortalClient;
  /** Walks through the main job up to and with the named step; what it leaves. */
  walk(last: string): Promise<ReturnType<typeof startState>>;
  /** The settings of the app. */
  readonly settings: Readonly<Record<string, string>>;
  /** Ends the host in the midst of what it does (SIGKILL), and waits for its end. */
  killHost(): Promise<void>;
  startHost(): Promise<void>;
  close(): Promise<void>;
};

const HOST_KEY = 'host-key-of-a-test';

/** The compiled app on the local host with every stand-in, in a folder of its own; `base` is the first of eight ports. */
export async function runSandbox(
  base: number,
  more: Readonly<Record<string, string>> = {},
): Promise<RunningSandbox> {
  const folder = temporaryFolder();
  const ports = portsFrom(base);
  const azurite = await startAzurite(ports, folder.path);
  const standIns = await startStandIns(ports, folder.path);
  const storage = azuriteConnection(ports);
  await ensureAppStorage(storage);
  const settings = {
    ...appSettings({ addresses: standIns.addresses, storage, tenant: standIns.tenant }),
    ...more,
  };
  const log = `${folder.path}/host.log`;
  const startHost = () => startFunctionsHost({ port: ports.portal, settings, hostKey: HOST_KEY, log });
  let host = await startHost();
  const { portal } = standIns.addresses;
  return {
    standIns,
    portal,
    hostKey: HOST_KEY,
    dataFolder: folder.path,
    settings,
    async killHost() {
      host.process.kill('SIGKILL');
      await host.exited;
    },
    async startHost() {
      host = await startHost();
    },
    person: (account) => new PortalClient(portal, account),
    async walk(last) {
      const state = startState({
        portalUrl: portal,
        hostKey: HOST_KEY,
        accounts: standIns.accounts,
        powerBi: standIns.powerBi,
        reportServer: standIns.reportServer,
        traces: standIns.traces,
        reportsFolder: 'sandbox/reports',
        outFolder: `${folder.path}/out`,
        readersGroupId: standIns.readersGroupId,
      });
      for (const step of STEPS) {
        await step.run(state);
        if (step.name === last) break;
      }
      return state;
    },
    async close() {
      await host.stop();
      await standIns.close();
      await azurite.stop();
      folder.remove();
    },
  };
}
