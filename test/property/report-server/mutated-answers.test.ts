import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { readItemRows } from '../../../lib/report-server/drawing/item-rows.ts';
import { trimDefinition } from '../../../lib/report-server/drawing/trim-definition.ts';
import type { ServerTransport } from '../../../lib/report-server/http/server-transport.ts';
import {
  AV,
  challengeMessage,
  NtlmFormatError,
  readChallenge,
} from '../../../lib/report-server/ntlm/messages.ts';
import { utf16 } from '../../../lib/report-server/ntlm/ntlm-v2.ts';
import { restClient } from '../../../lib/report-server/rest/rest-client.ts';
import { findRplPicture } from '../../../lib/report-server/rpl/find-item.ts';
import { executionClient } from '../../../lib/report-server/soap/execution-client.ts';
import { urlAccess } from '../../../lib/report-server/url/url-access.ts';
import type { Exchange, ReportServerStandIn } from '../../../sandbox/report-server/start.ts';
import { clientsFor, startTestReportServer } from '../../support/report-server.ts';

/** 10,000 in all with REPORT_TILES_LONG=1. */
const EACH = process.env.REPORT_TILES_LONG === '1' ? 2000 : 150;
/** Far more than any reading takes; a loop without an end takes longer. */
const MOST_MS = 5000;

/** Numbers from 0 to 1, the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Flips, cuts, repeats, swaps and overwrites: one to eight changes. */
function mutated(original: Buffer, random: () => number): Buffer {
  let bytes = Buffer.from(original);
  const at = () => Math.floor(random() * Math.max(1, bytes.length));
  for (let left = 1 + Math.floor(random() * 8); left > 0 && bytes.length > 0; left -= 1) {
    const [place, kind] = [at(), Math.floor(random() * 6)];
    const end = Math.min(bytes.length, place + 1 + Math.floor(random() * 64));
    if (kind === 0) bytes.writeUInt8(Math.floor(random() * 256), place);
    else if (kind === 1) bytes = bytes.subarray(0, place);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, place), bytes.subarray(end)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(place)]);
    else if (kind === 4) bytes.fill(random() < 0.5 ? 0 : 255, place, end);
    else if (place + 8 <= bytes.length)
      bytes.writeBigInt64LE(BigInt(Math.floor((random() - 0.3) * 1e6)), place);
  }
  return bytes;
}

/** Reads every mutant; whatever is thrown is a refusal with a code. */
async function readAll(
  original: Buffer,
  seed: number,
  read: (mutant: Buffer) => unknown,
): Promise<{ readonly read: number; readonly refused: number }> {
  const random = randomNumbers(seed);
  const counts = { read: 0, refused: 0 };
  for (let number = 0; number < EACH; number += 1) {
    const mutant = mutated(original, random);
    const started = performance.now();
    try {
      await read(mutant);
      counts.read += 1;
    } catch (error) {
      const isRefusal = error instanceof DomainError || error instanceof NtlmFormatError;
      if (!isRefusal) throw new Error(`Mutant ${number} of seed ${seed}`, { cause: error });
      if (error instanceof DomainError) expect(error.code).not.toBe('INTERNAL');
      counts.refused += 1;
    }
    expect(performance.now() - started).toBeLessThan(MOST_MS);
  }
  return counts;
}

const answering = (bytes: Buffer): Pick<ServerTransport, 'send'> => ({
  send: async () => ({ status: 200, headers: {}, bytes }),
});

