import { useRegistration } from '../../api/registration.ts';
import { Loading } from '../../parts/loading.tsx';
import { RegistrationSections } from '../integration/registration-sections.tsx';
import { SetupClosed } from './setup-closed.tsx';
import { SignInAsAdministrator } from './sign-in-as-administrator.tsx';

/** The registration as a set-up session sees it. */
export function SetupContent() {
  const { data: registration, error, isPending } = useRegistration();
  if (isPending) return <Loading />;
  if (!registration) return <SetupClosed error={error} />;
  return (
    <>
      {registration.state === 'registered' && <SignInAsAdministrator />}
      <RegistrationSections registration={registration} />
    </>
  );
}
