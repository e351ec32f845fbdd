/** One of the places that a cap leaves. */
export type Slot = { readonly name: string; readonly place: string; readonly etag: string };

/** Caps on what is under way at once, over all instances. */
export interface Limiter {
  /** A free place of `most`; undefined while all are taken. It is free again by itself after its lease. */
  take(name: string, most: number): Promise<Slot | undefined>;
  /** Repeatable; a place that was taken by another meanwhile stays its. */
  give(slot: Slot): Promise<void>;
}
