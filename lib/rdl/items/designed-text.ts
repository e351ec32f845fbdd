import { parseColor, rgbHex } from '../drawing/color.ts';
import { parseLength } from '../drawing/length.ts';
import type { ReportItem, Source } from '../model/report.ts';
import { all, child, type RdlElement, textAt } from '../reader/element.ts';

/**
 * What a text box says before any data is asked for, as a designer shows it: plain text as it is, `[Amount]` for a field,
 * `[Sum(Amount)]`, `[@Year]` for a parameter, `[&PageNumber]` for a global, `«Expr»` for anything longer. Properties that
 * are computed are left out.
 */
export type DesignedText = {
  readonly text: string;
  /** Points. */
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** As CSS writes it. */
  readonly color?: string;
  readonly background?: string;
  readonly align?: 'left' | 'center' | 'right';
  readonly verticalAlign?: 'top' | 'middle' | 'bottom';
  readonly bordered?: boolean;
};

const ALIGNMENTS = ['left', 'center', 'right'] as const;
const VERTICAL_ALIGNMENTS = ['top', 'middle', 'bottom'] as const;

/** @param item a text box of the 2016 grammar */
export function designedText({ element }: ReportItem): DesignedText {
  const paragraphs = all(element, 'Paragraphs', 'Paragraph');
  const lines = paragraphs.map((paragraph) =>
    all(paragraph, 'TextRuns', 'TextRun')
      .map((run) => notation(child(run, 'Value')?.text ?? ''))
      .join(''),
  );
  const box = child(element, 'Style');
  const [paragraph] = paragraphs;
  const font = child(all(paragraph, 'TextRuns', 'TextRun')[0], 'Style') ?? box;
  const fontSize = constant(font, 'FontSize');
  const points = fontSize === undefined ? undefined : parseLength(fontSize);
  const align = ALIGNMENTS.find((one) => one === alignOf(paragraph, box));
  const vertical = VERTICAL_ALIGNMENTS.find((one) => one === constant(box, 'VerticalAlign')?.toLowerCase());
  const color = colorAt(font, 'Color');
  const background = colorAt(box, 'BackgroundColor');
  return {
    text: lines.join('\n'),
    ...(points !== undefined && { fontSize: points }),
    ...(isHeavy(constant(font, 'FontWeight')) && { bold: true }),
    ...(constant(font, 'FontStyle') === 'Italic' && { italic: true }),
    ...(color !== undefined && { color }),
    ...(background !== undefined && { background }),
    ...(align && { align }),
    ...(vertical && { verticalAlign: vertical }),
    ...(isBordered(box) && { bordered: true }),
  };
}

const FIELD = /^=\s*Fields!(\w+)\.Value\s*$/i;
const AGGREGATE = /^=\s*(\w+)\(\s*Fields!(\w+)\.Value\s*\)\s*$/i;
const PARAMETER = /^=\s*Parameters!(\w+)\.(?:Value|Label)\s*$/i;
const GLOBAL = /^=\s*(?:Globals|User)!(\w+)(?:\.Value)?\s*$/i;

function notation(source: Source): string {
  if (!source.startsWith('=')) return source;
  const [, field] = FIELD.exec(source) ?? [];
  if (field !== undefined) return `[${field}]`;
  const [, aggregate, of] = AGGREGATE.exec(source) ?? [];
  if (aggregate !== undefined && of !== undefined) return `[${aggregate}(${of})]`;
  const [, parameter] = PARAMETER.exec(source) ?? [];
  if (parameter !== undefined) return `[@${parameter}]`;
  const [, global] = GLOBAL.exec(source) ?? [];
  return global === undefined ? '«Expr»' : `[&${global}]`;
}

function alignOf(paragraph: RdlElement | undefined, box: RdlElement | undefined): string | undefined {
  const own = constant(child(paragraph, 'Style'), 'TextAlign') ?? constant(box, 'TextAlign');
  return own?.toLowerCase();
}

function isHeavy(weight: string | undefined): boolean {
  return weight !== undefined && /^(semibold|bold|extrabold|heavy|bolder|[6-9]00)$/i.test(weight);
}

function isBordered(style: RdlElement | undefined): boolean {
  const line = constant(child(style, 'Border'), 'Style');
  return line !== undefined && !/^(none|default)$/i.test(line);
}

/** White text on a computed background would be lost: what nobody sees has no colour of its own. */
function colorAt(style: RdlElement | undefined, name: string): string | undefined {
  const text = constant(style, name);
  const color = text === undefined ? undefined : parseColor(text);
  return color === undefined || color.alpha === 0 ? undefined : rgbHex(color);
}

function constant(style: RdlElement | undefined, name: string): string | undefined {
  const text = textAt(style, name);
  return text === undefined || text === '' || text.startsWith('=') ? undefined : text;
}
