import { app as functions } from '@azure/functions';
import { currentApp } from '../lib/current-app.ts';
import { reconcile } from '../lib/subscriptions/firing/reconcile.ts';

// A slice a minute, off the ticks: 200 subscriptions, so that 10,000 are walked through in under an hour.
functions.timer('reconcile', {
  schedule: '40 * * * * *',
  handler: async () => {
    await reconcile(currentApp());
  },
});
