import { describe, expect, it } from 'vitest';
import type { ReportData, Scope } from '../../../lib/rdl/data/scope.ts';
import type { ItemRenderer } from '../../../lib/rdl/drawing/item-renderer.ts';
import { createEngine, type OpenedData } from '../../../lib/rdl/engine.ts';
import { RdlError } from '../../../lib/rdl/errors.ts';
import { encodePng } from '../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../lib/rdl/images/image-format.ts';
import { imageRenderer } from '../../../lib/rdl/images/renderer.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';

const png = encodePng(16, 8, new Uint8Array(16 * 8 * 4).fill(90));

const report =
  readReport(`<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition">
<EmbeddedImages><EmbeddedImage Name="logo"><MIMEType>image/png</MIMEType><ImageData>${Buffer.from(png).toString('base64')}</ImageData></EmbeddedImage></EmbeddedImages>
<ReportSections><ReportSection><Body><ReportItems>
<Image Name="Logo"><Source>Embedded</Source><Value>logo</Value><Sizing>Fit</Sizing><Width>60pt</Width><Height>30pt</Height></Image>
<Image Name="Web"><Source>External</Source><Value>="a" &amp; "b"</Value><Sizing>Fit</Sizing><Width>60pt</Width><Height>30pt</Height></Image>
<Image Name="Huge"><Source>Embedded</Source><Value>logo</Value><Width>99999in</Width><Height>1in</Height></Image>
<Chart Name="Chart"><Width>60pt</Width><Height>30pt</Height></Chart>
<Textbox Name="Text"/>
<List Name="List"><ReportItems><Image Name="Nested"><Source>Embedded</Source><Value>logo</Value></Image></ReportItems></List>
</ReportItems><Height>1in</Height></Body><Width>1in</Width><Page/></ReportSection></ReportSections></Report>`);

const body: Scope = {
  rowCount: 0,
  keys: [],
  level: 0,
  evaluate: (source) => ({
    ok: true,
    value: { type: 'String', value: source.includes('&') ? 'ab' : source },
  }),
  group: () => [],
  intersect: () => body,
};
const data: ReportData = { openRegion: () => body, body, warnings: ['from the data', 'from both'] };
const open = async (): Promise<OpenedData> => ({ data, culture: 'en-US' });

const warning: ItemRenderer = {
  notDrawable: () => undefined,
  draw: async ({ size }) => ({
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}"/>`,
    ...size,
    data: { palette: 'Excel' },
    title: 'Sales',
    warnings: ['from both', 'from the item'],
  }),
};

const engine = createEngine({ renderers: { image: imageRenderer, chart: warning } });

async function refusal(
  itemName: string,
  options: object = {},
): Promise<RdlError & { readonly opened: boolean }> {
  let opened = false;
  const opening = () => {
    opened = true;
    return open();
  };
  const error: unknown = await engine
    .renderItem({ report, itemName, open: opening, ...options })
    .then(() => undefined)
    .catch((cause: unknown) => cause);
  if (error instanceof RdlError) return Object.assign(error, { opened });
  throw new Error('It was drawn.', { cause: error });
}

describe('the engine', () => {
  it('draws an item at its own size, another size, and more pixels a pixel', async () => {
    const sizeOf = async (options: object) =>
      readImageInfo((await engine.renderItem({ report, itemName: 'Logo', open, ...options })).png);
    expect(await sizeOf({})).toEqual({ format: 'png', width: 80, height: 40 });
    expect(await sizeOf({ size: { width: 33, height: 44 } })).toEqual({
      format: 'png',
      width: 33,
      height: 44,
    });
    expect(await sizeOf({ scale: 2 })).toEqual({ format: 'png', width: 160, height: 80 });
  });

  it('gives the same bytes for the same input', async () => {
    const draw = () => engine.renderItem({ report, itemName: 'Logo', open });
    const [a, b] = [await draw(), await draw()];
    expect(Buffer.compare(a.png, b.png)).toBe(0);
    expect(a.svg).toBe(b.svg);
  });

  it('says what was drawn, under which title, and warns once of each thing', async () => {
    const drawn = await engine.drawItem({ report, itemName: 'Chart', open });
    expect(drawn.data).toEqual({ item: 'Chart', kind: 'Chart', width: 80, height: 40, palette: 'Excel' });
    expect(drawn.title).toBe('Sales');
    expect(drawn.warnings).toEqual(['from both', 'from the item', 'from the data']);
  });

  it('S7 says that an item is not there, without asking for data', async () => {
    const error = await refusal('Chart9');
    expect(error).toMatchObject({
      code: 'ITEM_NOT_FOUND',
      message: "Report item 'Chart9' cannot be found.",
      opened: false,
    });
  });

  it('refuses what it cannot draw truly, with the reason and without asking for data', async () => {
    expect(await refusal('Nested')).toMatchObject({
      code: 'ITEM_NOT_DRAWABLE',
      element: 'Nested',
      opened: false,
    });
    expect(await refusal('Text')).toMatchObject({ code: 'ITEM_NOT_DRAWABLE', opened: false });
  });

  it('refuses pictures that would exhaust memory', async () => {
    expect(await refusal('Huge')).toMatchObject({ code: 'TOO_LARGE', element: 'Huge' });
    expect(await refusal('Logo', { size: { width: 0, height: 10 } })).toMatchObject({ code: 'TOO_LARGE' });
    expect(await refusal('Logo', { size: { width: 8000, height: 8000 } })).toMatchObject({
      code: 'TOO_LARGE',
    });
  });

  it('asks whoever may fetch it for an external image, by the address that its expression gives', async () => {
    const asked: string[] = [];
    const externalImages = async (address: string) => {
      asked.push(address);
      return { bytes: png, mimeType: 'image/png' };
    };
    const drawn = await engine.renderItem({ report, itemName: 'Web', open, externalImages });
    expect(asked).toEqual(['ab']);
    expect(drawn.data.imagePixels).toEqual([16, 8]);
    expect(await refusal('Web', { externalImages: async () => undefined })).toMatchObject({
      code: 'DATA_UNAVAILABLE',
    });
    expect(await refusal('Web')).toMatchObject({ code: 'DATA_UNAVAILABLE' });
  });

  it('puts a caption above a picture and refuses what is none', async () => {
    const captioned = readImageInfo(
      await engine.captionPicture(encodePng(200, 100, new Uint8Array(80_000)), { title: 'T' }),
    );
    expect(captioned).toMatchObject({ format: 'png', width: 200 });
    await expect(engine.captionPicture(Buffer.from('no picture'), { title: 'T' })).rejects.toMatchObject({
      code: 'DATA_INVALID',
    });
  });
});
