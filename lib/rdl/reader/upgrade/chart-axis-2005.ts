import { child, type RdlElement, textAt } from '../element.ts';
import { isTrue, made, renamed } from './build.ts';
import { withoutDefaultBorder, withPixelBorder } from './chart-style-2005.ts';

/**
 * An axis of 2003/2005 as `ChartAxis`. What the old engine did and later ones do only when told is written out:
 * fonts keep their size, zero is not added to the range, and unscaled categories show every label (bars excepted).
 */
export function upgradeAxis(
  axis: RdlElement | undefined,
  options: { readonly category: boolean; readonly chartType: string },
): RdlElement | undefined {
  if (!axis) return undefined;
  const { line } = axis;
  const text = (name: string, value: string) => made(name, line, value);
  const scalar = isTrue(axis, 'Scalar');
  const margin = isTrue(axis, 'Margin');
  const major = gridLines(axis, 'Major', { offset: !scalar && margin ? '1' : undefined });
  const minor = gridLines(axis, 'Minor', { offset: scalar || margin ? undefined : '-1' });
  const hasRange = !options.category || scalar;
  return made(
    'ChartAxis',
    line,
    [
      text('HideLabels', isTrue(axis, 'Visible') ? 'False' : 'True'),
      withPixelBorder(withoutDefaultBorder(child(axis, 'Style'), line), { whole: true }),
      upgradeAxisTitle(child(axis, 'Title')),
      text('Margin', margin ? 'True' : 'False'),
      axisInterval(axis, { ...options, scalar }),
      major,
      minor,
      tickMarks(axis, 'Major', major),
      tickMarks(axis, 'Minor', minor),
      child(axis, 'Reverse'),
      child(axis, 'CrossAt'),
      child(axis, 'Interlaced'),
      child(axis, 'Scalar'),
      hasRange ? renamed(child(axis, 'Min'), 'Minimum') : undefined,
      hasRange ? renamed(child(axis, 'Max'), 'Maximum') : undefined,
      child(axis, 'LogScale'),
      text('PreventFontShrink', 'True'),
      text('PreventFontGrow', 'True'),
      text('IncludeZero', 'False'),
    ],
    { Name: 'Primary' },
  );
}

function gridLines(
  axis: RdlElement,
  size: 'Major' | 'Minor',
  options: { readonly offset: string | undefined },
): RdlElement | undefined {
  const lines = child(axis, `${size}GridLines`);
  if (!lines) return undefined;
  const interval = child(axis, `${size}Interval`);
  const isExpression = interval?.text.trim().startsWith('=') ?? false;
  return made(`Chart${size}GridLines`, lines.line, [
    made('Enabled', lines.line, isTrue(lines, 'ShowGridLines') ? 'True' : 'False'),
    withPixelBorder(withoutDefaultBorder(child(lines, 'Style'), lines.line), { whole: true }),
    isExpression || isPositive(interval) ? renamed(interval, 'Interval') : undefined,
    options.offset === undefined || isExpression
      ? undefined
      : made('IntervalOffset', lines.line, options.offset),
  ]);
}

/** Tick marks took style and interval from the grid lines. */
function tickMarks(axis: RdlElement, size: 'Major' | 'Minor', lines: RdlElement | undefined): RdlElement {
  const type = textAt(axis, `${size}TickMarks`) || 'None';
  const shown = type !== 'None';
  return made(`Chart${size}TickMarks`, child(axis, `${size}TickMarks`)?.line ?? axis.line, [
    made('Enabled', axis.line, shown ? 'True' : 'False'),
    made('Type', axis.line, type),
    ...(shown ? [child(lines, 'Style'), child(lines, 'Interval'), child(lines, 'IntervalOffset')] : []),
  ]);
}

function axisInterval(
  axis: RdlElement,
  options: { readonly category: boolean; readonly chartType: string; readonly scalar: boolean },
): RdlElement | undefined {
  const { category, chartType, scalar } = options;
  if (!category) return undefined;
  const intervals = [child(axis, 'MajorInterval'), ...(scalar ? [] : [child(axis, 'MinorInterval')])];
  const numbers = intervals.filter(isPositive).map((interval) => Number(interval?.text));
  if (numbers.length > 0) return made('Interval', axis.line, String(Math.min(...numbers)));
  return scalar || chartType === 'Bar' ? undefined : made('Interval', axis.line, '1');
}

function isPositive(interval: RdlElement | undefined): boolean {
  const text = interval?.text.trim() ?? '';
  return text !== '' && Number(text) >= 0;
}

function upgradeAxisTitle(title: RdlElement | undefined): RdlElement | undefined {
  const caption = child(title, 'Caption');
  if (!title || !caption) return undefined;
  return made('ChartAxisTitle', title.line, [caption, child(title, 'Position'), child(title, 'Style')]);
}
