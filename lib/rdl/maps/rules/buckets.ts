/** A part of the values of a rule; the end belongs to the next one, but for the last. */
export type Bucket = { readonly from: number; readonly to: number };

export const DISTRIBUTIONS = ['Optimal', 'EqualInterval', 'EqualDistribution', 'Custom'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export type BucketSettings = {
  readonly distribution: Distribution;
  readonly count: number;
  /** Written ends of the whole range. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly custom: readonly { readonly from: number | undefined; readonly to: number | undefined }[];
};

/** Automatic equal intervals reach beyond the largest value by this part of the range: measured. */
const HEADROOM = 0.02;

/** Cuts the range of the values into buckets; none for no values. */
export function bucketsOf(values: readonly number[], settings: BucketSettings): readonly Bucket[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  if (settings.distribution === 'Custom') return customBuckets(sorted, settings);
  const least = settings.start ?? sorted[0];
  const most = settings.end ?? sorted.at(-1);
  if (least === undefined || most === undefined) return [];
  if (!(most > least)) return [{ from: least, to: most }];
  const inside = sorted.filter((value) => value >= least && value <= most);
  const count = Math.min(1000, Math.max(1, Math.round(settings.count)));
  switch (settings.distribution) {
    case 'EqualInterval':
      return equalIntervals(least, settings.end ?? most + (most - least) * HEADROOM, count);
    case 'EqualDistribution':
      return between([least, ...quantiles(inside, count), most]);
    default:
      return between([least, ...naturalBreaks(inside, { least, most, count }), most]);
  }
}

/** The bucket of a value, by its place; −1 outside all. */
export function bucketIndex(buckets: readonly Bucket[], value: number): number {
  const index = buckets.findIndex(({ from, to }) => value >= from && value < to);
  return index >= 0 ? index : buckets.findLastIndex(({ from, to }) => value >= from && value <= to);
}

/** A missing end of a custom bucket is that of its neighbour, or of the values. */
function customBuckets(sorted: readonly number[], { custom }: BucketSettings): readonly Bucket[] {
  const least = sorted[0] ?? 0;
  const most = sorted.at(-1) ?? 0;
  return custom.map(({ from, to }, index) => ({
    from: from ?? custom[index - 1]?.to ?? least,
    to: to ?? custom[index + 1]?.from ?? most,
  }));
}

function equalIntervals(from: number, to: number, count: number): readonly Bucket[] {
  const step = (to - from) / count;
  return Array.from({ length: count }, (_, index) => ({
    from: from + index * step,
    to: index === count - 1 ? to : from + (index + 1) * step,
  }));
}

/** Inner edges with as many values in each bucket as go. */
function quantiles(sorted: readonly number[], count: number): readonly number[] {
  const edges = Array.from({ length: count - 1 }, (_, index) => {
    const place = Math.round(((index + 1) * sorted.length) / count);
    return middle(sorted[place - 1], sorted[place]);
  });
  return edges.filter((edge): edge is number => edge !== undefined);
}

function middle(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || a === b ? undefined : (a + b) / 2;
}

/**
 * Inner edges of the classes with the least variance inside (Fisher and Jenks), as many classes as asked for but no
 * more than the square root of the number of values; an edge of equal intervals is kept where it parts the same values.
 */
function naturalBreaks(
  sorted: readonly number[],
  { least, most, count }: { readonly least: number; readonly most: number; readonly count: number },
): readonly number[] {
  const classes = Math.max(1, Math.min(count, Math.floor(Math.sqrt(sorted.length))));
  const starts = leastVarianceStarts(sorted, classes);
  return starts.flatMap((start, index) => {
    const before = sorted[start - 1];
    const after = sorted[start];
    if (before === undefined || after === undefined || before === after) return [];
    const equal = least + ((most - least) * (index + 1)) / classes;
    return [equal > before && equal <= after ? equal : (before + after) / 2];
  });
}

/** More values than this are thinned before classes are sought: the search is quadratic. */
const MAX_SEARCHED = 600;

/** Where each class but the first begins, so that the sum of squared distances to the class means is least. */
function leastVarianceStarts(all: readonly number[], classes: number): readonly number[] {
  const step = Math.max(1, Math.ceil(all.length / MAX_SEARCHED));
  const values = all.filter((_, index) => index % step === 0);
  const cost = varianceBetween(values);
  // best[k][n]: the least cost of the first n values in k + 1 classes, and where the last class begins.
  let best = values.map((_, index) => cost(0, index + 1));
  const starts: (readonly number[])[] = [];
  for (let k = 1; k < classes; k++) {
    const next: number[] = [];
    const from: number[] = [];
    for (let end = 1; end <= values.length; end++) {
      let [least, at] = [Number.POSITIVE_INFINITY, k];
      for (let start = k; start < end; start++) {
        const total = (best[start - 1] ?? 0) + cost(start, end);
        if (total < least) [least, at] = [total, start];
      }
      next.push(least);
      from.push(at);
    }
    best = next;
    starts.push(from);
  }
  const found: number[] = [];
  let end = values.length;
  for (const from of starts.toReversed()) {
    end = from[end - 1] ?? 0;
    found.unshift(end * step);
  }
  return found;
}

/** The sum of squared distances of the values from `start` up to `end` to their mean. */
function varianceBetween(values: readonly number[]): (start: number, end: number) => number {
  const sums = [0];
  const squares = [0];
  for (const value of values) {
    sums.push((sums.at(-1) ?? 0) + value);
    squares.push((squares.at(-1) ?? 0) + value * value);
  }
  return (start, end) => {
    const sum = (sums[end] ?? 0) - (sums[start] ?? 0);
    return (squares[end] ?? 0) - (squares[start] ?? 0) - (sum * sum) / Math.max(1, end - start);
  };
}

function between(edges: readonly number[]): readonly Bucket[] {
  const distinct = edges.filter((edge, index) => index === 0 || edge > (edges[index - 1] ?? edge));
  return distinct.slice(1).map((to, index) => ({ from: distinct[index] ?? to, to }));
}
