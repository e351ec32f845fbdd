import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml } from '../../../lib/rdl/drawing/svg-values.ts';
import { RdlError } from '../../../lib/rdl/errors.ts';
import { decodeBmp } from '../../../lib/rdl/images/decode-bmp.ts';
import { encodePng } from '../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../lib/rdl/images/image-format.ts';
import { imageRenderer } from '../../../lib/rdl/images/renderer.ts';
import { listItems } from '../../../lib/rdl/items/list-items.ts';
import { pageLayouts } from '../../../lib/rdl/items/page-layout.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';

const isLong = process.env.REPORT_TILES_LONG !== undefined;
const numRuns = isLong ? 50_000 : 500;
const SLOWEST_MS = 5_000;
const TIMEOUT_MS = isLong ? 600_000 : 60_000;

const CHART =
  '<Chart Name="C"><Type>Column</Type><Left>1in</Left><Width>3in</Width><Style><BorderStyle><Default>Solid</Default></BorderStyle></Style><SeriesGroupings><SeriesGrouping><StaticSeries><StaticMember><Label>a</Label></StaticMember></StaticSeries></SeriesGrouping></SeriesGroupings><CategoryAxis><Axis><MajorInterval>2</MajorInterval></Axis></CategoryAxis><ChartData><ChartSeries><DataPoints><DataPoint><DataValues><DataValue><Value>=1</Value></DataValue></DataValues></DataPoint></DataPoints></ChartSeries></ChartData></Chart>';

const DEFINITION = `<?xml version="1.0" encoding="utf-8"?>
<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2005/01/reportdefinition" xmlns:rd="http://schemas.microsoft.com/SQLServer/reporting/reportdesigner">
<DataSets><DataSet Name="D"><Fields><Field Name="F"><DataField>f</DataField><rd:TypeName>System.String</rd:TypeName></Field></Fields><Query><CommandText>a</CommandText></Query></DataSet></DataSets>
<ReportParameters><ReportParameter Name="P"><DataType>Integer</DataType><DefaultValue><Values><Value>1</Value></Values></DefaultValue></ReportParameter></ReportParameters>
<Body><ReportItems>${CHART}<Rectangle Name="R"><ReportItems><Image Name="I"><Source>Embedded</Source><Value>logo</Value></Image></ReportItems></Rectangle><Table Name="T"><Details><ReportItems><Image Name="N"/></ReportItems></Details></Table></ReportItems><Height>2in</Height></Body><Width>6in</Width>
<EmbeddedImages><EmbeddedImage Name="logo"><MIMEType>image/png</MIMEType><ImageData>iVBORw0KGgo=</ImageData></EmbeddedImage></EmbeddedImages>
</Report>`;

/** Reads, lists and lays out; anything but an RdlError is a fault. Returns whether it was read. */
function readAll(source: Uint8Array | string): boolean {
  const start = performance.now();
  try {
    const report = readReport(source);
    listItems(report, { image: imageRenderer, chart: imageRenderer });
    pageLayouts(report);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(RdlError);
    return false;
  } finally {
    expect(performance.now() - start).toBeLessThan(SLOWEST_MS);
  }
}

const bytes = Buffer.from(DEFINITION);
const splice = fc.record({
  at: fc.nat(bytes.length - 1),
  remove: fc.oneof(fc.constant(0), fc.nat(400)),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .constantFrom('<', '>', '&', ']]>', '<!--', '<![CDATA[', '<Chart Name="x">', '</Chart>', '\0', '<?x?>')
      .map((text) => Buffer.from(text)),
  ),
});

describe('the reader under hostile input', () => {
  it('ends every mutated file with an RdlError or a report, in bounded time', { timeout: TIMEOUT_MS }, () => {
    let read = 0;
    fc.assert(
      fc.property(fc.array(splice, { minLength: 1, maxLength: 5 }), (splices) => {
        let mutated: Buffer = bytes;
        for (const { at, remove, insert } of splices) {
          mutated = Buffer.concat([mutated.subarray(0, at), insert, mutated.subarray(at + remove)]);
        }
        if (readAll(mutated)) read++;
      }),
      { numRuns },
    );
    if (isLong)
      console.log(`${numRuns} mutated files: ${read} read, ${numRuns - read} refused, none crashed`);
  });

  it('reads a definition whatever its values say', { timeout: TIMEOUT_MS }, () => {
    const values = [
      '',
      ' ',
      'NaN',
      '-5in',
      '1e309pt',
      '=',
      '=Fields!',
      'abc',
      '99999999999999999999',
      '-1',
      'TRUE',
      '\u{1F4A9}',
    ];
    const value = fc.oneof(fc.constantFrom(...values), fc.string({ unit: 'grapheme', maxLength: 12 }));
    const places = [...DEFINITION.matchAll(/>([^<>\n]+)</g)];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), value), { maxLength: 6 }), (changes) => {
        let text = DEFINITION;
        for (const [index, replacement] of changes) {
          const old = places[index]?.[0] ?? '';
          text = text.replace(old, () => `>${escapeXml(replacement)}<`);
        }
        expect(readAll(text)).toBe(true);
      }),
      { numRuns },
    );
  });
});

describe('image headers under hostile input', () => {
  it('end with a size or a reason, and bitmaps with pixels or a reason', { timeout: TIMEOUT_MS }, () => {
    const png = encodePng(2, 2, new Uint8Array(16));
    const starts = [
      png,
      Buffer.from('GIF89a'),
      Buffer.from('BM'),
      Buffer.from('ffd8ffe000', 'hex'),
      Buffer.from('RIFF'),
    ];
    const image = fc
      .tuple(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }))
      .map(([start, rest]) => Buffer.concat([start, rest]));
    fc.assert(
      fc.property(image, (candidate) => {
        const info = readImageInfo(candidate);
        expect(typeof info === 'string' ? info.length : info.width * info.height).toBeGreaterThan(0);
        if (typeof info !== 'string' && info.format === 'bmp') {
          const bitmap = decodeBmp(candidate);
          expect(typeof bitmap === 'string' ? 'reason' : bitmap.rgba.length).toBeTruthy();
        }
      }),
      { numRuns },
    );
  });
});
