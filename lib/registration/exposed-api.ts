/** Ids are ours and fixed, so that exposing the API again changes nothing. */
export const USER_SCOPE = {
  id: '5f4e5f3a-7d0b-4a52-9f0e-0d7a2b6a4c01',
  value: 'access_as_user',
  type: 'User',
  isEnabled: true,
  userConsentDisplayName: 'Use Report Tiles as you',
  userConsentDescription: 'Allows the application to use Report Tiles in your name.',
  adminConsentDisplayName: 'Use Report Tiles as the signed-in user',
  adminConsentDescription: 'Allows the application to use Report Tiles in the name of the signed-in user.',
} as const;

const role = (id: string, value: string, allowedMemberTypes: readonly string[], description: string) => ({
  id,
  value,
  displayName: value,
  description,
  allowedMemberTypes,
  isEnabled: true,
});

export const APP_ROLES = [
  role('5f4e5f3a-7d0b-4a52-9f0e-0d7a2b6a4c02', 'Admin', ['User'], 'Administers Report Tiles.'),
  role('5f4e5f3a-7d0b-4a52-9f0e-0d7a2b6a4c03', 'Publisher', ['User'], 'Publishes reports and data sources.'),
  role(
    '5f4e5f3a-7d0b-4a52-9f0e-0d7a2b6a4c04',
    'Automation',
    ['Application'],
    'Calls the API without a person.',
  ),
] as const;
