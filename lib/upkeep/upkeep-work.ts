import { clearUnpinned } from './clear-unpinned.ts';
import { countSignIns } from './count-sign-ins.ts';
import { deliverWebhook } from './deliver-webhook.ts';
import { endSignIns } from './end-sign-ins.ts';
import { lookAfterPin } from './look-after-pin.ts';
import { pruneHistory } from './prune-history.ts';
import { retireUnnamedCredentials } from './retire-unnamed-credentials.ts';
import { retireUnnamedToken } from './retire-unnamed-token.ts';
import { retireUnnamedWebhook } from './retire-unnamed-webhook.ts';
import type { UpkeepWork } from './run-upkeep.ts';
import type { UpkeepKind } from './upkeep.ts';
import { warnSignIn } from './warn-sign-in.ts';

export type UpkeepWorkDependencies = Parameters<typeof warnSignIn>[0] &
  Parameters<typeof retireUnnamedToken>[0] &
  Parameters<typeof retireUnnamedCredentials>[0] &
  Parameters<typeof pruneHistory>[0] &
  Parameters<typeof clearUnpinned>[0] &
  Parameters<typeof lookAfterPin>[0] &
  Parameters<typeof deliverWebhook>[0] &
  Parameters<typeof retireUnnamedWebhook>[0] &
  Parameters<typeof endSignIns>[0] &
  Parameters<typeof countSignIns>[0];

/** What is done with each kind of task. */
export function upkeepWork(dependencies: UpkeepWorkDependencies): Readonly<Record<UpkeepKind, UpkeepWork>> {
  return {
    'sign-in-warning': warnSignIn(dependencies),
    token: retireUnnamedToken(dependencies),
    credential: retireUnnamedCredentials(dependencies),
    history: pruneHistory(dependencies),
    unpinned: clearUnpinned(dependencies),
    pin: lookAfterPin(dependencies),
    webhook: deliverWebhook(dependencies),
    'webhook-secret': retireUnnamedWebhook(dependencies),
    'end-sign-ins': endSignIns(dependencies),
    'sign-in-count': countSignIns(dependencies),
  };
}
