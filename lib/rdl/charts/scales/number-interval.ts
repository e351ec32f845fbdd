/**
 * The round interval for a raw one: 2, 5 or 10 times a power of ten (1 where the raw one is exactly such a power).
 * Powers are taken as the engine takes them, by repeated division, so that binary rounding decides ties alike:
 * 0.3 gives 0.2, 3 gives 5.
 * @param power base of the powers: 10, or the base of a logarithmic axis
 */
export function roundInterval(raw: number, power = 10): number {
  let exponent = -1;
  for (let rest = raw; rest > 1; rest /= 10) exponent += 1;
  if (raw < 1) {
    exponent = 0;
    for (let rest = raw; rest < 1; rest *= 10) exponent -= 1;
  }
  const scale = power ** exponent;
  const mantissa = raw / scale;
  const rounded = mantissa < 3 ? 2 : mantissa < 7 ? 5 : 10;
  return rounded * scale;
}

/** A multiple without the noise of binary fractions: 15 significant digits, as a Decimal made from a Double has. */
export function exactMultiple(count: number, interval: number): number {
  return Number((count * Number(interval.toPrecision(15))).toPrecision(15));
}

export type ValueRange = {
  readonly minimum: number;
  readonly maximum: number;
  readonly interval: number;
};

export type ValueRangeInput = {
  /** Smallest and largest value that the axis must show; zero is included by the caller. */
  readonly minimum: number;
  readonly maximum: number;
  readonly autoMinimum: boolean;
  readonly autoMaximum: boolean;
  readonly includeZero: boolean;
  readonly stacked: boolean;
  readonly percent: boolean;
  /** The interval of the definition; 0 for an automatic one. */
  readonly fixedInterval: number;
};

/**
 * The range and automatic interval of a numeric value axis: about five intervals, ends on the next multiple beyond
 * the data (data on a multiple gets one more). Measured on the engine.
 */
export function valueRange(input: ValueRangeInput): ValueRange {
  let { minimum, maximum } = input;
  const raw = (maximum - minimum) / 5;
  const automatic = input.autoMinimum || input.autoMaximum;
  const interval = raw === 0 ? 0.2 : automatic ? roundInterval(raw) : raw;
  if (input.fixedInterval > interval && minimum + input.fixedInterval > maximum) {
    if (input.autoMaximum) maximum = minimum + input.fixedInterval;
    if (input.autoMinimum) minimum = maximum - input.fixedInterval;
    return withPercentLimits(input, roundEnds(input, minimum, maximum, input.fixedInterval));
  }
  return withPercentLimits(input, roundEnds(input, minimum, maximum, interval));
}

function roundEnds(input: ValueRangeInput, minimum: number, maximum: number, interval: number): ValueRange {
  let low = minimum;
  let high = maximum;
  if (input.autoMinimum) {
    const free = minimum < 0 || (!input.includeZero && !input.stacked);
    low = free ? exactMultiple(Math.ceil(minimum / interval) - 1, interval) : 0;
  }
  if (input.autoMaximum) {
    high =
      maximum <= 0 && input.includeZero ? 0 : exactMultiple(Math.floor(maximum / interval) + 1, interval);
  }
  return { minimum: low, maximum: high, interval };
}

function withPercentLimits(input: ValueRangeInput, range: ValueRange): ValueRange {
  if (!input.percent) return range;
  let { minimum, maximum } = range;
  if (input.autoMinimum) minimum = input.minimum === 0 ? 0 : Math.max(-100, minimum);
  if (input.autoMaximum) maximum = input.maximum === 0 ? 0 : Math.min(100, maximum);
  return { ...range, minimum, maximum };
}
