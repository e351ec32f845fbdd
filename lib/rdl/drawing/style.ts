import { child, type RdlElement } from '../reader/element.ts';
import type { Color } from './color.ts';
import { DEFAULT_FONT, type Font } from './font.ts';
import { GRADIENT_TYPES, type GradientType } from './gradients.ts';
import { HATCH_ROWS, type HatchType } from './hatches.ts';
import {
  choiceProperty,
  colorProperty,
  evaluatedText,
  lengthProperty,
  type PropertyContext,
  textProperty,
} from './properties.ts';
import { LINE_STYLES, type LineStyle } from './stroke.ts';

/** A border as far as it is written; `width` in points. */
export type BorderStyle = {
  readonly color: Color | undefined;
  readonly style: LineStyle | undefined;
  readonly width: number | undefined;
};

/** A `Style` element, evaluated. Undefined: not written, or not usable (then a warning was given). Lengths in points. */
export type Style = {
  readonly border: BorderStyle;
  /** The sides, each completed from `border`. */
  readonly topBorder: BorderStyle;
  readonly bottomBorder: BorderStyle;
  readonly leftBorder: BorderStyle;
  readonly rightBorder: BorderStyle;
  readonly backgroundColor: Color | undefined;
  readonly backgroundGradientType: GradientType | undefined;
  readonly backgroundGradientEndColor: Color | undefined;
  /** Undefined also for `None`. */
  readonly backgroundHatchType: HatchType | undefined;
  readonly color: Color | undefined;
  readonly fontFamily: string | undefined;
  readonly fontSize: number | undefined;
  readonly bold: boolean | undefined;
  readonly italic: boolean | undefined;
  readonly textDecoration: TextDecoration | undefined;
  readonly textEffect: TextEffect | undefined;
  readonly textAlign: TextAlign | undefined;
  readonly verticalAlign: VerticalAlign | undefined;
  readonly writingMode: WritingMode | undefined;
  readonly direction: 'LTR' | 'RTL' | undefined;
  readonly format: string | undefined;
  readonly language: string | undefined;
  readonly shadowColor: Color | undefined;
  readonly shadowOffset: number | undefined;
  readonly padding: {
    readonly left: number | undefined;
    readonly right: number | undefined;
    readonly top: number | undefined;
    readonly bottom: number | undefined;
  };
};

const TEXT_DECORATIONS = ['None', 'Underline', 'Overline', 'LineThrough'] as const;
export type TextDecoration = (typeof TEXT_DECORATIONS)[number];
const TEXT_EFFECTS = ['None', 'Shadow', 'Emboss', 'Embed', 'Frame'] as const;
export type TextEffect = (typeof TEXT_EFFECTS)[number];
const TEXT_ALIGNS = ['General', 'Left', 'Center', 'Right'] as const;
export type TextAlign = (typeof TEXT_ALIGNS)[number];
const VERTICAL_ALIGNS = ['Top', 'Middle', 'Bottom'] as const;
export type VerticalAlign = (typeof VERTICAL_ALIGNS)[number];
const WRITING_MODES = ['Horizontal', 'Vertical', 'Rotate270'] as const;
export type WritingMode = (typeof WRITING_MODES)[number];

const HATCH_TYPES: readonly HatchType[] = Object.keys(HATCH_ROWS).filter((name): name is HatchType =>
  Object.hasOwn(HATCH_ROWS, name),
);

/**
 * Reads a `Style` element of the 2016 grammar. What is not a value of its property gives a warning and counts as
 * not written, so that drawing goes on as it does in the rendering engine.
 */
export function readStyle(style: RdlElement | undefined, context: PropertyContext): Style {
  const border = readBorder(child(style, 'Border'), context);
  const side = (name: string) => completed(readBorder(child(style, name), context), border);
  return {
    border,
    topBorder: side('TopBorder'),
    bottomBorder: side('BottomBorder'),
    leftBorder: side('LeftBorder'),
    rightBorder: side('RightBorder'),
    backgroundColor: colorProperty(style, 'BackgroundColor', context),
    backgroundGradientType: choiceProperty(style, 'BackgroundGradientType', GRADIENT_TYPES, context),
    backgroundGradientEndColor: colorProperty(style, 'BackgroundGradientEndColor', context),
    backgroundHatchType: readHatch(style, context),
    color: colorProperty(style, 'Color', context),
    ...readFontProperties(style, context),
    textEffect: readTextEffect(style, context),
    textAlign: choiceProperty(style, 'TextAlign', TEXT_ALIGNS, context),
    verticalAlign: choiceProperty(style, 'VerticalAlign', VERTICAL_ALIGNS, context),
    writingMode: readWritingMode(style, context),
    direction: choiceProperty(style, 'Direction', ['LTR', 'RTL'], context),
    format: textProperty(style, 'Format', context),
    language: textProperty(style, 'Language', context),
    shadowColor: colorProperty(style, 'ShadowColor', context),
    shadowOffset: lengthProperty(style, 'ShadowOffset', context),
    padding: {
      left: lengthProperty(style, 'PaddingLeft', context),
      right: lengthProperty(style, 'PaddingRight', context),
      top: lengthProperty(style, 'PaddingTop', context),
      bottom: lengthProperty(style, 'PaddingBottom', context),
    },
  };
}

