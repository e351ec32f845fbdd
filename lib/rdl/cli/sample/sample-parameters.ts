import type { ParameterDefinition, Report } from '../../model/report.ts';
import type { GivenParameters } from '../../parameters/resolve-parameters.ts';

/**
 * Made-up values for the parameters that have no default, of their type or the first of their list of valid values, and
 * for those whose valid values come from a dataset: what its rows hold is told by `choices`.
 */
export function sampleParameters(report: Report, choices: ParameterChoices): GivenParameters {
  const asked = report.parameters.filter(needsValue);
  return Object.fromEntries(
    asked.flatMap((parameter) => {
      const value = sampleValue(parameter, choices);
      return value === undefined ? [] : [[parameter.name, value]];
    }),
  );
}

/** The first value of a field in a dataset's rows; undefined where it has none. */
export type ParameterChoices = (dataSetName: string, field: string) => string | undefined;

/** A default is of no use where the valid values are made up. */
function needsValue({ defaults, nullable, validValues }: ParameterDefinition): boolean {
  return validValues?.kind === 'dataset' || (defaults === undefined && !nullable);
}

function sampleValue(parameter: ParameterDefinition, choices: ParameterChoices): string | undefined {
  const { validValues, dataType, name } = parameter;
  if (validValues?.kind === 'dataset') return choices(validValues.dataSetName, validValues.valueField);
  const [first] = validValues?.values ?? [];
  if (typeof first?.value === 'string' && !first.value.startsWith('=')) return first.value;
  switch (dataType) {
    case 'Boolean':
      return 'true';
    case 'DateTime':
      return /end|to\b|until|stop/i.test(name) ? '2025-12-31' : '2025-01-01';
    case 'Integer':
      return '10';
    case 'Float':
      return '10.5';
    case 'String':
      return name;
  }
}
