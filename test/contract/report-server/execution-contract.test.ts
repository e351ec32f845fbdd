import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readXml } from '../../../lib/report-server/xml/read-xml.ts';
import { childOf, elementsOf, textAt, type XmlNode } from '../../../lib/report-server/xml/xml-node.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { Exchange, ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, startTestReportServer } from '../../support/report-server.ts';
import { HEADERS_OUT, LISTS, NAMESPACE, OPERATIONS, TYPES } from './report-execution-2005.ts';

const PARAMETERS =
  '<ReportParameters><ReportParameter Name="Region"><DataType>String</DataType><Prompt>Region</Prompt><DefaultValue><Values><Value>North</Value></Values></DefaultValue><ValidValues><ParameterValues><ParameterValue><Value>North</Value><Label>The North</Label></ParameterValue><ParameterValue><Value>South</Value></ParameterValue></ParameterValues></ValidValues></ReportParameter></ReportParameters>';

let server: ReportServerStandIn;
const exchanges: Exchange[] = [];
beforeAll(async () => {
  const seed = sampleServer();
  const items = seed.items.map((item) =>
    item.type === 'Report' && item.path === '/Warehouse/Stock by hand'
      ? { ...item, definition: item.definition.replace('<ReportParametersLayout', `${PARAMETERS}$&`) }
      : item,
  );
  server = await startTestReportServer({
    seed: { ...seed, items },
    onExchange: (exchange) => void exchanges.push(exchange),
  });
  const { executions, transport, rest } = clientsFor(server);
  const { id } = await executions.loadReport('/Warehouse/Stock by hand');
  await executions.setCredentials(id, [{ dataSource: 'Warehouse', user: 'ann', password: 'secret' }]);
  await executions.setParameters(id, [{ name: 'Region', value: 'South' }]);
  const info = '<DeviceInfo><SecondaryStreams>Server</SecondaryStreams></DeviceInfo>';
  const { streamIds } = await executions.render(id, 'RPL', info);
  await executions.renderStream(id, 'RPL', streamIds[0] ?? '', info);
  const stock = await rest.reportByPath('/Sales/Sales Overview');
  const definition = Buffer.from(await rest.definition(stock.Id, 1_000_000)).toString();
  await executions.loadDefinition(definition);
  await executions.loadReport('/Nowhere').catch(() => undefined);
  transport.close();
});
afterAll(() => server.close());

/** What of a message is not as documented. */
function faultsOf(node: XmlNode, allowed: readonly string[] | undefined): readonly string[] {
  const list = LISTS[node.local]?.split('|');
  const names = elementsOf(node).map(({ local }) => local);
  const places = names.map((name) => allowed?.indexOf(name) ?? 0);
  const own = [
    ...(node.uri === NAMESPACE ? [] : [`${node.local} is of the namespace ${node.uri}`]),
    ...(allowed && places.some((place, index) => place < 0 || place <= (places[index - 1] ?? -1))
      ? [`${node.local} holds ${names.join(', ')}`]
      : []),
    ...(list && names.some((name) => !list.includes(name))
      ? [`${node.local} lists ${names.join(', ')}`]
      : []),
  ];
  return [...own, ...elementsOf(node).flatMap((child) => faultsOf(child, TYPES[child.local]))];
}

const parts = (text: string) => {
  const root = readXml(text);
  const [body] = elementsOf(childOf(root, 'Body') ?? root);
  return { body, headers: elementsOf(childOf(root, 'Header') ?? { ...root, children: [] }) };
};
const soap = () => exchanges.filter(({ operation }) => operation.startsWith('soap.'));

describe('requests and answers of ReportExecution2005', () => {
  it('are of the documented form, in every operation that is used', () => {
    const seen = new Set<string>();
    for (const { operation, requestBody, responseBody, status } of soap().filter(
      (one) => one.status === 200,
    )) {
      const name = operation.slice('soap.'.length);
      const shape = OPERATIONS[name];
      if (!shape) throw new Error(`${name} is not documented here.`);
      const request = parts(requestBody.toString('utf8'));
      const answer = parts(String(responseBody));
      expect([status, request.body?.local, answer.body?.local]).toEqual([200, name, `${name}Response`]);
      if (!request.body || !answer.body) throw new Error(`${name} has no body.`);
      expect(faultsOf(request.body, shape.asks)).toEqual([]);
      expect(faultsOf(answer.body, shape.answers)).toEqual([]);
      expect(request.headers.filter(({ local }) => !shape.headersIn.includes(local))).toEqual([]);
      expect(answer.headers.map(({ local }) => local)).toEqual(HEADERS_OUT);
      for (const header of [...request.headers, ...answer.headers])
        expect(faultsOf(header, TYPES[header.local])).toEqual([]);
      seen.add(name);
    }
    expect([...seen].sort()).toEqual(Object.keys(OPERATIONS).sort());
  });

  it('send the execution that a call belongs to as a header, and its operation as the SOAPAction', () => {
    const loaded = soap().find(({ operation }) => operation === 'soap.LoadReport2');
    const rendered = soap().find(({ operation }) => operation === 'soap.Render2');
    const { body } = parts(String(loaded?.responseBody));
    const id = textAt(childOf(body, 'executionInfo'), 'ExecutionID');
    const { headers } = parts(rendered?.requestBody.toString('utf8') ?? '');
    expect(headers.map((header) => textAt(header, 'ExecutionID'))).toEqual([id]);
  });

  it('are refused by faults that name the server’s code', () => {
    const refused = soap().find(({ status }) => status === 500);
    const { body } = parts(String(refused?.responseBody));
    const code = childOf(childOf(body, 'detail'), 'ErrorCode');
    expect([body?.local, code?.uri, code && textAt(childOf(body, 'detail'), 'ErrorCode')]).toEqual([
      'Fault',
      'http://www.microsoft.com/sql/reportingservices',
      'rsItemNotFound',
    ]);
  });
});
