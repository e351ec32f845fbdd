import type { Message } from './queue.ts';

/** 64 KiB of base64, which is what Queue Storage takes. */
const MESSAGE_BYTES = 48 * 1024;
/** The longest delay that Queue Storage knows. */
const LONGEST_DELAY_SECONDS = 7 * 24 * 60 * 60;

/** The message as JSON; throws a RangeError where it is larger than a queue takes. */
export function messageText(message: Message): string {
  const text = JSON.stringify(message);
  if (Buffer.byteLength(text) > MESSAGE_BYTES) throw new RangeError('A message of more than 48 KiB.');
  return text;
}

/** Whole seconds, rounded up so that nothing becomes visible too early. */
export function wholeDelay(delaySeconds = 0): number {
  const whole = Math.ceil(delaySeconds);
  if (!(whole >= 0 && whole <= LONGEST_DELAY_SECONDS)) {
    throw new RangeError(`A delay of ${delaySeconds} seconds; 0 to 7 days are allowed.`);
  }
  return whole;
}
