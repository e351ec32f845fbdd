import { describe, expect, it } from 'vitest';
import { BLACK, parseColor, TRANSPARENT, WHITE } from '../../../../lib/rdl/drawing/color.ts';
import { DEFAULT_FONT } from '../../../../lib/rdl/drawing/font.ts';
import { backgroundFill, gradientFill } from '../../../../lib/rdl/drawing/gradients.ts';
import { HATCH_ROWS, hatchPath } from '../../../../lib/rdl/drawing/hatches.ts';
import { pathOf, SvgWriter } from '../../../../lib/rdl/drawing/svg.ts';
import { escapeXml, svgNumber } from '../../../../lib/rdl/drawing/svg-values.ts';
import { parseXml } from '../../../../lib/rdl/reader/parse-xml.ts';

const box = { left: 10, top: 20, width: 30, height: 40 };

describe('the SVG writer', () => {
  it('rounds coordinates to three decimals and never writes a negative zero', () => {
    expect([1 / 3, -0.00001, 2, 1e-9].map(svgNumber)).toEqual(['0.333', '0', '2', '0']);
  });

  it('refuses a coordinate that is no number, for it would draw something wrong in silence', () => {
    const svg = new SvgWriter(10, 10);
    expect(() => svg.rect({ ...box, left: Number.NaN }, { fill: BLACK })).toThrow(
      expect.objectContaining({ code: 'TOO_LARGE' }),
    );
  });

  it('refuses a path with a number that is none, and holds what lies far outside', () => {
    const refused = expect.objectContaining({ code: 'TOO_LARGE' });
    expect(() => new SvgWriter(10, 10).path('M0 NaN', { fill: BLACK })).toThrow(refused);
    expect(svgNumber(-1e300)).toBe('-10000000');
  });

  it('writes well-formed XML whatever a text holds', () => {
    const svg = new SvgWriter(100, 100);
    const text = `<&>"'\u0000\u0007\ud800\uffff ]]> x`;
    svg.text(text, { x: 0, y: 10, font: DEFAULT_FONT, color: BLACK });
    const written = parseXml(svg.toString()).root;
    expect(written.children[0]?.text).toBe(`<&>"'\ufffd\ufffd\ufffd\ufffd ]]> x`);
    expect(escapeXml('a\tb\nc')).toBe('a\tb\nc');
  });

  it('leaves out lines of text above and below the picture, unless a group moves them', () => {
    const svg = new SvgWriter(100, 100);
    const write = (text: string, y: number, rotate = 0) =>
      svg.text(text, { x: 0, y, font: DEFAULT_FONT, color: BLACK, rotate });
    write('above', -60);
    write('cut', 104);
    write('below', 160);
    write('turned', 160, 90);
    svg.group({ translate: [0, -100] }, () => write('moved', 160));
    svg.group({ clip: box }, () => write('hidden', 160));
    expect([...svg.toString().matchAll(/>(\w+)<\/text>/g)].map(([, text]) => text)).toEqual([
      'cut',
      'turned',
      'moved',
    ]);
  });

  it('writes a definition once, however often it is asked for', () => {
    const svg = new SvgWriter(100, 100);
    const first = svg.hatch('Cross', BLACK, WHITE);
    expect(svg.hatch('Cross', BLACK, WHITE)).toEqual(first);
    expect(svg.hatch('Cross', WHITE, BLACK)).not.toEqual(first);
    svg.group({ clip: box }, () => svg.rect(box, { fill: first }));
    svg.group({ clip: box }, () => svg.rect(box, { fill: first }));
    expect(svg.toString().match(/<clipPath/g)).toHaveLength(1);
    expect(svg.toString().match(/<pattern/g)).toHaveLength(2);
  });

  it('keeps the ids of a picture apart that is put into another one', () => {
    const inner = new SvgWriter(10, 10, 'inner');
    inner.rect(box, { fill: inner.linearGradient([0, 0], [1, 0], [{ offset: 0, color: BLACK }]) });
    const outer = new SvgWriter(10, 10);
    outer.rect(box, { fill: outer.linearGradient([0, 0], [0, 1], [{ offset: 0, color: BLACK }]) });
    outer.append(inner.content());
    const ids = [...outer.toString().matchAll(/id="(\w+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('paints nothing for what cannot be seen', () => {
    const svg = new SvgWriter(10, 10);
    svg.rect({ ...box, width: 0 }, { fill: BLACK });
    svg.circle([5, 5], 0, { fill: BLACK });
    svg.text('   ', { x: 0, y: 0, font: DEFAULT_FONT, color: BLACK });
    svg.text('x', { x: 0, y: 0, font: DEFAULT_FONT, color: TRANSPARENT });
    expect(svg.content()).toBe('');
    svg.rect(box, { fill: TRANSPARENT, stroke: { color: BLACK, width: 1, style: 'None' } });
    expect(svg.content()).toBe('<rect x="10" y="20" width="30" height="40" fill="none"/>');
  });

  it('writes opacity beside a colour and dashes in widths of the pen', () => {
    const svg = new SvgWriter(10, 10);
    const half = parseColor('#80FF0000') ?? BLACK;
    svg.line([0, 0], [5, 5], { color: half, width: 2, style: 'DashDot' }, { crisp: true });
    expect(svg.content()).toBe(
      '<line x1="0" y1="0" x2="5" y2="5" fill="none" stroke="#FF0000" stroke-opacity="0.502" stroke-width="2" stroke-dasharray="6 2 2 2" shape-rendering="crispEdges"/>',
    );
  });

  it('names the family that ships, in pixels, and turns text around its place', () => {
    const svg = new SvgWriter(10, 10);
    const font = { ...DEFAULT_FONT, family: 'Times New Roman', size: 9, bold: true, underline: true };
    svg.text('a  b', { x: 3, y: 4, font, color: BLACK, anchor: 'end', rotate: -90 });
    const [text] = parseXml(svg.toString()).root.children;
    expect(text?.attributes).toMatchObject({
      'font-family': 'Tinos',
      'font-size': '12',
      'font-weight': 'bold',
      'text-decoration': 'underline',
      'text-anchor': 'end',
      transform: 'rotate(-90 3 4)',
      space: 'preserve',
    });
  });

  it('closes a path only when told', () => {
    expect(
      pathOf([
        [0, 0],
        [1.23456, 2],
      ]),
    ).toBe('M0 0L1.235 2');
    expect(
      pathOf(
        [
          [0, 0],
          [1, 2],
        ],
        { close: true },
      ),
    ).toBe('M0 0L1 2Z');
    expect(pathOf([], { close: true })).toBe('');
  });
});

describe('backgrounds', () => {
  it('prefer a hatch to a gradient and a gradient to the colour', () => {
    const svg = new SvgWriter(100, 100);
    const red = parseColor('Red') ?? BLACK;
    expect(backgroundFill(svg, box, { color: red })).toBe(red);
    expect(backgroundFill(svg, box, { color: red, gradientType: 'None', gradientEndColor: WHITE })).toBe(red);
    backgroundFill(svg, box, { color: red, gradientType: 'TopBottom', gradientEndColor: WHITE });
    expect(svg.content()).toContain('<linearGradient');
    backgroundFill(svg, box, { color: red, gradientType: 'TopBottom', hatchType: 'Percent50' });
    expect(svg.content()).toContain('<pattern');
  });

  it('run diagonals from corner to corner, square to the other diagonal', () => {
    const svg = new SvgWriter(100, 100);
    gradientFill(
      svg,
      { left: 0, top: 0, width: 30, height: 40 },
      { type: 'DiagonalLeft', from: BLACK, to: WHITE },
    );
    const [, x1, y1, x2, y2] = (
      /x1="([\d.-]+)" y1="([\d.-]+)" x2="([\d.-]+)" y2="([\d.-]+)"/.exec(svg.content()) ?? []
    ).map(Number);
    const direction = [(x2 ?? 0) - (x1 ?? 0), (y2 ?? 0) - (y1 ?? 0)];
    // Square to the diagonal from the left bottom to the right top …
    expect((direction[0] ?? 0) * 30 + (direction[1] ?? 0) * -40).toBeCloseTo(0, 1);
    // … with the left top corner at its start.
    expect((0 - (x1 ?? 0)) * (direction[0] ?? 0) + (0 - (y1 ?? 0)) * (direction[1] ?? 0)).toBeCloseTo(0, 1);
  });

  it('have 54 hatches, each with something of both colours', () => {
    const types = Object.keys(HATCH_ROWS);
    expect(types).toHaveLength(54);
    for (const rows of Object.values(HATCH_ROWS)) {
      expect(rows).toMatch(/^[0-9A-F]{16}$/);
      expect(rows).not.toMatch(/^(?:0{16}|F{16})$/);
    }
    expect(hatchPath('LargeCheckerBoard')).toMatch(/^M0 0h4v1h-4z/);
  });
});
