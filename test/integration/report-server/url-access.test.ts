import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readItemRows } from '../../../lib/report-server/drawing/item-rows.ts';
import { urlAccess } from '../../../lib/report-server/url/url-access.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, EVE_THERE, startTestReportServer } from '../../support/report-server.ts';

let server: ReportServerStandIn;
beforeAll(async () => {
  const seed = sampleServer();
  const items = seed.items.map((item) =>
    item.type === 'Report' && item.path === '/Warehouse/Stock'
      ? { ...item, definition: item.definition.replace('<ReportParametersLayout', `${PARAMETERS}$&`) }
      : item,
  );
  server = await startTestReportServer({ seed: { ...seed, items } });
});
afterAll(() => server.close());

const PARAMETERS =
  '<ReportParameters><ReportParameter Name="Notes"><DataType>String</DataType><AllowBlank>true</AllowBlank><MultiValue>true</MultiValue><Prompt>Notes</Prompt></ReportParameter></ReportParameters>';
const XML = { format: 'XML', deviceInfo: { OmitNamespace: 'true' } };

describe('URL access', () => {
  it('renders a report in one request, also with more parameters than an address holds', async () => {
    const { transport } = clientsFor(server);
    const urls = urlAccess(transport, '/ReportServer');
    const many = Array.from({ length: 400 }, (_, index) => ({
      name: 'Notes',
      value: `value ${index} & more`,
    }));
    const one = await urls.render('/Warehouse/Stock', { ...XML, parameters: many.slice(0, 1) });
    expect(readItemRows(one.toString('utf8'), 'StockBySite')?.rows).toHaveLength(3);
    const long = await urls.render('/Warehouse/Stock', { ...XML, parameters: many });
    expect(long.toString('utf8')).toBe(one.toString('utf8'));
    transport.close();
  });

  it('is refused by the codes on the page that people would see', async () => {
    const { transport } = clientsFor(server);
    const urls = urlAccess(transport, '/ReportServer');
    const none = { ...XML, parameters: [] };
    await expect(urls.render('/Nowhere', none)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      serverCodes: ['rsItemNotFound'],
    });
    await expect(urls.render('/Warehouse/Stock by hand', none)).rejects.toMatchObject({
      code: 'CREDENTIALS_NOT_STORED',
      message: expect.not.stringContaining('<'),
    });
    const eve = clientsFor(server, EVE_THERE);
    await expect(
      urlAccess(eve.transport, '/ReportServer').render('/Warehouse/Stock', none),
    ).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const each of [transport, eve.transport]) each.close();
  });
});
