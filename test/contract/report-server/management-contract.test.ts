import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MANAGEMENT_NAMESPACE, managementClient } from '../../../lib/report-server/soap/management-client.ts';
import { readXml } from '../../../lib/report-server/xml/read-xml.ts';
import {
  childOf,
  descendantsOf,
  elementsOf,
  nodesAt,
  type XmlNode,
} from '../../../lib/report-server/xml/xml-node.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { Exchange } from '../../../sandbox/report-server/start.ts';
import { clientsFor, startTestReportServer } from '../../support/report-server.ts';

// Microsoft's published WSDL, beside the checkout (../shared from the repository root).
const WSDL = '../shared/contracts/ReportService2010.wsdl';

/** Names of the elements that a type or element of the contract may hold, in its order. */
function sequenceOf(wsdl: XmlNode, kind: 'element' | 'complexType', name: string): readonly string[] {
  for (const node of descendantsOf(wsdl))
    if (node.local === kind && node.attributes.get('name') === name)
      return [...descendantsOf(node)]
        .filter((one) => one !== node && one.local === 'element')
        .map((one) => one.attributes.get('name') ?? '');
  throw new Error(`The contract has no ${kind} ${name}.`);
}

function inOrder(node: XmlNode, sequence: readonly string[]): boolean {
  const places = elementsOf(node).map(({ local }) => sequence.indexOf(local));
  return places.every((place, index) => place >= 0 && place > (places[index - 1] ?? -1));
}

describe.skipIf(!existsSync(WSDL))('requests and answers of ReportService2010', () => {
  it('are of the published contract', async () => {
    const wsdl = readXml(readFileSync(WSDL, 'utf8'));
    const exchanges: Exchange[] = [];
    const schedule = {
      id: '5c5c5c5c-0000-4000-8000-000000000001',
      name: 'Mornings & evenings',
      definition:
        '<StartDateTime>2025-01-01T06:00:00.000+01:00</StartDateTime><DailyRecurrence><DaysInterval>1</DaysInterval></DailyRecurrence>',
      paused: true,
    };
    const server = await startTestReportServer({
      seed: { ...sampleServer(), schedules: [schedule] },
      onExchange: (exchange) => void exchanges.push(exchange),
    });
    const { transport } = clientsFor(server);
    const listed = await managementClient(transport, '/ReportServer').listSchedules();
    transport.close();
    await server.close();

    expect(listed).toMatchObject([{ id: schedule.id, name: schedule.name, paused: true }]);
    const [exchange] = exchanges;
    const bodyOf = (text: string) => childOf(readXml(text), 'Body');
    const request = bodyOf(exchange?.requestBody.toString('utf8') ?? '');
    const answer = bodyOf(String(exchange?.responseBody));
    const [asked] = request ? elementsOf(request) : [];
    expect([asked?.local, asked?.uri]).toEqual(['ListSchedules', MANAGEMENT_NAMESPACE]);
    expect(asked && inOrder(asked, sequenceOf(wsdl, 'element', 'ListSchedules'))).toBe(true);
    const actions = [...descendantsOf(wsdl)].map((one) => one.attributes.get('soapAction'));
    expect(actions).toContain(`${MANAGEMENT_NAMESPACE}/ListSchedules`);
    const [answered] = nodesAt(answer, 'ListSchedulesResponse', 'Schedules', 'Schedule');
    expect(answered && inOrder(answered, sequenceOf(wsdl, 'complexType', 'Schedule'))).toBe(true);
    const definition = childOf(answered, 'Definition');
    expect(definition && inOrder(definition, sequenceOf(wsdl, 'complexType', 'ScheduleDefinition'))).toBe(
      true,
    );
  });
});
