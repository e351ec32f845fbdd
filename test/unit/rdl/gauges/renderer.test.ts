import { describe, expect, it } from 'vitest';
import { parseColor, rgbHex } from '../../../../lib/rdl/drawing/color.ts';
import { customFrame } from '../../../../lib/rdl/gauges/drawing/frames/custom-frames.ts';
import { iconOf } from '../../../../lib/rdl/gauges/drawing/indicators/icons.ts';
import { TINT, tint } from '../../../../lib/rdl/gauges/drawing/indicators/tint.ts';
import { needleOutline } from '../../../../lib/rdl/gauges/drawing/needle-shapes.ts';
import { FRAME_SHAPES } from '../../../../lib/rdl/gauges/model/frame-shapes.ts';
import { MARK_SHAPES, NEEDLE_STYLES } from '../../../../lib/rdl/gauges/model/gauge-model.ts';
import { INDICATOR_STYLES } from '../../../../lib/rdl/gauges/model/indicator-styles.ts';
import { gaugeRenderer } from '../../../../lib/rdl/gauges/renderer.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import { at } from '../charts/chart-fixture.ts';
import { drawPanel, limits, needle, radialPanel, reportWithPanel } from './gauge-fixture.ts';

function whyNot(panel: string): string | undefined {
  const report = readReport(reportWithPanel(panel));
  const [item] = report.items;
  if (!item) throw new Error('The panel is gone.');
  return gaugeRenderer.notDrawable(item, report);
}

const picture = (name: string, value: string) =>
  `<BackFrame><${name}><Source>Embedded</Source><Value>${value}</Value></${name}></BackFrame>`;

describe('what cannot be drawn truly', () => {
  it('is refused with the feature named', () => {
    expect(whyNot(radialPanel('') + picture('FrameImage', 'logo'))).toContain('FrameImage');
    expect(whyNot('')).toBe('The gauge panel has no gauge, state indicator or label.');
  });

  it('is not what the designer writes empty into every gauge', () => {
    expect(whyNot(radialPanel('') + picture('FrameImage', ''))).toBeUndefined();
  });
});

describe('every style of the definition', () => {
  it('has an icon, a needle, a mark and a frame', async () => {
    const without = INDICATOR_STYLES.filter((style) => iconOf(style).parts.length === 0);
    expect(without).toEqual(['None', 'Image']);
    for (const style of NEEDLE_STYLES) {
      const { box } = needleOutline(style, { length: 100, width: 15 });
      expect(box.top + box.height, style).toBeCloseTo(100, 9);
      expect(box.width, style).toBeLessThanOrEqual(16);
    }
    const plain = FRAME_SHAPES.filter((shape) => customFrame(shape) === undefined);
    expect(plain).toEqual(['Default', 'Circular', 'Rectangular', 'RoundedRectangular', 'AutoShape']);
    const marks = MARK_SHAPES.map(
      (shape) =>
        `<CustomLabel Name="${shape}"><Value>${MARK_SHAPES.indexOf(shape)}</Value><TickMarkStyle><Shape>${shape}</Shape><Length>10</Length><Width>10</Width></TickMarkStyle></CustomLabel>`,
    );
    const { svg } = await drawPanel(
      radialPanel(`${limits(0, 10)}<CustomLabels>${marks.join('')}</CustomLabels>`),
    );
    expect(svg.match(/<path /g)?.length).toBeGreaterThanOrEqual(MARK_SHAPES.length - 1);
  });

  it('draws whatever the frame is, and says which shapes are drawn like another', async () => {
    for (const shape of FRAME_SHAPES) {
      const frame = `<BackFrame><FrameStyle>Edged</FrameStyle><FrameShape>${shape}</FrameShape><GlassEffect>Simple</GlassEffect><Style><BackgroundColor>White</BackgroundColor></Style></BackFrame>`;
      const { svg, warnings } = await drawPanel(radialPanel(limits(0, 1), frame));
      expect(svg).not.toContain('NaN');
      const known = customFrame(shape)?.known ?? true;
      expect(
        warnings.some((warning) => warning.includes(shape)),
        shape,
      ).toBe(!known);
    }
  });
});

describe('the colours of icons', () => {
  it.each([
    ['#008000', '#009B00'],
    ['#FFBF00', '#FFC71E'],
    ['#3A8F3A', '#42A642'],
    ['#FFD700', '#FFDD1E'],
  ])('%s is shown as about %s', (written, shown) => {
    const parts = (text: string) => {
      const color = parseColor(text);
      return color ? [color.red, color.green, color.blue] : [];
    };
    const color = parseColor(written);
    if (!color) throw new Error('The colour is gone.');
    const ours = parts(rgbHex(tint(color, TINT)));
    parts(shown).forEach((part, index) => {
      expect(Math.abs(part - (ours[index] ?? 0))).toBeLessThanOrEqual(3);
    });
  });
});

describe('a gauge panel', () => {
  it('is drawn the same each time', async () => {
    const panel = radialPanel(limits(0, 100) + needle('=Sum(Fields!Value.Value)'));
    expect((await drawPanel(panel)).svg).toBe((await drawPanel(panel)).svg);
  });

  it('needs no rows where it shows nothing of them', async () => {
    const panel = `<GaugeLabels><GaugeLabel Name="L"><Text>Hello</Text><ResizeMode>None</ResizeMode><Width>100</Width><Height>20</Height></GaugeLabel></GaugeLabels>`;
    const { data } = await drawPanel(panel, []);
    expect(at(data, 'labels', 0, 'Text')).toBe('Hello');
    expect(at(data, 'texts', 0, 'text')).toBe('Hello');
  });

  it('leaves out numeric indicators and pictures, as Reporting Services does, and says so', async () => {
    const ignored =
      '<NumericIndicators><NumericIndicator Name="N"><Width>100</Width><Height>30</Height></NumericIndicator></NumericIndicators><GaugeImages><GaugeImage Name="I"><Source>External</Source><Value>a.png</Value></GaugeImage></GaugeImages>';
    const panel = radialPanel(limits(0, 100) + needle('=Sum(Fields!Value.Value)'));
    const { svg, warnings } = await drawPanel(panel + ignored);
    expect(svg).toBe((await drawPanel(panel)).svg);
    expect(warnings).toEqual([
      'GaugeImages of a gauge panel are ignored, as by Reporting Services.',
      'NumericIndicators of a gauge panel are ignored, as by Reporting Services.',
    ]);
  });
});
