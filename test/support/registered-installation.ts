import type { InProcessPerson } from './in-process-person.ts';
import { ADA, type Directory, StandInInstallation } from './stand-in-installation.ts';

export type RegisteredInstallation = {
  readonly installation: StandInInstallation;
  readonly ada: InProcessPerson;
  readonly appId: string;
  readonly commandLineAppId: string;
};

/** An installation that Ada registered and administers. */
export async function registered(
  directory: Directory,
  environment: Readonly<Record<string, string>> = {},
): Promise<RegisteredInstallation> {
  const installation = new StandInInstallation(directory, { environment });
  const ada = installation.person(ADA);
  await ada.send('POST', '/api/setup/session');
  const { appId, commandLineAppId } = await ada.json<{ appId: string; commandLineAppId: string }>(
    'POST',
    '/api/registration',
  );
  await ada.signIn();
  return { installation, ada, appId, commandLineAppId };
}
