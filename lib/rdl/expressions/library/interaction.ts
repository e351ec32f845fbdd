import { NOTHING, type Value } from '../../values/value.ts';
import { toBoolean, toText } from '../conversions/convert.ts';
import { argumentFault, overflow } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { type Overload, shared } from './signature.ts';

/** Module Microsoft.VisualBasic.Interaction, without what needs a desktop. */

function switchOf(list: readonly Value[], context: CallContext): Value {
  if (list.length % 2 !== 0) throw argumentFault("Argument 'VarExpr' is not a valid value.");
  for (let index = 0; index < list.length; index += 2) {
    if (toBoolean(list[index] ?? NOTHING, context)) return list[index + 1] ?? NOTHING;
  }
  return NOTHING;
}

/** The range of `interval` numbers that a number falls in, as `" 1: 10"`. */
function partition(
  number: bigint,
  start: bigint,
  stop: bigint,
  interval: bigint,
  { culture }: CallContext,
): string {
  if (start < 0n) throw argumentFault("Argument 'Start' is not a valid value.");
  if (stop <= start) throw argumentFault("Argument 'Stop' is not a valid value.");
  if (interval < 1n) throw argumentFault("Argument 'Interval' is not a valid value.");
  const write = (value: bigint) => String(value).replace('-', culture.numbers.negative);
  const width = Math.max(write(stop + 1n).length, write(start - 1n).length);
  const pad = (value: bigint | undefined) => (value === undefined ? '' : write(value)).padStart(width);
  if (number < start) return `${pad(undefined)}:${pad(start - 1n)}`;
  if (number > stop) return `${pad(stop + 1n)}:${pad(undefined)}`;
  const low = interval === 1n ? number : ((number - start) / interval) * interval + start;
  const high = low + interval - 1n;
  return `${pad(low)}:${pad(high > stop ? stop : high)}`;
}

export const INTERACTION: readonly Overload[] = [
  shared('Choose(Index As Double, ParamArray Choice As Object()) As Object', (index, choices) => {
    const at = Math.trunc(index);
    if (!(Math.abs(at) < 2 ** 31)) throw overflow();
    return choices[at - 1] ?? NOTHING;
  }),
  shared('Command() As String', () => ''),
  // A report must not learn of the machine that draws it.
  shared('Environ(Expression As String) As String', () => undefined),
  shared('Environ(Expression As Int32) As String', () => ''),
  shared(
    'IIf(Expression As Boolean, TruePart As Object, FalsePart As Object) As Object',
    (condition, yes, no) => (condition ? yes : no),
  ),
  shared('Partition(Number As Int64, Start As Int64, Stop As Int64, Interval As Int64) As String', partition),
  shared('Switch(ParamArray VarExpr As Object()) As Object', switchOf),
  shared(
    'MsgBox(Prompt As Object, Buttons As Int32 = 0, Title As Object = Nothing) As MsgBoxResult',
    (prompt, _buttons, _title, context) => {
      throw argumentFault(
        `A report shows no message box: ${JSON.stringify(toText(prompt, context.culture))}`,
      );
    },
  ),
];
