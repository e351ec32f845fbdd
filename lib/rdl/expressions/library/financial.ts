import { log, pow } from '../../values/double-double.ts';
import { EvaluationFault } from '../../values/fault.ts';
import { argumentFault } from '../faults.ts';
import { type ArrayValue, type Overload, shared } from './signature.ts';

/** Module Microsoft.VisualBasic.Financial: annuities, depreciation, rates of return. `due` is 0 (end) or 1 (begin). */

function futureValue(rate: number, periods: number, payment: number, present: number, due: number): number {
  if (rate === 0) return -present - payment * periods;
  const type = due !== 0 ? 1 + rate : 1;
  const growth = pow(1 + rate, periods);
  return -present * growth - (payment / rate) * type * (growth - 1);
}

function presentValue(rate: number, periods: number, payment: number, future: number, due: number): number {
  if (rate === 0) return -future - payment * periods;
  const type = due !== 0 ? 1 + rate : 1;
  const growth = pow(1 + rate, periods);
  return -(future + payment * type * ((growth - 1) / rate)) / growth;
}

function paymentOf(rate: number, periods: number, present: number, future: number, due: number): number {
  if (periods === 0) throw argumentFault("Argument 'NPer' is not a valid value.");
  if (rate === 0) return (-future - present) / periods;
  const type = due !== 0 ? 1 + rate : 1;
  const growth = pow(rate + 1, periods);
  return ((-future - present * growth) / (type * (growth - 1))) * rate;
}

/** The interest part of the payment of one period. */
function interestPayment(
  rate: number,
  period: number,
  periods: number,
  present: number,
  future: number,
  due: number,
): number {
  if (period <= 0 || period >= periods + 1) throw argumentFault("Argument 'Per' is not a valid value.");
  if (due !== 0 && period === 1) return 0;
  const payment = paymentOf(rate, periods, present, future, due);
  const start = due !== 0 ? present + payment : present;
  const shift = due !== 0 ? 2 : 1;
  return futureValue(rate, period - shift, payment, start, 0) * rate;
}

function principalPayment(
  rate: number,
  period: number,
  periods: number,
  present: number,
  future: number,
  due: number,
): number {
  if (period <= 0 || period >= periods + 1) throw argumentFault("Argument 'Per' is not a valid value.");
  const payment = paymentOf(rate, periods, present, future, due);
  return payment - interestPayment(rate, period, periods, present, future, due);
}

function periodsOf(rate: number, payment: number, present: number, future: number, due: number): number {
  if (rate <= -1) throw argumentFault("Argument 'Rate' is not a valid value.");
  if (rate === 0) {
    if (payment === 0) throw argumentFault("Argument 'Pmt' is not a valid value.");
    return -(present + future) / payment;
  }
  const step = due !== 0 ? (payment * (1 + rate)) / rate : payment / rate;
  const [end, begin] = [-future + step, present + step];
  // Both negative is the same as both positive.
  const sign = end < 0 && begin < 0 ? -1 : 1;
  if (end * sign <= 0 || begin * sign <= 0)
    throw argumentFault('Cannot calculate number of periods using the arguments provided.');
  return (log(end * sign) - log(begin * sign)) / log(rate + 1);
}

const STEPS = 39;
const EPSILON = 1e-7;

type Annuity = {
  readonly periods: number;
  readonly payment: number;
  readonly present: number;
  readonly future: number;
  readonly due: number;
};

function balance(rate: number, { periods, payment, present, future, due }: Annuity): number {
  if (rate === 0) return present + payment * periods + future;
  const growth = pow(rate + 1, periods);
  const type = due !== 0 ? 1 + rate : 1;
  return present * growth + (payment * type * (growth - 1)) / rate + future;
}

