import { z } from 'zod';
import { route } from '../lib/http/route.ts';
import { listOf } from '../lib/http/views/common.ts';
import {
  connectedServerView,
  copyChoice,
  copyInput,
  copyView,
  importInput,
  importView,
  promptedCredentialsInput,
  reportServerId,
  reportServerInput,
  reportServerView,
  serverLinkInput,
  serverLinkView,
  showConnectedServer,
  showCopy,
  showImport,
  showReportServer,
  showServerLink,
} from '../lib/http/views/report-servers.ts';
import { hasRole } from '../lib/identity/principal.ts';
import { runCopy, showCopyPlan } from '../lib/report-server/copy/run-copy.ts';
import { planImport } from '../lib/report-server/import/plan-import.ts';
import { runImport } from '../lib/report-server/import/run-import.ts';
import {
  changeServer,
  connectServer,
  probeConnected,
  removeServer,
} from '../lib/report-server/manage/connect-server.ts';
import { linkAccount, unlinkAccount } from '../lib/report-server/manage/link-account.ts';
import { keepPromptedCredentials } from '../lib/report-server/manage/prompted-credentials.ts';
import { registerRoutes } from './shared/register-routes.ts';

const group = 'Report servers';
const params = z.object({ serverId: reportServerId });

registerRoutes(
  route({
    name: 'report-servers-list',
    method: 'GET',
    path: 'api/report-servers',
    group,
    summary: 'The report servers beside the own catalog, and as whom you are known there.',
    access: 'user',
    answers: { 200: listOf(reportServerView) },
    async handle({ app, principal }) {
      const servers = await app.reportServers.list();
      const isAdmin = hasRole(principal, 'Admin');
      const value = servers.map(async (server) => {
        const link = await app.serverLinks.get(server.id, principal.owner);
        return showReportServer(server, { link, isAdmin });
      });
      return { status: 200, body: { value: await Promise.all(value) } };
    },
  }),
  route({
    name: 'report-servers-add',
    method: 'POST',
    path: 'api/report-servers',
    group,
    summary:
      'Connects SQL Server Reporting Services 2017–2022 or Power BI Report Server: looks at it, says which rights its account lacks, and keeps the password in the key vault.',
    access: 'admin',
    body: { json: reportServerInput },
    answers: { 201: connectedServerView },
    async handle({ app, principal, body }) {
      return { status: 201, body: showConnectedServer(await connectServer(app, principal, body)) };
    },
  }),
  route({
    name: 'report-servers-change',
    method: 'PUT',
    path: 'api/report-servers/{serverId}',
    group,
    summary:
      'Changes how a report server is reached. Another server, account or way to sign in needs the password again.',
    access: 'admin',
    params,
    body: { json: reportServerInput },
    answers: { 200: connectedServerView },
    async handle({ app, principal, params: { serverId }, body }) {
      const changed = await changeServer(app, principal, { id: serverId, input: body });
      return { status: 200, body: showConnectedServer(changed) };
    },
  }),
  route({
    name: 'report-servers-probe',
    method: 'POST',
    path: 'api/report-servers/{serverId}/probe',
    group,
    summary: 'Looks at a report server with its stored account: product, version, time zone, and each right.',
    access: 'admin',
    params,
    answers: { 200: connectedServerView },
    async handle({ app, params: { serverId } }) {
      return { status: 200, body: showConnectedServer(await probeConnected(app, serverId)) };
    },
  }),
  route({
    name: 'report-servers-remove',
    method: 'DELETE',
    path: 'api/report-servers/{serverId}',
    group,
    summary:
      'Forgets a report server with all passwords. Subscriptions on its reports stay, and their runs say so.',
    access: 'admin',
    params,
    answers: { 204: 'no body' },
    async handle({ app, params: { serverId } }) {
      await removeServer(app, serverId);
      return { status: 204 };
    },
  }),
  route({
    name: 'report-servers-import-plan',
    method: 'GET',
    path: 'api/report-servers/{serverId}/import',
    group,
    summary:
      'What an import of the server’s Power BI subscriptions and shared schedules would do, and why some cannot be moved; nothing is changed.',
    access: 'admin',
    params,
    answers: { 200: importView },
    async handle({ app, params: { serverId } }) {
      return { status: 200, body: showImport(await planImport(app, serverId)) };
    },
  }),
  route({
    name: 'report-servers-import',
    method: 'POST',
    path: 'api/report-servers/{serverId}/import',
    group,
    summary:
      'Makes shared schedules and pins from those of a report server, each pin in its owner’s name. What was moved before is left alone, so it can be repeated.',
    access: 'admin',
    params,
    body: { json: importInput },
    answers: { 200: importView },
    async handle({ app, params: { serverId }, body }) {
      return { status: 200, body: showImport(await runImport(app, serverId, body)) };
    },
  }),
  route({
    name: 'report-servers-copy-plan',
    method: 'GET',
    path: 'api/report-servers/{serverId}/copy',
    group,
    summary:
      'What a copy of a folder of reports into the own catalog would do, and why some cannot be copied; nothing is changed.',
    access: 'admin',
    params,
    query: copyChoice,
    answers: { 200: copyView },
    async handle({ app, params: { serverId }, query }) {
      return { status: 200, body: showCopy(await showCopyPlan(app, serverId, query)) };
    },
  }),
  route({
    name: 'report-servers-copy',
    method: 'POST',
    path: 'api/report-servers/{serverId}/copy',
    group,
    summary:
      'Copies the next ten reports, shared data sources (without passwords), shared datasets and documents of a folder into the own catalog. What is there is left alone: send it again until none is left.',
    access: 'admin',
    params,
    body: { json: copyInput },
    answers: { 200: copyView },
    async handle({ app, principal, params: { serverId }, body }) {
      return { status: 200, body: showCopy(await runCopy(app, principal, { serverId, ...body })) };
    },
  }),
  route({
    name: 'report-servers-link',
    method: 'PUT',
    path: 'api/report-servers/{serverId}/link',
    group,
    summary:
      'Links you to your account on a report server, which decides what you may see. The password is tried first.',
    access: 'user',
    params,
    body: { json: serverLinkInput },
    answers: { 200: serverLinkView },
    async handle({ app, principal, params: { serverId }, body }) {
      return {
        status: 200,
        body: showServerLink(await linkAccount(app, principal, { serverId, link: body })),
      };
    },
  }),
  route({
    name: 'report-servers-credentials',
    method: 'PUT',
    path: 'api/report-servers/{serverId}/credentials',
    group,
    summary:
      'Keeps, in the key vault, what you would type where a report of a report server asks for the credentials of a data source: for your own tiles of that report. Unlinking the account forgets it.',
    access: 'user',
    params,
    body: { json: promptedCredentialsInput },
    answers: { 204: 'no body' },
    async handle({ app, principal, params: { serverId }, body }) {
      await keepPromptedCredentials(app, principal, { serverId, typed: body });
      return { status: 204 };
    },
  }),
  route({
    name: 'report-servers-unlink',
    method: 'DELETE',
    path: 'api/report-servers/{serverId}/link',
    group,
    summary: 'Forgets your account on a report server.',
    access: 'user',
    params,
    answers: { 204: 'no body' },
    async handle({ app, principal, params: { serverId } }) {
      await unlinkAccount(app, principal, serverId);
      return { status: 204 };
    },
  }),
);
