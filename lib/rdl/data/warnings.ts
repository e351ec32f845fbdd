import type { Source } from '../model/report.ts';
import type { Evaluated } from '../values/value.ts';

const MOST = 200;

/** What went wrong in expressions, each sentence once. */
export class Warnings {
  readonly #sentences = new Set<string>();

  add(source: Source, evaluated: Evaluated): void {
    if (evaluated.ok || this.#sentences.size >= MOST) return;
    const code = evaluated.code === undefined ? '' : ` (${evaluated.code})`;
    this.#sentences.add(`The expression '${source}' fails: ${evaluated.message}${code}`);
  }

  get sentences(): readonly string[] {
    return [...this.#sentences];
  }
}
