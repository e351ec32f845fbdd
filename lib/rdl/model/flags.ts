import { child, type RdlElement } from '../reader/element.ts';

/** Whether a flag is written as true, in any case. */
export function isTrue(element: RdlElement | undefined, name: string): boolean {
  return child(element, name)?.text.trim().toLowerCase() === 'true';
}
