import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BLACK, parseColor, WHITE } from '../../../../lib/rdl/drawing/color.ts';
import { DEFAULT_FONT } from '../../../../lib/rdl/drawing/font.ts';
import { FONT_FILES, fontFileName, fontFilePath } from '../../../../lib/rdl/drawing/font-files.ts';
import { SvgWriter } from '../../../../lib/rdl/drawing/svg.ts';
import { createTextMeasure } from '../../../../lib/rdl/drawing/text-metrics.ts';
import { RdlError } from '../../../../lib/rdl/errors.ts';
import { encodePng } from '../../../../lib/rdl/images/encode-png.ts';
import { readImageInfo } from '../../../../lib/rdl/images/image-format.ts';
import { captionSvg } from '../../../../lib/rdl/png/caption.ts';
import { fontFilesFor } from '../../../../lib/rdl/png/fonts-of-svg.ts';
import { createPngRenderer } from '../../../../lib/rdl/png/png-renderer.ts';

function picture(draw: (svg: SvgWriter) => void): {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly scale: number;
} {
  const svg = new SvgWriter(120, 40);
  draw(svg);
  return { svg: svg.toString(), width: 120, height: 40, scale: 1 };
}

const hello = (family: string, text = 'Hello') =>
  picture((svg) =>
    svg.text(text, { x: 4, y: 28, font: { ...DEFAULT_FONT, family, size: 18 }, color: BLACK }),
  );

/** How many pixels of a PNG are dark, for telling drawn text from none; filters of PNG undone, colours by number looked up. */
function darkPixels(png: Uint8Array): number {
  const view = Buffer.from(png);
  const width = view.readUInt32BE(16);
  const height = view.readUInt32BE(20);
  const channels = { 2: 3, 3: 1, 6: 4 }[view[25] ?? 0] ?? 0;
  const raw = inflateSync(chunkOf(view, 'IDAT'));
  const palette = channels === 1 ? chunkOf(view, 'PLTE') : undefined;
  const rows = unfilter(raw, width * channels, height, channels);
  let dark = 0;
  for (let at = 0; at < rows.length; at += channels) {
    const sample = rows[at] ?? 255;
    if ((palette ? (palette[sample * 3] ?? 255) : sample) < 128) dark++;
  }
  return dark;
}

function chunkOf(png: Buffer, type: string): Buffer {
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === type)
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  return Buffer.concat(parts);
}

