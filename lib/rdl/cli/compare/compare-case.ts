import { existsSync, readFileSync } from 'node:fs';
import type { DrawnItem } from '../../drawing/drawn-item.ts';
import { RdlError } from '../../errors.ts';
import { caseChecks } from './case-checks.ts';
import type { Check } from './check.ts';
import { type GalleryCase, readJson } from './gallery.ts';
import { type Json, text } from './json.ts';

/** How one case came out. */
export type CaseResult = {
  readonly name: string;
  readonly kind: string;
  /** Why it could not be drawn. */
  readonly refused: string | undefined;
  readonly checks: readonly Check[];
  readonly drawn: DrawnItem | undefined;
};

/** Draws the item of a case from its own files. */
export type DrawCase = (one: GalleryCase, itemName: string) => Promise<DrawnItem>;

/** Draws a case and holds what was drawn against its reference. A fault of the program counts as not drawn. */
export async function compareCase(one: GalleryCase, draw: DrawCase): Promise<CaseResult> {
  const reference = readJson(one.reference);
  const result = { name: one.name, kind: text(reference, 'kind') };
  try {
    const drawn = await draw(one, text(reference, 'item'));
    // Through JSON, so that what is compared is what `--data-out` writes.
    const ours: Json = JSON.parse(JSON.stringify(drawn.data));
    return { ...result, refused: undefined, checks: [DRAWN, ...caseChecks(reference, ours)], drawn };
  } catch (error) {
    const reason = reasonOf(error);
    return {
      ...result,
      refused: reason,
      checks: [{ check: 'drawn', differences: [reason] }],
      drawn: undefined,
    };
  }
}

const DRAWN: Check = { check: 'drawn', differences: [] };

function reasonOf(error: unknown): string {
  if (error instanceof RdlError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const [, place = ''] = /\n\s+at (.*)/.exec(error.stack ?? '') ?? [];
  return `${error.name}: ${error.message} at ${place}`;
}

/** The reference picture of a case, where there is one. */
export function referencePicture(one: GalleryCase): Uint8Array | undefined {
  return existsSync(one.picture) ? new Uint8Array(readFileSync(one.picture)) : undefined;
}
