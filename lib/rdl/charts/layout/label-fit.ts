import type { Font } from '../../drawing/font.ts';
import type { AxisLabel } from '../scales/axis-labels.ts';
import { type AxisFitting, isUpright, type LabelFit } from './axis-layout.ts';
import { labelsFit } from './label-check.ts';

/** Labels as the definition writes them, where nothing is fitted. */
export function unfitted(fitting: AxisFitting): LabelFit {
  const { labels } = fitting.axis.model;
  return {
    labels: fitting.axis.labels,
    font: labels.style.font,
    angle: labels.angle,
    staggered: labels.staggered,
  };
}

/**
 * Finds the largest font, then staggering, wrapping or turning with which all labels have room; measured on the
 * engine. The font shrinks to the middle of its range before anything else is tried.
 * @param otherSize title and marks across the axis, in percent
 */
export function fitLabels(fitting: AxisFitting, otherSize: number, sizeLimit?: number): LabelFit {
  const settings = fitting.axis.model.labels;
  if (!settings.autoFit) return unfitted(fitting);
  const search = new LabelSearch(fitting, otherSize, sizeLimit);
  return search.run();
}

type Range = { readonly minimum: number; readonly middle: number };

class LabelSearch {
  readonly #fitting: AxisFitting;
  readonly #otherSize: number;
  readonly #range: Range;
  #fit: LabelFit;
  /** Extra room across the axis that turned labels leave free, in percent. */
  #spacer = 0;
  #wrapping = true;
  #wrapped = false;

  constructor(fitting: AxisFitting, otherSize: number, sizeLimit: number | undefined) {
    const settings = fitting.axis.model.labels;
    const largest = Math.max(settings.minimumFontSize, settings.maximumFontSize);
    const minimum = Math.min(settings.minimumFontSize, settings.maximumFontSize);
    this.#fitting = fitting;
    this.#otherSize = otherSize;
    this.#range = { minimum, middle: minimum + Math.abs(largest - minimum) / 2 };
    const start = Math.min(largest, sizeLimit ?? largest);
    const font = settings.growFont ? { ...settings.style.font, size: start } : settings.style.font;
    this.#fit = { labels: fitting.axis.labels, font, angle: 0, staggered: false };
  }

  run(): LabelFit {
    // Each turn changes something for good: sizes shrink, texts get more lines, angles grow.
    for (let turn = 0; turn < 1000; turn += 1) {
      if (this.#fits() || !this.#adjust()) break;
    }
    const upright = isUpright(this.#fitting.axis);
    return !upright && this.#fit.angle === 90 ? { ...this.#fit, angle: -90 } : this.#fit;
  }

  #fits(): boolean {
    return labelsFit(this.#fitting, this.#fit, {
      otherSize: this.#otherSize + this.#spacer,
      firstRowOnly: !this.#settings.shrinkFont,
      wrapIntoSlot: false,
    });
  }

  get #settings() {
    return this.#fitting.axis.model.labels;
  }

  /** One step towards smaller labels; false when nothing is left to try. */
  #adjust(): boolean {
    const { shrinkFont, stagger, wrap, rotation } = this.#settings;
    const { font, angle, staggered } = this.#fit;
    if (shrinkFont && font.size >= this.#range.middle) return this.#shrink();
    if (stagger && !this.#wrapped && angle === 0 && !staggered) return this.#change({ staggered: true });
    if (wrap && this.#wrapping) return this.#wrap();
    if (rotation !== 0 && angle !== 90) {
      this.#spacer = 0;
      return this.#change({ staggered: false, angle: Math.min(90, angle + rotation) });
    }
    if (shrinkFont && font.size > this.#range.minimum) {
      this.#shrink();
      return this.#change({ angle: 0 });
    }
    const lastAngle = rotation === 0 ? angle : isUpright(this.#fitting.axis) ? 0 : 90;
    this.#change({ angle: lastAngle, staggered: stagger ? false : staggered });
    return false;
  }

  #shrink(): boolean {
    const font: Font = { ...this.#fit.font, size: this.#fit.font.size - 0.5 };
    return this.#change({ font });
  }

  #change(change: Partial<LabelFit>): boolean {
    this.#fit = { ...this.#fit, ...change };
    return true;
  }

  /** Breaks the longest label in two; when none can be broken, all are joined again and turned instead. */
  #wrap(): boolean {
    const labels = wrapLongest(this.#fit.labels);
    if (labels) {
      this.#wrapped = true;
      return this.#change({ labels, staggered: false });
    }
    this.#wrapping = false;
    this.#wrapped = false;
    this.#change({ labels: this.#fitting.axis.labels, staggered: false });
    if (!isUpright(this.#fitting.axis)) this.#turnWithLessRoom();
    return true;
  }

  /** Turned labels are first tried with much of their room left free, then with less. */
  #turnWithLessRoom(): void {
    if (this.#settings.rotation === 0) {
      this.#spacer = 0;
      return;
    }
    const next = new Map([
      [0, 30],
      [30, 20],
      [20, 5],
    ]).get(this.#spacer);
    if (next === undefined) {
      this.#spacer = 0;
      return;
    }
    this.#spacer = next;
    this.#wrapping = true;
    this.#change({ angle: 90 });
  }
}

const SHORTEST_WRAPPED = 5;

/** Breaks the longest line that has a blank, at the blank nearest to its middle; undefined when there is none. */
function wrapLongest(labels: readonly AxisLabel[]): readonly AxisLabel[] | undefined {
  let longest = SHORTEST_WRAPPED;
  let place: { readonly label: number; readonly line: number } | undefined;
  labels.forEach((label, index) => {
    label.text.split('\n').forEach((line, lineIndex) => {
      if (line.length > longest && line.trim().indexOf(' ') > 0) {
        longest = line.length;
        place = { label: index, line: lineIndex };
      }
    });
  });
  if (place === undefined) return undefined;
  const { label: labelIndex, line: lineIndex } = place;
  const label = labels[labelIndex];
  const lines = label?.text.split('\n');
  const broken = lines?.[lineIndex] === undefined ? undefined : breakInMiddle(lines[lineIndex]);
  if (!label || !lines || broken === undefined) return undefined;
  const text = lines.with(lineIndex, broken).join('\n');
  return labels.with(labelIndex, { ...label, text });
}

function breakInMiddle(line: string): string | undefined {
  const middle = Math.trunc(line.length / 2);
  for (let distance = 0; distance < middle - 1; distance += 1) {
    const at =
      line[middle - distance] === ' '
        ? middle - distance
        : line[middle + distance] === ' '
          ? middle + distance
          : -1;
    if (at >= 0) return `${line.slice(0, at)}\n${line.slice(at + 1)}`;
  }
  return undefined;
}

/** Shrinks the font once more where the plot turned out smaller than it was while fitting. */
export function fitAgain(fitting: AxisFitting, fit: LabelFit, otherSize: number): LabelFit {
  const settings = fitting.axis.model.labels;
  if (!settings.autoFit || settings.hidden) return fit;
  const minimum = Math.min(settings.minimumFontSize, settings.maximumFontSize);
  let result = fit;
  while (
    settings.shrinkFont &&
    result.font.size > minimum &&
    !labelsFit(fitting, result, { otherSize, firstRowOnly: true, wrapIntoSlot: true })
  ) {
    result = { ...result, font: { ...result.font, size: result.font.size - 1 } };
  }
  return result;
}
