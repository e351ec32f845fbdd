import { all, child, type RdlElement, textAt } from '../reader/element.ts';
import { isTrue } from './flags.ts';
import type { ParameterDefinition, ParameterValues, Source } from './report.ts';

const DATA_TYPES = ['String', 'Boolean', 'DateTime', 'Integer', 'Float'] as const;

export function readParameter(element: RdlElement): ParameterDefinition {
  const dataType = textAt(element, 'DataType')?.toLowerCase();
  return {
    name: element.attributes.Name ?? '',
    dataType: DATA_TYPES.find((type) => type.toLowerCase() === dataType) ?? 'String',
    prompt: textAt(element, 'Prompt') || undefined,
    hidden: isTrue(element, 'Hidden'),
    nullable: isTrue(element, 'Nullable'),
    allowBlank: isTrue(element, 'AllowBlank'),
    multiValue: isTrue(element, 'MultiValue'),
    defaults: readDefaults(child(element, 'DefaultValue')),
    validValues: readValidValues(child(element, 'ValidValues')),
  };
}

function readDefaults(element: RdlElement | undefined): ParameterValues | undefined {
  const fromDataSet = readReference(element);
  if (fromDataSet) return fromDataSet;
  const values = child(element, 'Values');
  if (!values) return undefined;
  return { kind: 'list', values: all(values, 'Value').map((value) => ({ value: valueOrNull(value) })) };
}

function readValidValues(element: RdlElement | undefined): ParameterValues | undefined {
  const fromDataSet = readReference(element);
  if (fromDataSet) return fromDataSet;
  const values = child(element, 'ParameterValues');
  if (!values) return undefined;
  return {
    kind: 'list',
    values: all(values, 'ParameterValue').map((entry) => {
      const value = child(entry, 'Value');
      const label = child(entry, 'Label')?.text;
      return { value: value ? valueOrNull(value) : null, ...(label === undefined ? {} : { label }) };
    }),
  };
}

function readReference(element: RdlElement | undefined): ParameterValues | undefined {
  const reference = child(element, 'DataSetReference');
  if (!reference) return undefined;
  return {
    kind: 'dataset',
    dataSetName: textAt(reference, 'DataSetName') ?? '',
    valueField: textAt(reference, 'ValueField') ?? '',
    labelField: textAt(reference, 'LabelField') || undefined,
  };
}

/** `xsi:nil` makes a value null; an empty one is the empty text. */
function valueOrNull(value: RdlElement): Source | null {
  return value.attributes.nil === 'true' ? null : value.text;
}
