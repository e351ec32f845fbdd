import { parseReportServerId, serverReportId } from '../../lib/report-server/server.ts';
import './every-route.ts';
import { engineTilePictures } from '../../lib/reports/engine-tile-pictures.ts';
import { idOf } from '../../sandbox/report-server/rest.ts';
import type { ReportServerStandIn } from '../../sandbox/report-server/start.ts';
import type { MemoryInstallation } from './memory-installation.ts';
import { MemoryPerson } from './memory-person.ts';
import { BOB_THERE, SERVICE } from './report-server.ts';

export type Connected = {
  readonly serverId: string;
  readonly admin: MemoryPerson;
  readonly person: MemoryPerson;
  /** The id under which a report of the server is opened. */
  idFor(path: string): string;
};

/** An administrator connects the stand-in over the API, and Bob links his account there. */
export async function connectStandIn(
  installation: MemoryInstallation,
  server: Pick<ReportServerStandIn, 'portalUrl'>,
  options: { readonly auth?: 'ntlm' | 'basic'; readonly link?: boolean } = {},
): Promise<Connected> {
  const admin = new MemoryPerson(installation, undefined, ['Admin']);
  const person = new MemoryPerson(installation);
  const { auth = 'ntlm', link = true } = options;
  const added = await admin.send<{ id: string }>('POST', '/api/report-servers', {
    body: { name: 'Contoso reports', portalUrl: server.portalUrl, auth, ...SERVICE },
  });
  if (added.status !== 201) throw new Error(JSON.stringify(added.body));
  const serverId = added.body.id;
  if (link) {
    const body = { mode: 'own', ...BOB_THERE };
    const linked = await person.send('PUT', `/api/report-servers/${serverId}/link`, { body });
    if (linked.status !== 200) throw new Error(JSON.stringify(linked.body));
  }
  return {
    serverId,
    admin,
    person,
    idFor(path) {
      const id = parseReportServerId(serverId);
      if (!id) throw new Error(`${serverId} is no id.`);
      return serverReportId(id, idOf(path));
    },
  };
}

/** Pictures as the app makes them, where the installation has others in their place. */
export function realPictures({ app: { reports, engine } }: MemoryInstallation) {
  return engineTilePictures({ reports, engine });
}