/** The font of a style, completed from what stands for it where it says nothing (Arial 10 pt). */
export function styleFont(style: Style, fallback: Font = DEFAULT_FONT): Font {
  const { textDecoration } = style;
  return {
    family: style.fontFamily ?? fallback.family,
    size: style.fontSize ?? fallback.size,
    bold: style.bold ?? fallback.bold,
    italic: style.italic ?? fallback.italic,
    underline: textDecoration === undefined ? fallback.underline : textDecoration === 'Underline',
    strikeout: textDecoration === undefined ? fallback.strikeout : textDecoration === 'LineThrough',
  };
}

function readBorder(element: RdlElement | undefined, context: PropertyContext): BorderStyle {
  const style = textProperty(element, 'Style', context);
  return {
    color: colorProperty(element, 'Color', context),
    style: style === 'Default' ? undefined : choiceProperty(element, 'Style', LINE_STYLES, context),
    width: lengthProperty(element, 'Width', context),
  };
}

function completed(side: BorderStyle, border: BorderStyle): BorderStyle {
  return {
    color: side.color ?? border.color,
    style: side.style ?? border.style,
    width: side.width ?? border.width,
  };
}

function readHatch(style: RdlElement | undefined, context: PropertyContext): HatchType | undefined {
  const choice = choiceProperty(style, 'BackgroundHatchType', ['None', 'Default', ...HATCH_TYPES], context);
  return choice === 'None' || choice === 'Default' ? undefined : choice;
}

function readTextEffect(style: RdlElement | undefined, context: PropertyContext): TextEffect | undefined {
  const choice = choiceProperty(style, 'TextEffect', ['Default', ...TEXT_EFFECTS], context);
  return choice === 'Default' ? undefined : choice;
}

function readWritingMode(style: RdlElement | undefined, context: PropertyContext): WritingMode | undefined {
  // The grammars before 2008 write the modes of CSS.
  const choice = choiceProperty(style, 'WritingMode', ['lr-tb', 'tb-rl', ...WRITING_MODES], context);
  if (choice === 'lr-tb') return 'Horizontal';
  return choice === 'tb-rl' ? 'Vertical' : choice;
}

type FontProperties = Pick<Style, 'fontFamily' | 'fontSize' | 'bold' | 'italic' | 'textDecoration'>;

function readFontProperties(style: RdlElement | undefined, context: PropertyContext): FontProperties {
  const slant = choiceProperty(style, 'FontStyle', ['Default', 'Normal', 'Italic'], context);
  const decoration = choiceProperty(style, 'TextDecoration', ['Default', ...TEXT_DECORATIONS], context);
  return {
    fontFamily: textProperty(style, 'FontFamily', context)?.trim(),
    fontSize: readFontSize(style, context),
    bold: readBold(style, context),
    italic: slant === undefined || slant === 'Default' ? undefined : slant === 'Italic',
    textDecoration: decoration === 'Default' ? undefined : decoration,
  };
}

/** RDL allows 1 to 200 pt (MS-RDL FontSize). */
function readFontSize(style: RdlElement | undefined, context: PropertyContext): number | undefined {
  const size = lengthProperty(style, 'FontSize', context);
  if (size === undefined || (size >= 1 && size <= 200)) return size;
  context.warn(`FontSize ${size}pt is not between 1pt and 200pt.`);
  return undefined;
}

/** GDI+ knows bold or not: weights from SemiBold (600) up are bold. */
function readBold(style: RdlElement | undefined, context: PropertyContext): boolean | undefined {
  const source = child(style, 'FontWeight')?.text;
  const text = source === undefined ? undefined : evaluatedText(source, 'FontWeight', context);
  if (text === undefined) return undefined;
  const weight = text.trim().toLowerCase();
  if (weight === 'default') return undefined;
  if (/^(?:semibold|bold|extrabold|heavy|bolder|black|[6-9]00)$/.test(weight)) return true;
  if (/^(?:normal|regular|lighter|thin|extralight|light|medium|[1-5]00)$/.test(weight)) return false;
  context.warn(`FontWeight "${text}" is not a value it can have.`);
  return undefined;
}
