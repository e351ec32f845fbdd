import type { Cloud } from '../clouds.ts';

/** Resource of the delegated permissions, the same in every tenant: "Power BI Service". */
export const POWER_BI_RESOURCE = '00000009-0000-0000-c000-000000000000';

/** Delegated permissions: what pinning and refreshing need, and Workspace.ReadWrite.All for the template workspace. */
export const POWER_BI_PERMISSIONS = [
  'Workspace.Read.All',
  'Workspace.ReadWrite.All',
  'Dashboard.ReadWrite.All',
  'Dataset.ReadWrite.All',
  'Report.ReadWrite.All',
  'Content.Create',
] as const;

/** The scopes to ask Entra for; msal adds openid, profile and offline_access. */
export function powerBiScopes(cloud: Pick<Cloud, 'powerBiAudience'>): readonly string[] {
  return POWER_BI_PERMISSIONS.map((name) => `${cloud.powerBiAudience}/${name}`);
}