/** The rate by the secant method, from a guess. */
function rateOf(annuity: Annuity, guess: number): number {
  if (annuity.periods <= 0) throw argumentFault('The number of periods must be positive.');
  let rate0 = guess;
  let y0 = balance(rate0, annuity);
  let rate1 = y0 > 0 ? rate0 / 2 : rate0 * 2;
  let y1 = balance(rate1, annuity);
  for (let step = 0; step <= STEPS; step++) {
    if (y1 === y0) {
      rate0 = rate1 > rate0 ? rate0 - 0.00001 : rate0 + 0.00001;
      y0 = balance(rate0, annuity);
      if (y1 === y0) throw argumentFault('Cannot calculate rate using the arguments provided.');
    }
    rate0 = rate1 - ((rate1 - rate0) * y1) / (y1 - y0);
    y0 = balance(rate0, annuity);
    if (Math.abs(y0) < EPSILON) return rate0;
    [y0, y1] = [y1, y0];
    [rate0, rate1] = [rate1, rate0];
  }
  throw argumentFault('Cannot calculate rate using the arguments provided.');
}

function doublesOf(array: ArrayValue | undefined): readonly number[] {
  const items = array?.items ?? [];
  if (items.length === 0) throw argumentFault("Argument 'ValueArray' is not a valid value.");
  return items.map((item) => ('value' in item ? Number(item.value) : 0));
}

function netPresentValue(rate: number, values: readonly number[]): number {
  if (rate === -1) throw argumentFault("Argument 'Rate' is not a valid value.");
  let total = 0;
  let discount = 1;
  for (const value of values) {
    discount += discount * rate;
    total += value / discount;
  }
  return total;
}

/** The value at the first payment, from the last one back; what the rate of return makes zero. */
function presentOf(rate: number, values: readonly number[]): number {
  return values.reduceRight((total, value) => total / (1 + rate) + value, 0);
}

/** The internal rate of return by the secant method. */
function internalRate(array: ArrayValue | undefined, guess: number): number {
  const values = doublesOf(array);
  if (guess <= -1) throw argumentFault("Argument 'Guess' is not a valid value.");
  if (values.length <= 1) throw argumentFault("Argument 'ValueArray' is not a valid value.");
  const scale =
    values.reduce((most, value) => Math.max(most, Math.abs(value)), Math.abs(values[0] ?? 0)) *
    EPSILON *
    0.01;
  let rate0 = guess;
  let value0 = presentOf(rate0, values);
  let rate1 = value0 > 0 ? rate0 + 0.00001 : rate0 - 0.00001;
  if (rate1 <= -1) throw argumentFault("Argument 'Rate' is not a valid value.");
  let value1 = presentOf(rate1, values);
  for (let step = 0; step <= STEPS; step++) {
    if (value1 === value0) {
      rate0 = rate1 > rate0 ? rate0 - 0.00001 : rate0 + 0.00001;
      value0 = presentOf(rate0, values);
      if (value1 === value0) throw argumentFault("Argument 'ValueArray' is not a valid value.");
    }
    rate0 = rate1 - ((rate1 - rate0) * value1) / (value1 - value0);
    if (rate0 <= -1) rate0 = (rate1 - 1) * 0.5;
    value0 = presentOf(rate0, values);
    const change = Math.abs(rate0 - rate1);
    if (Math.abs(value0) < scale && change < EPSILON) return rate0;
    [value0, value1] = [value1, value0];
    [rate0, rate1] = [rate1, rate0];
  }
  throw argumentFault("Argument 'ValueArray' is not a valid value.");
}

/** The rate of return where payments and receipts bear different rates. */
function modifiedRate(array: ArrayValue | undefined, finance: number, reinvest: number): number {
  const values = doublesOf(array);
  if (finance === -1) throw argumentFault("Argument 'FinanceRate' is not a valid value.");
  if (reinvest === -1) throw argumentFault("Argument 'ReinvestRate' is not a valid value.");
  if (values.length <= 1) throw argumentFault("Argument 'ValueArray' is not a valid value.");
  const paid = partialPresentValue(finance, values, -1);
  if (paid === 0)
    throw new EvaluationFault('DivideByZeroException', 'Calculation results in a divide by zero.');
  const received = partialPresentValue(reinvest, values, 1);
  const growth = (-received * pow(reinvest + 1, values.length)) / (paid * (finance + 1));
  const rate = growth < 0 ? Number.NaN : pow(growth, 1 / (values.length - 1)) - 1;
  return growth < 0 ? (pow(-growth, 1 / (values.length - 1)) + 1) * -1 : rate;
}