describe('answers of a report server that were changed on the way', () => {
  let server: ReportServerStandIn;
  const answers = new Map<string, Buffer>();
  let rpl: Buffer = Buffer.alloc(0);
  let xml: Buffer = Buffer.alloc(0);
  let definition: Buffer = Buffer.alloc(0);
  beforeAll(async () => {
    const keep = ({ operation, responseBody }: Exchange) => {
      const text = typeof responseBody === 'string' ? responseBody : JSON.stringify(responseBody);
      answers.set(operation, Buffer.from(text));
    };
    server = await startTestReportServer({ onExchange: keep });
    const { rest, executions, transport } = clientsFor(server);
    const { Id } = await rest.reportByPath('/Warehouse/Stock');
    definition = Buffer.from(await rest.definition(Id, 1_000_000));
    await rest.dataSources(Id);
    await rest.system();
    const { id } = await executions.loadReport('/Warehouse/Stock');
    rpl = (
      await executions.render(
        id,
        'RPL',
        '<DeviceInfo><SecondaryStreams>Server</SecondaryStreams></DeviceInfo>',
      )
    ).bytes;
    xml = (await executions.render(id, 'XML', '')).bytes;
    transport.close();
  });
  afterAll(() => server.close());

  const soap = (operation: string) => answers.get(`soap.${operation}`) ?? Buffer.alloc(0);

  it('pages (RPL) are read or refused', async () => {
    expect(findRplPicture(rpl, 'StockBySite')?.kind).toBe('stream');
    const counts = await readAll(rpl, 1, (mutant) => findRplPicture(mutant, 'StockBySite'));
    expect(counts.refused).toBeGreaterThan(EACH / 10);
  });

  it('answers of the web service are read or refused', async () => {
    const options = { servicePath: '/ReportServer', zone: 'UTC' };
    const loading = await readAll(soap('LoadReport2'), 2, (mutant) =>
      executionClient(answering(mutant), options).loadReport('/x'),
    );
    const rendering = await readAll(soap('Render2'), 3, (mutant) =>
      executionClient(answering(mutant), options).render('x', 'XML', ''),
    );
    expect(Math.min(loading.refused, rendering.refused)).toBeGreaterThan(EACH / 10);
  });

  it('answers of REST and documents are read or refused', async () => {
    const rest = await readAll(answers.get('rest.ReportDataSources') ?? Buffer.alloc(0), 4, (mutant) =>
      restClient(answering(mutant), 'https://x/Reports').dataSources('x'),
    );
    expect(rest.refused).toBeGreaterThan(EACH / 10);
    await readAll(xml, 5, (mutant) => readItemRows(mutant.toString('utf8'), 'StockBySite'));
  });

  it('pages of URL access are read or refused', async () => {
    const { transport } = clientsFor(server);
    const page = await transport.send({
      method: 'GET',
      path: '/ReportServer?%2FNowhere&rs:Command=Render&rs:Format=XML',
      maxBytes: 1_000_000,
      timeoutMs: 10_000,
    });
    transport.close();
    const headers = { 'content-type': 'text/html' };
    const reading = (bytes: Buffer) => ({ send: async () => ({ status: 500, headers, bytes }) });
    const ask = (bytes: Buffer) =>
      urlAccess(reading(bytes), '/ReportServer').render('/x', {
        format: 'XML',
        deviceInfo: {},
        parameters: [],
      });
    const counts = await readAll(page.bytes, 8, ask);
    expect(counts).toEqual({ read: 0, refused: EACH });
    await expect(ask(Buffer.from('<style'.repeat(2_000_000)))).rejects.toBeInstanceOf(DomainError);
  });

  it('definitions and NTLM challenges are read or refused', async () => {
    const request = { itemName: 'StockBySite', dataSets: ['Stock'], folder: '/', dataSourcePaths: new Map() };
    await readAll(definition, 6, (mutant) =>
      trimDefinition({ ...request, definition: mutant.toString('utf8') }),
    );
    const challenge = challengeMessage({
      serverChallenge: Buffer.alloc(8, 7),
      targetInfo: new Map([[AV.computerName, utf16('RS')]]),
    });
    await readAll(challenge, 7, (mutant) => readChallenge(mutant));
  });

  it('a stream that refers to itself comes to an end', () => {
    const looping = Buffer.from(rpl);
    const random = randomNumbers(9);
    // Every offset leads somewhere into the stream: its ends refer to each other.
    for (let at = 12; at + 9 < looping.length; at += 1)
      if (looping[at] === 0xfe)
        looping.writeBigInt64LE(BigInt(Math.floor(random() * looping.length)), at + 1);
    expect(() => findRplPicture(looping, 'StockBySite')).toThrow(DomainError);
  });
});
