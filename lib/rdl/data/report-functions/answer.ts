import { NOTHING } from '../../values/value.ts';
import type { ReportFunctionAnswer } from '../environments/place-environment.ts';
import { Aggregates } from './aggregates.ts';
import { Lookups } from './lookups.ts';
import { failure, success } from './outcome.ts';
import { inScope, level } from './positions.ts';
import { PreviousValues } from './previous.ts';
import { RunningValues } from './running-values.ts';

/** Answers every report function of one rendering; results are kept for as long as it lasts. */
export function reportFunctions(): ReportFunctionAnswer {
  const aggregates = new Aggregates();
  const runningValues = new RunningValues();
  const previousValues = new PreviousValues();
  const lookups = new Lookups();
  return (name, call, place, evaluate) => {
    switch (name) {
      case 'CountRows':
        return aggregates.countRows(call, place);
      case 'RunningValue':
        return runningValues.runningValue(call, place, evaluate);
      case 'RowNumber':
        return runningValues.rowNumber(call, place);
      case 'Previous':
        return previousValues.previous(call, place, evaluate);
      case 'Lookup':
      case 'LookupSet':
      case 'MultiLookup':
        return lookups.lookup(name, call, place, evaluate);
      case 'InScope':
        return inScope(call, place, evaluate);
      case 'Level':
        return level(call, place, evaluate);
      case 'Aggregate':
        // None of our data sources has aggregates of its own.
        return success(NOTHING);
      case 'Union':
        return failure(
          'NotSupportedException',
          'rsRuntimeErrorInExpression',
          'Union of spatial data is not supported.',
        );
      default:
        return aggregates.aggregate(name, call, place, evaluate);
    }
  };
}
