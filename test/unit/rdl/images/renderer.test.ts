import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ReportData, Scope } from '../../../../lib/rdl/data/scope.ts';
import type { DrawInput } from '../../../../lib/rdl/drawing/item-renderer.ts';
import { picturePixels } from '../../../../lib/rdl/drawing/length.ts';
import { createTextMeasure } from '../../../../lib/rdl/drawing/text-metrics.ts';
import { RdlError } from '../../../../lib/rdl/errors.ts';
import { encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { externalImageAddress } from '../../../../lib/rdl/images/image-source.ts';
import { renderImage } from '../../../../lib/rdl/images/render-image.ts';
import { imageRenderer } from '../../../../lib/rdl/images/renderer.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import type { Evaluated } from '../../../../lib/rdl/values/value.ts';

const png = encodePng(16, 8, new Uint8Array(16 * 8 * 4).fill(200));
const base64 = Buffer.from(png).toString('base64');
const text = createTextMeasure();

function reportWith(image: string, embedded = base64) {
  return readReport(
    `<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition"><EmbeddedImages><EmbeddedImage Name="logo"><MIMEType>image/png</MIMEType><ImageData>${embedded}</ImageData></EmbeddedImage></EmbeddedImages><ReportSections><ReportSection><Body><ReportItems><Image Name="I"><Width>60pt</Width><Height>60pt</Height>${image}</Image></ReportItems><Height>1in</Height></Body><Width>1in</Width><Page/></ReportSection></ReportSections></Report>`,
  );
}

function dataWith(values: Readonly<Record<string, Evaluated>>): ReportData {
  const body: Scope = {
    rowCount: 1,
    keys: [],
    level: 0,
    evaluate: (source) => values[source] ?? { ok: false, kind: 'compile', message: 'unknown name' },
    group: () => [],
    intersect: () => body,
  };
  return { openRegion: () => body, body, warnings: [] };
}

function draw(
  image: string,
  options: Partial<DrawInput> & { readonly values?: Readonly<Record<string, Evaluated>> } = {},
) {
  const report = reportWith(image);
  const [item] = report.items;
  if (!item) throw new Error('The image is gone.');
  const { width, height } = item.box;
  return renderImage({
    report,
    item,
    data: dataWith(options.values ?? {}),
    culture: 'en-US',
    size: { width: picturePixels(width), height: picturePixels(height) },
    text,
    externalImages: new Map(),
    ...options,
  });
}

function refusal(run: () => unknown): RdlError {
  try {
    run();
  } catch (error) {
    if (error instanceof RdlError) return error;
    throw error;
  }
  throw new Error('It was drawn.');
}

describe('images', () => {
  it('embedded in the report are drawn by their sizing', () => {
    const boxOf = (sizing: string) =>
      draw(`<Source>Embedded</Source><Value>logo</Value><Sizing>${sizing}</Sizing>`).data.box;
    expect(boxOf('AutoSize')).toEqual([0, 0, 16, 8]);
    expect(boxOf('Fit')).toEqual([0, 0, 80, 80]);
    expect(boxOf('FitProportional')).toEqual([0, 0, 80, 40]);
    expect(boxOf('Clip')).toEqual([0, 0, 16, 8]);
  });

  it('of their own size follow a size that is asked for', () => {
    const drawn = draw('<Source>Embedded</Source><Value>logo</Value>', { size: { width: 32, height: 32 } });
    expect(drawn).toMatchObject({ width: 32, height: 32, data: { sizing: 'AutoSize', box: [0, 0, 32, 16] } });
  });

  it('keep clear of their padding', () => {
    const style = '<Style><PaddingLeft>3pt</PaddingLeft><PaddingTop>6pt</PaddingTop></Style>';
    expect(draw(`<Source>Embedded</Source><Value>logo</Value><Sizing>Fit</Sizing>${style}`).data.box).toEqual(
      [4, 8, 76, 72],
    );
  });

  it('have the border of their style along the inside', () => {
    const style =
      '<Style><Border><Color>Gray</Color><Style>Solid</Style></Border><TopBorder><Style>None</Style></TopBorder><LeftBorder><Width>3pt</Width></LeftBorder></Style>';
    const { svg } = draw(`<Source>Embedded</Source><Value>logo</Value><Sizing>Fit</Sizing>${style}`);
    expect(
      [...svg.matchAll(/<line x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"/g)].map(([, ...ends]) =>
        ends.map(Number),
      ),
    ).toEqual([
      [0, 79.5, 80, 79.5],
      [2, 0, 2, 80],
      [79.5, 0, 79.5, 80],
    ]);
  });

  it('come from the bytes of a field, whatever MIME type is declared', () => {
    const values = { '=Fields!Photo.Value': { ok: true, value: { type: 'Bytes', value: png } } } as const;
    const drawn = draw(
      '<Source>Database</Source><MIMEType>image/jpeg</MIMEType><Value>=Fields!Photo.Value</Value>',
      { values },
    );
    expect(drawn.data.imagePixels).toEqual([16, 8]);
    expect(drawn.svg).toContain('data:image/png');
  });

  it('of a field that is null are an empty picture and a warning', () => {
    const values = { '=Fields!Photo.Value': { ok: true, value: { type: 'DBNull' } } } as const;
    const drawn = draw('<Source>Database</Source><Value>=Fields!Photo.Value</Value>', { values });
    expect(drawn).toMatchObject({ width: 80, height: 80, data: { box: null } });
    expect(drawn.warnings).toEqual(['The image has no bytes in these rows.']);
  });

  it('outside the report are never fetched: their bytes are given by address', () => {
    const external = '<Source>External</Source><Value>="https://example.com/" &amp; "a.png"</Value>';
    const values = {
      '="https://example.com/" & "a.png"': {
        ok: true,
        value: { type: 'String', value: 'https://example.com/a.png' },
      },
    } as const;
    const [item] = reportWith(external).items;
    const address = item && externalImageAddress(item, dataWith(values).body.evaluate);
    expect(address).toBe('https://example.com/a.png');
    expect(refusal(() => draw(external, { values }))).toMatchObject({
      code: 'DATA_UNAVAILABLE',
      element: 'I',
    });
    const externalImages = new Map([['https://example.com/a.png', { bytes: png, mimeType: 'image/png' }]]);
    expect(draw(external, { values, externalImages }).data.imagePixels).toEqual([16, 8]);
  });

  it('that cannot be drawn are refused with the reason and the place', () => {
    const broken = { '=F': { ok: false, kind: 'InvalidCast', message: 'bad cast' } } as const;
    expect(
      refusal(() => draw('<Source>Database</Source><Value>=F</Value>', { values: broken })),
    ).toMatchObject({
      code: 'EXPRESSION_INVALID',
      element: 'I',
      line: 1,
    });
    const webp = {
      '=F': { ok: true, value: { type: 'Bytes', value: Buffer.from('RIFF\0\0\0\0WEBP') } },
    } as const;
    expect(
      refusal(() => draw('<Source>Database</Source><Value>=F</Value>', { values: webp })).message,
    ).toContain('WebP');
    const number = { '=F': { ok: true, value: { type: 'Int32', value: 3 } } } as const;
    expect(
      refusal(() => draw('<Source>Database</Source><Value>=F</Value>', { values: number })),
    ).toMatchObject({ code: 'DATA_INVALID' });
  });

  it('are listed as not drawable when the definition alone says so', () => {
    const reason = (image: string, embedded?: string) => {
      const report = reportWith(image, embedded);
      const [item] = report.items;
      return item && imageRenderer.notDrawable(item, report);
    };
    expect(reason('<Source>Embedded</Source><Value>logo</Value>')).toBeUndefined();
    expect(reason('<Source>Embedded</Source><Value>=Parameters!L.Value</Value>')).toBeUndefined();
    expect(reason('<Source>Embedded</Source><Value>other</Value>')).toContain('other');
    expect(reason('<Source>Embedded</Source><Value>logo</Value>', 'UklGRgAAAABXRUJQ')).toContain('WebP');
    expect(reason('<Source>Embedded</Source>')).toContain('nowhere');
  });
});

// The gallery stands beside the repository; without it these are skipped.
const gallery = new URL('../../../../../shared/gallery/', import.meta.url).pathname;

describe.skipIf(!existsSync(gallery))('images of the gallery', () => {
  it.each(['image-autosize', 'image-clip', 'image-fit-proportional', 'image-fit-wide'])(
    '%s lies where the reference has it',
    (name) => {
      const report = readReport(readFileSync(`${gallery}${name}.rdl`));
      const [item] = report.items;
      if (!item) throw new Error('The image is gone.');
      const size = { width: picturePixels(item.box.width), height: picturePixels(item.box.height) };
      const drawn = renderImage({
        report,
        item,
        data: dataWith({}),
        culture: 'en-US',
        size,
        text,
        externalImages: new Map(),
      });
      const { note: _, ...reference } = JSON.parse(readFileSync(`${gallery}${name}.data.json`, 'utf8'));
      expect(drawn.data).toMatchObject(reference);
    },
  );
});
