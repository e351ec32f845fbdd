import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import { readItemRows } from '../../../lib/report-server/drawing/item-rows.ts';
import { trimDefinition } from '../../../lib/report-server/drawing/trim-definition.ts';
import { findRplPicture } from '../../../lib/report-server/rpl/find-item.ts';
import { sampleServer } from '../../../sandbox/report-server/seed.ts';
import type { ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, EVE_THERE, startTestReportServer } from '../../support/report-server.ts';

const PNG = '<DeviceInfo><OutputFormat>PNG</OutputFormat><DpiX>192</DpiX><DpiY>192</DpiY></DeviceInfo>';
const RPL =
  '<DeviceInfo><SecondaryStreams>Server</SecondaryStreams><RPLVersion>10.6</RPLVersion></DeviceInfo>';

let server: ReportServerStandIn;
let clients: ReturnType<typeof clientsFor>;
beforeAll(async () => {
  server = await startTestReportServer();
  clients = clientsFor(server);
});
afterAll(async () => {
  clients.transport.close();
  await server.close();
});

const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('an execution', () => {
  it('draws one item from a definition that holds it alone, and gives its rows', async () => {
    const { rest, executions } = clients;
    const { Id } = await rest.reportByPath('/Warehouse/Stock');
    const definition = Buffer.from(await rest.definition(Id, 1_000_000)).toString();
    const trimmed = trimDefinition({
      definition,
      itemName: 'StockBySite',
      dataSets: ['Stock'],
      folder: '/Warehouse',
      dataSourcePaths: new Map([['Warehouse', '/Warehouse/Warehouse']]),
    });
    if (!trimmed.ok) throw new Error(trimmed.reason);
    expect(readReport(trimmed.definition)).toMatchObject({
      items: [{ name: 'StockBySite' }],
      dataSources: [{ reference: '/Warehouse/Warehouse' }],
      pages: [{ width: 432, height: 216 }],
    });
    const { id } = await executions.loadDefinition(trimmed.definition);
    const { bytes, mimeType } = await executions.render(id, 'IMAGE', PNG);
    expect(mimeType).toBe('image/png');
    expect(sizeOf(bytes)).toEqual([1152, 576]);
    const xml = await executions.render(id, 'XML', '');
    expect(readItemRows(xml.bytes.toString('utf8'), 'StockBySite')).toEqual({
      columns: ['Label', 'Category Label', 'Y'],
      rows: [
        ['Pallets', 'Gdańsk', '410'],
        ['Pallets', 'Łódź', '655'],
        ['Pallets', 'Poznań', '230'],
      ],
    });
  });

  it('puts the picture of an item aside, which RPL names', async () => {
    const { executions } = clients;
    const { id } = await executions.loadReport('/Sales/Sales Overview');
    const { bytes } = await executions.render(id, 'RPL', RPL);
    const picture = findRplPicture(bytes, 'OrdersToday');
    if (picture?.kind !== 'stream') throw new Error('No stream.');
    const png = await executions.renderStream(id, 'RPL', picture.streamName, RPL);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(findRplPicture(bytes, 'RegionSpark')).toBeUndefined();
    expect(findRplPicture(bytes, 'Rows')).toBeUndefined();
  });

  it('says when its data is from', async () => {
    const { executions } = clients;
    expect((await executions.loadReport('/Warehouse/Stock of last night')).snapshotAt?.toString()).toBe(
      '2026-11-20T01:00:00Z',
    );
    expect((await executions.loadReport('/Warehouse/Stock')).snapshotAt).toBeUndefined();
  });

  it('of a linked report begins with the parameters of its own', async () => {
    const PARAMETERS =
      '<ReportParameters><ReportParameter Name="Region"><DataType>String</DataType><DefaultValue><Values><Value>North</Value></Values></DefaultValue><Prompt>Region</Prompt></ReportParameter></ReportParameters>';
    const seed = sampleServer();
    const items = seed.items.map((item) => {
      if (item.type === 'LinkedReport') return { ...item, parameters: { Region: 'South' } };
      return item.type === 'Report' && item.path === '/Warehouse/Stock'
        ? { ...item, definition: item.definition.replace('<ReportParametersLayout', `${PARAMETERS}$&`) }
        : item;
    });
    const own = await startTestReportServer({ seed: { ...seed, items } });
    const { executions, transport } = clientsFor(own);
    const valuesOf = ({ prompts }: Awaited<ReturnType<typeof executions.loadReport>>) =>
      prompts.map(({ name, values }) => [name, values]);
    const linked = await executions.loadReport('/Warehouse/Stock of Gdańsk');
    expect(valuesOf(linked)).toEqual([['Region', ['South']]]);
    expect(valuesOf(await executions.loadReport('/Warehouse/Stock'))).toEqual([['Region', ['North']]]);
    const changed = await executions.setParameters(linked.id, [{ name: 'Region', value: 'East' }]);
    expect(valuesOf(changed)).toEqual([['Region', ['East']]]);
    transport.close();
    await own.close();
  });

  it('is gone after twenty minutes', async () => {
    const { executions } = clients;
    const { id } = await executions.loadReport('/Sales/Sales Overview');
    await server.control.advance({ minutes: 21 });
    await expect(executions.render(id, 'XML', '')).rejects.toMatchObject({
      code: 'REPORT_SERVER_UNAVAILABLE',
      serverCodes: ['rsExecutionNotFound'],
    });
  });

  it('refuses by the codes of the server what it refuses', async () => {
    const { executions } = clients;
    await expect(executions.loadReport('/Sales/Nothing')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      serverCodes: ['rsItemNotFound'],
    });
    const eve = clientsFor(server, EVE_THERE);
    await expect(eve.executions.loadDefinition('<Report />')).rejects.toMatchObject({
      code: 'REPORT_SERVER_FORBIDDEN',
    });
    eve.transport.close();
    const { id } = await executions.loadReport('/Warehouse/Stock by hand');
    await expect(executions.render(id, 'XML', '')).rejects.toMatchObject({ code: 'CREDENTIALS_NOT_STORED' });
    const given = await executions.setCredentials(id, [
      { dataSource: 'Warehouse', user: 'ann', password: 'secret' },
    ]);
    expect(given.credentialsRequired).toBe(false);
    expect((await executions.render(id, 'XML', '')).bytes.length).toBeGreaterThan(100);
    await expect(executions.setParameters(id, [{ name: 'Nope', value: '1' }])).rejects.toMatchObject({
      code: 'PARAMETER_INVALID',
    });
    await expect(executions.render(id, 'ATOM', '')).rejects.toMatchObject({
      serverCodes: ['rsRenderingExtensionNotFound'],
    });
  });
});