function unfilter(raw: Buffer, stride: number, height: number, channels: number): Uint8Array {
  const rows = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0;
    for (let x = 0; x < stride; x++) {
      const left = x >= channels ? (rows[y * stride + x - channels] ?? 0) : 0;
      const up = y > 0 ? (rows[(y - 1) * stride + x] ?? 0) : 0;
      const corner = y > 0 && x >= channels ? (rows[(y - 1) * stride + x - channels] ?? 0) : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0;
      rows[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted;
    }
  }
  return rows;
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

const renderer = createPngRenderer();

describe('PNG rendering', () => {
  it('draws text in each shipped family', async () => {
    const counts = [];
    for (const family of ['Arial', 'Times New Roman', 'Courier New']) {
      counts.push(darkPixels(await renderer.render({ ...hello(family), background: 'white' })));
    }
    for (const count of counts) expect(count).toBeGreaterThan(50);
    expect(new Set(counts).size).toBe(3);
  });

  it('gives the same bytes for the same picture', async () => {
    const [a, b] = await Promise.all([
      renderer.render(hello('Arial')),
      createPngRenderer().render(hello('Arial')),
    ]);
    expect(Buffer.compare(a, b)).toBe(0);
  });

  it('scales the picture', async () => {
    expect(readImageInfo(await renderer.render({ ...hello('Arial'), scale: 2.5 }))).toEqual({
      format: 'png',
      width: 300,
      height: 100,
    });
  });

  it('refuses a picture that is too large, and goes on with the next', async () => {
    const small = createPngRenderer({ limits: { side: 200, pixels: 10_000 } });
    await expect(small.render({ ...hello('Arial'), scale: 2 })).rejects.toThrow(RdlError);
    await expect(small.render({ svg: '<svg', width: 10, height: 10, scale: 1 })).rejects.toThrow();
    expect(readImageInfo(await small.render(hello('Arial')))).toMatchObject({ width: 120 });
  });

  it('gives the memory of a picture to the next one', async () => {
    const large = { ...hello('Arial'), scale: 10, background: 'white' };
    for (let n = 0; n < 8; n++) await renderer.render(large);
    const before = process.resourceUsage().minorPageFault;
    for (let n = 0; n < 8; n++) await renderer.render(large);
    const taken = (process.resourceUsage().minorPageFault - before) / 8;
    // A fault takes a page of 4 KB from the system; the pixels are there twice.
    const pages = (2 * 1200 * 400 * 4) / 4096;
    expect(taken).toBeLessThan(pages / 3);
  });

  it('lets the event loop turn while a large picture is drawn, and gives the same bytes', async () => {
    const draw = (svg: SvgWriter) => {
      for (let n = 0; n < 3000; n++)
        svg.rect({ left: n % 100, top: n % 30, width: 9.5, height: 7.25 }, { fill: BLACK });
    };
    const large = picture(draw);
    expect(large.svg.length).toBeGreaterThan(100_000);
    let turns = 0;
    const heartbeat = setInterval(() => turns++, 1);
    const drawn = await renderer.render({ ...large, scale: 16, background: 'white' });
    clearInterval(heartbeat);
    expect(turns).toBeGreaterThan(3);
    expect(readImageInfo(drawn)).toEqual({ format: 'png', width: 1920, height: 640 });
    const again = await renderer.render({ ...large, scale: 16, background: 'white' });
    expect(Buffer.compare(drawn, again)).toBe(0);
  });

  it('keeps no setting for the allocator of its library in the environment', async () => {
    await renderer.render(hello('Arial'));
    expect(Object.keys(process.env).filter((name) => name.startsWith('MIMALLOC'))).toEqual([]);
  });
});

describe('fonts of a picture', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'fonts-'));
    for (const file of FONT_FILES) copyFileSync(fontFilePath(file), join(folder, fontFileName(file)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are the faces that its texts name', () => {
    const bold = picture((svg) =>
      svg.text('x', { x: 0, y: 9, font: { ...DEFAULT_FONT, bold: true }, color: BLACK }),
    );
    const names = (svg: string) =>
      fontFilesFor(svg, { fontFolder: '/f' }).map((path) => path.replace('/f/', ''));
    expect(names(hello('Arial').svg)).toEqual(['Arimo_400Regular.ttf']);
    expect(names(hello('Georgia').svg)).toEqual(['Tinos_400Regular.ttf']);
    expect(names(bold.svg)).toEqual(['Arimo_400Regular.ttf', 'Arimo_700Bold.ttf']);
  });

  it('can lie side by side in one folder', async () => {
    const fromFolder = createPngRenderer({ fontFolder: folder });
    expect(
      Buffer.compare(await fromFolder.render(hello('Arial')), await renderer.render(hello('Arial'))),
    ).toBe(0);
    expect(createTextMeasure({ fontFolder: folder }).width('abc', DEFAULT_FONT)).toBe(
      createTextMeasure().width('abc', DEFAULT_FONT),
    );
  });

  it('are joined by added ones only where a text has other scripts', () => {
    const folders = { extraFontFolder: folder };
    expect(fontFilesFor(hello('Arial').svg, folders)).toHaveLength(1);
    expect(fontFilesFor(hello('Arial', 'Umsätze — 5 €').svg, folders)).toHaveLength(1);
    expect(fontFilesFor(hello('Arial', '売上').svg, folders)).toHaveLength(1 + FONT_FILES.length);
    expect(fontFilesFor(hello('Arial', '売上').svg, { extraFontFolder: '/nowhere' })).toHaveLength(1);
  });
});

describe('captions', () => {
  const measure = createTextMeasure();
  const plain = {
    png: encodePng(300, 100, new Uint8Array(300 * 100 * 4).fill(255)),
    width: 300,
    height: 100,
  };

  it('stand above the picture, which keeps its pixels', () => {
    const svg = captionSvg(plain, { title: 'Sales', refreshed: 'Last refreshed today' }, measure);
    expect(svg.width).toBe(300);
    expect(svg.height).toBeGreaterThan(130);
    expect(svg.toString()).toContain(`y="${svg.height - 100}" width="300" height="100"`);
    expect(svg.toString()).toContain('Last refreshed today');
  });

  it('cut a long title with an ellipsis and keep to one line', () => {
    const svg = captionSvg(plain, { title: `${'A very long title\n'.repeat(20)}` }, measure);
    expect(svg.toString()).toMatch(/>A very long title A very .*…</);
  });

  it('mark a stale picture by shape and colour in place of the time', () => {
    const fresh = captionSvg(
      plain,
      { title: 'Sales', refreshed: 'Last refreshed today' },
      measure,
    ).toString();
    const stale = captionSvg(
      plain,
      { title: 'Sales', refreshed: 'Last refreshed today', stale: 'Not refreshed since May' },
      measure,
    ).toString();
    expect(fresh).not.toContain('polygon');
    expect(stale).toContain('polygon');
    expect(stale).toContain('Not refreshed since May');
    expect(stale).not.toContain('Last refreshed');
  });

  it('have letters of a contrast of at least 4.5 to their ground', () => {
    const luminance = (text: string) => {
      const { red, green, blue } = parseColor(text) ?? WHITE;
      const [r = 0, g = 0, b = 0] = [red, green, blue].map((c) =>
        c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const svg =
      captionSvg(plain, { title: 'T', stale: 'S' }, measure).toString() +
      captionSvg(plain, { title: 'T', refreshed: 'R' }, measure).toString();
    const inks = [...svg.matchAll(/<text[^>]* fill="(#\w+)"/g)].map(([, ink = '']) => ink);
    expect(inks).toHaveLength(4);
    const ground = luminance('#FDF3E7');
    for (const ink of inks) expect((ground + 0.05) / (luminance(ink) + 0.05)).toBeGreaterThan(4.5);
  });
});
