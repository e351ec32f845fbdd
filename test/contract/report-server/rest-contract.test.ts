import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSwagger } from '../../../sandbox/power-bi/contract/swagger.ts';
import type { Exchange, ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, startTestReportServer } from '../../support/report-server.ts';

// Microsoft's published document, beside the checkout (../shared from the repository root).
const CONTRACT = '../shared/contracts/reporting-services-v2.swagger.json';
const API = '/Reports/api/v2.0';
/** What real answers have and the document of 2017 lacks, or declares in another form. */
const KNOWN = [
  /"unevaluatedProperty":"(Schedule|DataQuery)"/,
  // An array on the wire.
  /ExtensionSettings\/ParameterValues must be object/,
  // Lists that the document declares bare and OData wraps.
  /^response must be array/,
];

describe.skipIf(!existsSync(CONTRACT))('requests and answers of REST v2.0', () => {
  const exchanges: Exchange[] = [];
  let server: ReportServerStandIn;
  beforeAll(async () => {
    server = await startTestReportServer({ onExchange: (exchange) => void exchanges.push(exchange) });
  });
  afterAll(() => server.close());

  it('are all of the published contract', async () => {
    const contract = loadSwagger('reporting-services-v2.swagger.json');
    if (!contract) throw new Error('The contract is not there.');
    const { rest, transport } = clientsFor(server);
    await rest.system();
    await rest.me();
    await rest.systemActions();
    await rest.folderItems('/Sales');
    await rest.search("It's (new) & more");
    const { Id } = await rest.reportByPath('/Warehouse/Stock');
    await rest.report(Id);
    await rest.dataSources(Id);
    await rest.parameters(Id);
    await rest.policies(Id);
    await rest.subscriptions();
    await rest.report('00000000-0000-4000-8000-000000000000').catch(() => undefined);
    transport.close();
    const faults = exchanges.flatMap(({ method, path, status, responseBody, requestBody }) => {
      expect(path.startsWith(API)).toBe(true);
      const body = requestBody.length === 0 ? undefined : JSON.parse(requestBody.toString('utf8'));
      const exchange = { method, path: path.slice(API.length), status, requestBody: body };
      return contract
        .faultsOf({ ...exchange, responseBody: JSON.parse(JSON.stringify(responseBody)) })
        .filter((fault) => !KNOWN.some((known) => known.test(fault)))
        .map((fault) => `${path}: ${fault}`);
    });
    expect(exchanges.length).toBeGreaterThan(11);
    expect(faults).toEqual([]);
  });
});
