import { type Audit, tableAudit } from '../registration/audit.ts';
import { type AuditTrail, tableAuditTrail } from '../registration/audit-trail.ts';
import { createDirectories, type Directories } from '../registration/choose-directory.ts';
import { deviceCodeSignIn } from '../registration/device-code-sign-in.ts';
import { type RegistrationLease, tableRegistrationLease } from '../registration/lease.ts';
import { powerBiApp, type Registrations, tableRegistrations } from '../registration/registration.ts';
import { type RegistrationAlarms, tableRegistrationAlarms } from '../registration/registration-alarm.ts';
import { type ServiceOwned, tableServiceOwned } from '../registration/service-owned.ts';
import type { Foundation } from './foundation.ts';

/** The registration with Power BI, and who did what. */
export type RegistrationPorts = {
  readonly registrations: Registrations;
  readonly alarms: RegistrationAlarms;
  readonly lease: RegistrationLease;
  readonly directories: Directories;
  readonly audit: Audit;
  readonly auditTrail: AuditTrail;
  readonly serviceOwned: ServiceOwned;
  readonly requireRegistered: () => Promise<void>;
};

export function registrationPorts({ shared, table, managedIdentity, sealer }: Foundation): RegistrationPorts {
  const { settings, clock, log } = shared;
  const registrations = tableRegistrations(table('registration'));
  const audit = tableAudit(table('audit'), clock);
  return {
    registrations,
    alarms: tableRegistrationAlarms({ table: table('registration'), clock, log }),
    lease: tableRegistrationLease(table('registration'), clock),
    directories: createDirectories({
      settings,
      managedIdentity,
      adminSignIn: deviceCodeSignIn({ cloud: settings.cloud, tenantId: settings.tenantId, clock }),
      sealer,
    }),
    audit,
    auditTrail: tableAuditTrail(table('audit'), clock),
    serviceOwned: tableServiceOwned({ table: table('registration'), audit, clock }),
    async requireRegistered() {
      powerBiApp(await registrations.current());
    },
  };
}
