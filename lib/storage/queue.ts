/** JSON of at most 48 KiB: ids and times, never a token, never a payload. */
export type Message = { readonly [name: string]: string | number | boolean | null | readonly string[] };

/**
 * A queue that functions are triggered from. Delivery is at least once, in no order. Messages have no time-to-live.
 * A send that was cut off may have taken effect.
 */
export interface Queue {
  /** The message becomes visible after `delaySeconds` (0 by default, at most 7 days). */
  send(message: Message, options?: { readonly delaySeconds?: number }): Promise<void>;
  /** Messages in the queue, invisible ones included; approximate. */
  approximateLength(): Promise<number>;
}
