import type { ReactNode } from 'react';
import type { Registration } from '../../api/types.ts';
import { RegistrationDetails } from './registration-details.tsx';
import { RegistrationDiffers } from './registration-differs.tsx';
import { RegistrationState } from './registration-state.tsx';

/** State and details of the registration, as the set-up page and the integration page show them. */
export function RegistrationSections(props: {
  readonly registration: Registration;
  readonly actions?: ReactNode;
}) {
  const { registration, actions } = props;
  return (
    <>
      {registration.missingRedirectUrls.length > 0 && registration.state === 'registered' && (
        <RegistrationDiffers count={registration.missingRedirectUrls.length} />
      )}
      <RegistrationState registration={registration} actions={actions} />
      {registration.appId !== undefined && <RegistrationDetails registration={registration} />}
    </>
  );
}
