import { layFoundation, type Platform, type SharedPorts } from './composition/foundation.ts';
import { type IdentityPorts, identityPorts } from './composition/identity.ts';
import { type NotificationPorts, notificationPorts } from './composition/notifications.ts';
import { type PinPorts, pinPorts } from './composition/pins.ts';
import { type PowerBiPorts, powerBiPorts } from './composition/power-bi.ts';
import { type RegistrationPorts, registrationPorts } from './composition/registration.ts';
import { type ReportPorts, reportPorts } from './composition/reports.ts';
import { type SubscriptionPorts, subscriptionPorts } from './composition/subscriptions.ts';
import type { Settings } from './settings.ts';

/**
 * Everything a use case may need, by the name under which it asks for it. A use case takes the few it names; the
 * functions hand over the whole.
 */
export type App = SharedPorts &
  RegistrationPorts &
  IdentityPorts &
  PowerBiPorts &
  ReportPorts &
  PinPorts &
  SubscriptionPorts &
  NotificationPorts;

/**
 * The composition root: settings -> adapters -> use cases. Each part is made from the foundation and from the parts above
 * it, in lib/composition. Nothing is sent before the first call.
 */
export function createApp(settings: Settings, platform: Platform): App {
  const foundation = layFoundation(settings, platform);
  const registration = registrationPorts(foundation);
  const identity = identityPorts(foundation, registration);
  const powerBi = powerBiPorts(foundation, identity.powerBiTokens);
  const reports = reportPorts(foundation, identity.proxyTokens);
  const pins = pinPorts(foundation, reports.pictures);
  return {
    ...foundation.shared,
    ...registration,
    ...identity,
    ...powerBi,
    ...reports,
    ...pins,
    ...subscriptionPorts(foundation),
    ...notificationPorts(foundation),
  };
}
