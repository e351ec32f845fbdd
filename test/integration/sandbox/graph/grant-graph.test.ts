import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantGraph } from '../../../../scripts/grant-graph.ts';
import { ADA, BOB, type Directories, managedIdentityToken, personToken, startDirectories } from './setup.ts';

let directories: Directories;
let principalId: string;
beforeAll(async () => {
  directories = await startDirectories();
  const [identity] = directories.entra.directory.state.managedIdentities;
  principalId = identity?.principalId ?? '';
  // A deployment begins with an identity that may do nothing.
  directories.entra.directory.state.appRoleAssignments = [];
});
afterAll(() => directories.close());

const SCOPE =
  'https://graph.microsoft.com/AppRoleAssignment.ReadWrite.All https://graph.microsoft.com/Application.Read.All';
const portsOf = (account: string) => ({
  token: () => personToken(directories.entra, account, SCOPE),
  send: fetch,
});
const environment = () => ({ IDENTITY_PRINCIPAL_ID: principalId, GRAPH_URL: directories.graph.url });

async function mayReadOrganization(): Promise<number> {
  const token = await managedIdentityToken(directories.entra);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${directories.graph.url}/v1.0/organization`, { headers });
  const { value } = (await answer.json()) as { value?: { tenantType: string | null }[] };
  return value?.[0]?.tenantType ? 200 : 403;
}

test('the identity gets its permissions, once, however often they are granted', async () => {
  expect(await mayReadOrganization()).toBe(403);
  const first = await grantGraph(environment(), portsOf(ADA));
  expect(first).toMatchObject({ ok: true });
  expect(first.lines).toEqual([
    expect.stringMatching(/^Application\.ReadWrite\.OwnedBy: granted\./),
    expect.stringMatching(/^Organization\.Read\.All: granted\./),
  ]);
  const again = await grantGraph(environment(), portsOf(ADA));
  expect(again.ok).toBe(true);
  expect(again.lines.every((line) => line.includes('granted before'))).toBe(true);
  expect(directories.entra.directory.state.appRoleAssignments).toHaveLength(2);
  expect(await mayReadOrganization()).toBe(200);
});

test('who may not grant is told so, and by whom it is done', async () => {
  directories.entra.directory.state.appRoleAssignments = [];
  const refused = await grantGraph(environment(), portsOf(BOB)).catch((error: Error) => ({
    ok: false,
    lines: [error.message],
  }));
  expect(refused.ok).toBe(false);
  expect(directories.entra.directory.state.appRoleAssignments).toEqual([]);
});

test('without a deployment it says what to run first, and of an unknown cloud which there are', async () => {
  expect(await grantGraph({}, portsOf(ADA))).toEqual({
    ok: false,
    lines: ['IDENTITY_PRINCIPAL_ID is missing: run azd provision.'],
  });
  await expect(
    grantGraph({ IDENTITY_PRINCIPAL_ID: 'p', REPORT_TILES_CLOUD: 'mars' }, portsOf(ADA)),
  ).rejects.toThrow('gcc-high');
});
