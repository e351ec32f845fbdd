import { describe, expect, it } from 'vitest';
import { BLACK, rgbHex } from '../../../../lib/rdl/drawing/color.ts';
import {
  booleanProperty,
  choiceProperty,
  numberProperty,
  type PropertyContext,
  plainText,
} from '../../../../lib/rdl/drawing/properties.ts';
import { readStyle, styleFont } from '../../../../lib/rdl/drawing/style.ts';
import { parseXml } from '../../../../lib/rdl/reader/parse-xml.ts';
import type { Evaluated } from '../../../../lib/rdl/values/value.ts';

function contextWith(values: Readonly<Record<string, Evaluated>> = {}) {
  const warnings: string[] = [];
  const context: PropertyContext = {
    evaluate: (source) => values[source] ?? { ok: false, kind: 'compile', message: 'unknown' },
    warn: (sentence) => warnings.push(sentence),
  };
  return { context, warnings };
}

const element = (xml: string) => parseXml(xml).root;

describe('styles', () => {
  it('are read into typed properties', () => {
    const { context, warnings } = contextWith();
    const style = readStyle(
      element(`<Style>
        <Border><Color>Silver</Color><Style>Solid</Style><Width>2.25pt</Width></Border>
        <TopBorder><Color>Red</Color></TopBorder>
        <BackgroundColor>#FF00FF</BackgroundColor><BackgroundGradientType>diagonalleft</BackgroundGradientType>
        <BackgroundHatchType>None</BackgroundHatchType>
        <FontFamily> Tahoma </FontFamily><FontSize>8 pt</FontSize><FontWeight>700</FontWeight><FontStyle>Italic</FontStyle>
        <TextDecoration>Underline</TextDecoration><Format>#,0;(#,0)</Format><WritingMode>lr-tb</WritingMode>
        <ShadowOffset>3pt</ShadowOffset><PaddingLeft>2pt</PaddingLeft>
      </Style>`),
      context,
    );
    expect(style).toMatchObject({
      border: { style: 'Solid', width: 2.25 },
      topBorder: { color: { red: 255, green: 0, blue: 0 }, style: 'Solid', width: 2.25 },
      backgroundGradientType: 'DiagonalLeft',
      backgroundHatchType: undefined,
      format: '#,0;(#,0)',
      writingMode: 'Horizontal',
      shadowOffset: 3,
      padding: { left: 2, right: undefined },
    });
    expect(styleFont(style)).toEqual({
      family: 'Tahoma',
      size: 8,
      bold: true,
      italic: true,
      underline: true,
      strikeout: false,
    });
    expect(warnings).toEqual([]);
  });

  it('that are absent leave every property to the caller', () => {
    const { context, warnings } = contextWith();
    const style = readStyle(undefined, context);
    expect(style.color).toBeUndefined();
    expect(style.border).toEqual({ color: undefined, style: undefined, width: undefined });
    expect(styleFont(style).size).toBe(10);
    expect(warnings).toEqual([]);
  });

  it('with a wrong value warn, and drawing goes on without it', () => {
    const { context, warnings } = contextWith();
    const style = readStyle(
      element(
        '<Style><FontStyle>10pt</FontStyle><Color>Grreen</Color><FontSize>900pt</FontSize><FontWeight>fat</FontWeight></Style>',
      ),
      context,
    );
    expect(styleFont(style)).toMatchObject({ size: 10, bold: false, italic: false });
    expect(style.color).toBeUndefined();
    expect(warnings).toHaveLength(4);
    expect(warnings[0]).toContain('Grreen');
  });

  it('take what an expression gives, and nothing from one that fails', () => {
    const { context, warnings } = contextWith({
      '=Code.Color()': { ok: true, value: { type: 'String', value: 'SteelBlue' } },
      '=Nothing': { ok: true, value: { type: 'Nothing' } },
    });
    const style = readStyle(
      element(
        '<Style><Color>=Code.Color()</Color><BackgroundColor>=Nothing</BackgroundColor><Format>=Broken(</Format></Style>',
      ),
      context,
    );
    expect(rgbHex(style.color ?? BLACK)).toBe('#4682B4');
    expect(style.backgroundColor).toBeUndefined();
    expect(style.format).toBeUndefined();
    expect(warnings).toEqual(['Format is not used: its expression fails (unknown).']);
  });
});

describe('properties', () => {
  it('are read in the spellings that real reports have', () => {
    const { context, warnings } = contextWith({
      '=1.5D': { ok: true, value: { type: 'Decimal', mantissa: -15n, scale: 1 } },
    });
    const axis = element(
      '<Axis><Visible>TRUE</Visible><Margin>false</Margin><Minimum>=1.5D</Minimum><Interval>abc</Interval><Type>outside</Type><Angle/></Axis>',
    );
    expect(booleanProperty(axis, 'Visible', context)).toBe(true);
    expect(booleanProperty(axis, 'Margin', context)).toBe(false);
    expect(numberProperty(axis, 'Minimum', context)).toBe(-1.5);
    expect(choiceProperty(axis, 'Type', ['None', 'Outside'], context)).toBe('Outside');
    expect(numberProperty(axis, 'Angle', context)).toBeUndefined();
    expect(warnings).toEqual([]);
    expect(numberProperty(axis, 'Interval', context)).toBeUndefined();
    expect(warnings).toEqual(['Interval "abc" is not a value it can have.']);
  });

  it('write values without a culture', () => {
    expect(plainText({ type: 'Boolean', value: true })).toBe('True');
    expect(plainText({ type: 'Decimal', mantissa: 5n, scale: 2 })).toBe('0.05');
    expect(plainText({ type: 'Int64', value: -3n })).toBe('-3');
    expect(plainText({ type: 'Nothing' })).toBeUndefined();
  });
});
