import type { Value } from '../../values/value.ts';
import type { StaticType } from '../static-type.ts';
import { overload } from './number-members.ts';
import type { Overload } from './signature.ts';

function text(value: Value | undefined): string | undefined {
  return value?.type === 'String' ? value.value : undefined;
}

/** `New Exception()`, with a message, and with an inner exception. */
export function constructorsOf(
  type: StaticType,
  make: (message: string, inner?: Value) => Value,
): readonly Overload[] {
  const standard = `Exception of type 'System.${type}' was thrown.`;
  return [
    overload('New', [], type, () => make(standard)),
    overload('New', ['String'], type, (_self, [message]) => make(text(message) ?? standard)),
    overload('New', ['String', 'Exception'], type, (_self, [message, inner]) =>
      make(text(message) ?? standard, inner),
    ),
    ...(type.startsWith('Argument')
      ? [
          overload('New', ['String', 'String'], type, (_self, [first, second]) =>
            make(argumentMessage(type, text(first), text(second))),
          ),
        ]
      : []),
  ];
}

/** The one takes its message first, the others the parameter's name. */
function argumentMessage(type: StaticType, first = '', second = ''): string {
  const [message, name] = type === 'ArgumentException' ? [first, second] : [second, first];
  return `${message} (Parameter '${name}')`;
}
