import { app as functions } from '@azure/functions';
import { currentApp } from '../lib/current-app.ts';
import { runUpkeep } from '../lib/upkeep/run-upkeep.ts';
import { sweepHours } from '../lib/upkeep/sweep-hours.ts';
import { upkeepWork } from '../lib/upkeep/upkeep-work.ts';

// Off the ticks and the reconciler.
functions.timer('upkeep', {
  schedule: '25 * * * * *',
  handler: async () => {
    const app = currentApp();
    await runUpkeep({ ...app, upkeepWork: upkeepWork(app) });
  },
});

functions.timer('upkeep-hours', {
  schedule: '50 11 * * * *',
  handler: () => sweepHours(currentApp()),
});
