import { RdlError } from '../errors.ts';
import type { ReportGrammar } from '../model/report.ts';
import { child, type RdlElement } from './element.ts';
import type { XmlDocument } from './parse-xml.ts';

const NAMESPACE =
  /^https?:\/\/schemas\.microsoft\.com\/sqlserver\/reporting\/(\d{4}\/\d{2})\/reportdefinition$/i;

/** The previews of 2007 and 2009 have the grammars that came out of them. */
const GRAMMARS: Readonly<Record<string, ReportGrammar>> = {
  '2003/10': '2003',
  '2005/01': '2005',
  '2007/01': '2008',
  '2008/01': '2008',
  '2009/01': '2010',
  '2010/01': '2010',
  '2016/01': '2016',
};

/**
 * The grammar of a definition, by its namespace; without one, by what it holds.
 *
 * @throws RdlError NOT_RDL for any other document.
 */
export function grammarOf(document: XmlDocument): ReportGrammar {
  const { root, namespace } = document;
  if (root.name !== 'Report') {
    const message = `The file is no report definition: its root is ${root.name}, not Report.`;
    throw new RdlError('NOT_RDL', message, { element: root.name, line: root.line });
  }
  if (namespace === '') return grammarByContent(root);
  const version = NAMESPACE.exec(namespace)?.[1];
  const grammar = version === undefined ? undefined : GRAMMARS[version];
  if (grammar) return grammar;
  const known = Object.keys(GRAMMARS).join(', ');
  throw new RdlError(
    'NOT_RDL',
    `The namespace ${namespace.slice(0, 200)} is not one of a report definition that can be read (${known}).`,
    { element: root.name, line: root.line },
  );
}

function grammarByContent(root: RdlElement): ReportGrammar {
  if (child(root, 'ReportSections')) return '2016';
  if (child(root, 'Page')) return '2008';
  if (child(root, 'Body')) return '2005';
  throw new RdlError('NOT_RDL', 'The file is no report definition: it has no namespace and no Body.', {
    element: root.name,
    line: root.line,
  });
}
