import type { ReactNode } from 'react';
import type { Registration } from '../../api/types.ts';
import { differsFromPortal } from './differs-from-portal.ts';
import { RegistrationAlarm } from './registration-alarm.tsx';
import { RegistrationDetails } from './registration-details.tsx';
import { RegistrationDiffers } from './registration-differs.tsx';
import { RegistrationState } from './registration-state.tsx';

/** State and details of the registration, as the set-up page and the integration page show them. */
export function RegistrationSections(props: {
  readonly registration: Registration;
  readonly actions?: ReactNode;
}) {
  const { registration, actions } = props;
  const { alarm, appId } = registration;
  return (
    <>
      {alarm && <RegistrationAlarm alarm={alarm} />}
      {differsFromPortal(registration) && <RegistrationDiffers registration={registration} />}
      <RegistrationState registration={registration} actions={actions} />
      {appId !== undefined && <RegistrationDetails registration={registration} />}
    </>
  );
}