function partialPresentValue(rate: number, values: readonly number[], sign: 1 | -1): number {
  let total = 0;
  let discount = 1;
  for (const value of values) {
    discount += discount * rate;
    if (value * sign > 0) total += value / discount;
  }
  return total;
}

function doubleDeclining(
  cost: number,
  salvage: number,
  life: number,
  period: number,
  factor: number,
): number {
  if (factor <= 0) throw argumentFault("Argument 'Factor' is not a valid value.");
  if (salvage < 0) throw argumentFault("Argument 'Salvage' is not a valid value.");
  if (period <= 0) throw argumentFault("Argument 'Period' is not a valid value.");
  if (period > life) throw argumentFault("Argument 'Period' is not a valid value.");
  if (cost <= 0) return 0;
  if (life < 2) return cost - salvage;
  if (life === 2 && period > 1) return 0;
  if (life === 2 && period <= 1) return cost - salvage;
  const step = (cost * factor) / life;
  if (period <= 1) return Math.min(step, cost - salvage);
  const kept = (life - factor) / life;
  const amount = step * pow(kept, period - 1);
  const written = cost * (1 - pow(kept, period));
  const excess = written - cost + salvage;
  return Math.max(0, excess > 0 ? amount - excess : amount);
}

function sumOfYears(cost: number, salvage: number, life: number, period: number): number {
  if (salvage < 0) throw argumentFault("Argument 'Salvage' is not a valid value.");
  if (period > life) throw argumentFault("Argument 'Period' is not a valid value.");
  if (period <= 0) throw argumentFault("Argument 'Period' is not a valid value.");
  return ((cost - salvage) / (life * (life + 1))) * (life + 1 - period) * 2;
}

export const FINANCIAL: readonly Overload[] = [
  shared(
    'DDB(Cost As Double, Salvage As Double, Life As Double, Period As Double, Factor As Double = 2) As Double',
    doubleDeclining,
  ),
  shared(
    'FV(Rate As Double, NPer As Double, Pmt As Double, PV As Double = 0, Due As DueDate = 0) As Double',
    futureValue,
  ),
  shared(
    'IPmt(Rate As Double, Per As Double, NPer As Double, PV As Double, FV As Double = 0, Due As DueDate = 0) As Double',
    interestPayment,
  ),
  shared('IRR(ByRef ValueArray As Double(), Guess As Double = 0.1) As Double', internalRate),
  shared(
    'MIRR(ByRef ValueArray As Double(), FinanceRate As Double, ReinvestRate As Double) As Double',
    modifiedRate,
  ),
  shared('NPV(Rate As Double, ByRef ValueArray As Double()) As Double', (rate, array) =>
    netPresentValue(rate, doublesOf(array)),
  ),
  shared(
    'NPer(Rate As Double, Pmt As Double, PV As Double, FV As Double = 0, Due As DueDate = 0) As Double',
    periodsOf,
  ),
  shared(
    'PPmt(Rate As Double, Per As Double, NPer As Double, PV As Double, FV As Double = 0, Due As DueDate = 0) As Double',
    principalPayment,
  ),
  shared(
    'PV(Rate As Double, NPer As Double, Pmt As Double, FV As Double = 0, Due As DueDate = 0) As Double',
    presentValue,
  ),
  shared(
    'Pmt(Rate As Double, NPer As Double, PV As Double, FV As Double = 0, Due As DueDate = 0) As Double',
    paymentOf,
  ),
  shared(
    'Rate(NPer As Double, Pmt As Double, PV As Double, FV As Double = 0, Due As DueDate = 0, Guess As Double = 0.1) As Double',
    (periods, payment, present, future, due, guess) =>
      rateOf({ periods, payment, present, future, due }, guess),
  ),
  shared('SLN(Cost As Double, Salvage As Double, Life As Double) As Double', (cost, salvage, life) => {
    if (life === 0) throw argumentFault("Argument 'Life' is not a valid value.");
    return (cost - salvage) / life;
  }),
  shared('SYD(Cost As Double, Salvage As Double, Life As Double, Period As Double) As Double', sumOfYears),
];
