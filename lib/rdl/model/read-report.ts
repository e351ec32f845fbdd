import { all, child, type RdlElement, textAt } from '../reader/element.ts';
import { DEFAULT_LIMITS, type ReaderLimits } from '../reader/limits.ts';
import { readDefinition } from '../reader/read-definition.ts';
import { isTrue } from './flags.ts';
import { readDataSet, readDataSource } from './read-data.ts';
import { readParameter } from './read-parameters.ts';
import { readSections } from './read-sections.ts';
import type { EmbeddedImage, Report, VariableDefinition } from './report.ts';

/**
 * Reads a report definition of any grammar from 2003 to 2016 into the model.
 *
 * @throws RdlError NOT_XML, NOT_RDL, DOCTYPE_REFUSED, TOO_LARGE or TOO_DEEP.
 */
export function readReport(source: Uint8Array | string, limits: ReaderLimits = DEFAULT_LIMITS): Report {
  const { grammar, root } = readDefinition(source, limits);
  return {
    grammar,
    description: textAt(root, 'Description') || undefined,
    language: textAt(root, 'Language') || undefined,
    code: child(root, 'Code')?.text.trim() ? child(root, 'Code')?.text : undefined,
    variables: all(root, 'Variables', 'Variable').map(readVariable),
    dataSources: all(root, 'DataSources', 'DataSource').map(readDataSource),
    dataSets: all(root, 'DataSets', 'DataSet').map(readDataSet),
    parameters: all(root, 'ReportParameters', 'ReportParameter').map(readParameter),
    embeddedImages: all(root, 'EmbeddedImages', 'EmbeddedImage').map(readEmbeddedImage),
    ...readSections(root),
  };
}

function readVariable(variable: RdlElement): VariableDefinition {
  return {
    name: variable.attributes.Name ?? '',
    value: child(variable, 'Value')?.text ?? '',
    writable: isTrue(variable, 'Writable'),
  };
}

function readEmbeddedImage(image: RdlElement): EmbeddedImage {
  return {
    name: image.attributes.Name ?? '',
    mimeType: textAt(image, 'MIMEType') ?? '',
    base64: (child(image, 'ImageData')?.text ?? '').replace(/\s+/g, ''),
  };
}
