import { NOTHING, type Value } from '../../values/value.ts';
import { indexOutOfRange, outOfRange } from '../faults.ts';
import type { CallContext } from './call-context.ts';
import { formatComposite } from './composite.ts';
import { overload } from './number-members.ts';
import { objectText } from './object-text.ts';
import { instance, type Overload, settable, shared } from './signature.ts';
import { type TypeMembers, typeMembers } from './type-members.ts';

/** A System.Text.StringBuilder. */
class Builder {
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  toText(): string {
    return this.text;
  }
}

function held(self: Value): Builder {
  if (self.type === 'Object' && self.value instanceof Builder) return self.value;
  throw new TypeError('A StringBuilder was expected.');
}

function made(text: string | undefined): Value {
  return { type: 'Object', className: 'StringBuilder', value: new Builder(text ?? '') };
}

function changed(self: Value, text: string, { session }: CallContext): Value {
  session.checkSize(text.length);
  held(self).text = text;
  return self;
}

function append(self: Value, text: string, context: CallContext): Value {
  return changed(self, held(self).text + text, context);
}

function inserted(self: Value, at: number, text: string, context: CallContext): Value {
  const { text: before } = held(self);
  if (at < 0 || at > before.length) throw outOfRange('index');
  return changed(self, before.slice(0, at) + text + before.slice(at), context);
}

const VALUE_TYPES = [
  'String',
  'Boolean',
  'Char',
  'SByte',
  'Byte',
  'Int16',
  'Int32',
  'Int64',
  'Single',
  'Double',
  'Decimal',
  'UInt16',
  'UInt32',
  'UInt64',
  'Object',
] as const;

const appends: readonly Overload[] = VALUE_TYPES.flatMap((type) => [
  overload('Append', [type], 'StringBuilder', (self, [value = NOTHING], context) =>
    append(self, objectText(value, context.culture), context),
  ),
  overload('Insert', ['Int32', type], 'StringBuilder', (self, [at, value = NOTHING], context) =>
    inserted(self, at?.type === 'Int32' ? at.value : 0, objectText(value, context.culture), context),
  ),
]);

export function stringBuilderMembers(): TypeMembers {
  return typeMembers('StringBuilder', {
    constructors: [
      shared('New() As StringBuilder', () => made('')),
      shared('New(capacity As Int32) As StringBuilder', () => made('')),
      shared('New(value As String) As StringBuilder', (text) => made(text)),
      shared('New(value As String, capacity As Int32) As StringBuilder', (text) => made(text)),
    ],
    instance: [
      ...appends,
      instance(
        'StringBuilder',
        'Append(value As Char, repeatCount As Int32) As StringBuilder',
        (self, char, count, context) => {
          if (count < 0) throw outOfRange('repeatCount');
          context.session.checkSize(count);
          return append(self, char.repeat(count), context);
        },
      ),
      instance(
        'StringBuilder',
        'AppendFormat(format As String, ParamArray args As Object()) As StringBuilder',
        (self, format, list, context) => append(self, formatComposite(format ?? '', list, context), context),
      ),
      instance('StringBuilder', 'AppendLine() As StringBuilder', (self, context) =>
        append(self, '\r\n', context),
      ),
      instance('StringBuilder', 'AppendLine(value As String) As StringBuilder', (self, text, context) =>
        append(self, `${text ?? ''}\r\n`, context),
      ),
      instance('StringBuilder', 'Clear() As StringBuilder', (self, context) => changed(self, '', context)),
      settable(
        instance('StringBuilder', 'Chars(index As Int32) As Char', (self, index) => {
          const { text } = held(self);
          if (index < 0 || index >= text.length) throw indexOutOfRange();
          return text.charAt(index);
        }),
        (self, [index], value, context) => {
          const at = index?.type === 'Int32' ? index.value : 0;
          const { text } = held(self);
          const char = value.type === 'Char' ? value.value : '\0';
          changed(self, text.slice(0, at) + char + text.slice(at + 1), context);
        },
      ),
      settable(
        instance('StringBuilder', 'Length As Int32', (self) => held(self).text.length),
        (self, _args, value, context) => {
          const length = value.type === 'Int32' ? value.value : 0;
          if (length < 0) throw outOfRange('value');
          context.session.checkSize(length);
          changed(self, held(self).text.slice(0, length).padEnd(length, '\0'), context);
        },
      ),
      instance(
        'StringBuilder',
        'Remove(startIndex As Int32, length As Int32) As StringBuilder',
        (self, start, length, context) => {
          const { text } = held(self);
          if (start < 0 || length < 0 || start + length > text.length) throw outOfRange('length');
          return changed(self, text.slice(0, start) + text.slice(start + length), context);
        },
      ),
      instance(
        'StringBuilder',
        'Replace(oldValue As String, newValue As String) As StringBuilder',
        (self, wanted, by, context) =>
          changed(
            self,
            held(self)
              .text.split(wanted ?? '\0')
              .join(by ?? ''),
            context,
          ),
      ),
      instance(
        'StringBuilder',
        'Replace(oldChar As Char, newChar As Char) As StringBuilder',
        (self, wanted, by, context) => changed(self, held(self).text.split(wanted).join(by), context),
      ),
      instance('StringBuilder', 'ToString() As String', (self) => held(self).text),
      instance(
        'StringBuilder',
        'ToString(startIndex As Int32, length As Int32) As String',
        (self, start, length) => {
          const { text } = held(self);
          if (start < 0 || length < 0 || start + length > text.length) throw outOfRange('length');
          return text.slice(start, start + length);
        },
      ),
    ],
    defaultMember: 'Chars',
  });
}
