import { useRegistration } from '../../api/registration.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { AuditSection } from './audit-section.tsx';
import { RegistrationSections } from './registration-sections.tsx';
import { ServiceOwnedSection } from './service-owned-section.tsx';
import { SignEverybodyOutSection } from './sign-everybody-out-section.tsx';
import { TemplateKitSection } from './template-kit-section.tsx';
import { UnregisterButton } from './unregister-button.tsx';

/** Registration, template kit and what is done in everybody's name, as an administrator sees them. */
export function IntegrationContent() {
  const { data: registration, error, isPending, refetch } = useRegistration();
  if (isPending) return <Loading />;
  if (!registration) return <ProblemMessage error={error} onRetry={refetch} />;
  const isRegistered = registration.state === 'registered';
  return (
    <>
      <RegistrationSections registration={registration} actions={isRegistered && <UnregisterButton />} />
      {isRegistered && <TemplateKitSection />}
      {isRegistered && <ServiceOwnedSection isAllowed={registration.serviceOwned} />}
      {registration.appId !== undefined && <SignEverybodyOutSection appId={registration.appId} />}
      <AuditSection />
    </>
  );
}
