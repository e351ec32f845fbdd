import type { DequeuedMessageItem } from '@azure/storage-queue';
import type { TypedData } from './core-types.ts';

export type MessageEncoding = 'base64' | 'none';

/** The text of a message as a function sees it; undefined when it is not in the encoding that host.json sets. */
export function decodeMessage(text: string, encoding: MessageEncoding): string | undefined {
  if (encoding === 'none') return text;
  const compact = text.replaceAll(/\s/g, '');
  const valid = compact.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(compact);
  return valid ? Buffer.from(compact, 'base64').toString('utf8') : undefined;
}

export function encodeMessage(text: string | Uint8Array, encoding: MessageEncoding): string {
  const bytes = Buffer.from(text);
  return encoding === 'base64' ? bytes.toString('base64') : bytes.toString('utf8');
}

type MessageFacts = Pick<
  DequeuedMessageItem,
  'messageId' | 'popReceipt' | 'dequeueCount' | 'insertedOn' | 'expiresOn' | 'nextVisibleOn'
>;

/**
 * The trigger metadata of a message. The first-level properties of a JSON object come too and win over names that the
 * host sets, as there: a message with an `id` hides its own id.
 * Source: QueueTriggerBinding.CreateBindingData, Utility.ApplyBindingData and GrpcMessageConversionExtensions.ToRpc.
 */
export function messageMetadata(message: MessageFacts, text: string): Readonly<Record<string, TypedData>> {
  return {
    QueueTrigger: { string: text },
    DequeueCount: { json: String(message.dequeueCount) },
    ExpirationTime: time(message.expiresOn),
    Id: { string: message.messageId },
    InsertionTime: time(message.insertedOn),
    NextVisibleTime: time(message.nextVisibleOn),
    PopReceipt: { string: message.popReceipt },
    ...propertiesOf(text),
  };
}

function time(value: Date): TypedData {
  return { json: JSON.stringify(value.toISOString().replace('.000Z', 'Z').replace('Z', '+00:00')) };
}

function propertiesOf(text: string): Readonly<Record<string, TypedData>> {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(trimmed);
  } catch {
    return {}; // a text that only looks like JSON: the function gets it as text
  }
  const properties: Record<string, TypedData> = {};
  for (const [name, value] of Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {})) {
    const data = propertyData(value);
    if (data !== undefined) properties[name] = data;
  }
  return properties;
}

/** .NET's texts for what is no object: true is "True". Arrays and null are left out. */
function propertyData(value: unknown): TypedData | undefined {
  if (value === null || Array.isArray(value)) return undefined;
  if (typeof value === 'object') return { json: JSON.stringify(value) };
  if (typeof value === 'boolean') return { string: value ? 'True' : 'False' };
  return { string: String(value) };
}
