import { child, type RdlElement } from '../../reader/element.ts';
import type { GaugeContext } from './gauge-context.ts';

/** The text of a property: a constant as it stands, a value of an expression written in the report's language. */
export function writtenText(
  element: RdlElement | undefined,
  name: string,
  context: GaugeContext,
  format = '',
): string {
  const source = child(element, name)?.text;
  if (source === undefined || !source.trim().startsWith('=')) return lines(source ?? '');
  const evaluated = context.region.evaluate(source.trim());
  if (!evaluated.ok) {
    context.properties.warn(`${name} is not shown: its expression fails (${evaluated.message}).`);
    return '';
  }
  return lines(context.writer.write(evaluated.value, format));
}

/** The designer writes a line break as `\n`. */
function lines(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll('\\n', '\n');
}
