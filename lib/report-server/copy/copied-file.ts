import { isStored, pathsOf } from '../definition/data-sources.ts';
import { withAbsoluteReferences } from '../definition/references.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { ServerDataSource, ServerItem } from '../rest/schemas.ts';
import { readXml } from '../xml/read-xml.ts';
import { escapeXml, siblingOf, writeXml, type XmlNode } from '../xml/xml-node.ts';

/** What is put into the own catalog for an item of a server. */
export type CopiedFile = {
  readonly bytes: Uint8Array;
  /** Data sources whose credentials the server keeps to itself. */
  readonly credentialsOf: readonly string[];
};

export type CopiedKind = 'Report' | 'DataSource' | 'DataSet' | 'Resource';

/** The ending by which the own catalog knows what a file is; documents have theirs in their names. */
export const EXTENSIONS: Readonly<Record<CopiedKind, string>> = {
  Report: '.rdl',
  DataSource: '.rds',
  DataSet: '.rsd',
  Resource: '',
};

/**
 * Reads an item so that it means the same at another place: references are paths from the root there. Passwords never
 * leave a server, so that what was stored has to be entered anew.
 * @throws DomainError what the server refuses, REPORT_SERVER_ANSWER_INVALID for a definition that is no XML
 */
export async function readForCopy(
  rest: RestClient,
  { Id, Path }: Pick<ServerItem, 'Id' | 'Path'>,
  options: { readonly kind: CopiedKind; readonly maxBytes: number; readonly moved: (path: string) => string },
): Promise<CopiedFile> {
  const { kind, maxBytes, moved } = options;
  switch (kind) {
    case 'Resource':
      return { bytes: await rest.resource(Id, maxBytes), credentialsOf: [] };
    case 'DataSource': {
      const source = await rest.dataSource(Id);
      return { bytes: encode(dataSourceFile(source)), credentialsOf: isStored(source) ? [source.Name] : [] };
    }
    case 'DataSet': {
      const root = readXml(decode(await rest.dataSetDefinition(Id, maxBytes)));
      const [bound] = (await rest.dataSourcesOfDataSet(Id)).flatMap(({ Path: path }) => path || []);
      const changed = bound === undefined ? root : rebound(root, moved(bound));
      return { bytes: encode(writeXml(changed)), credentialsOf: [] };
    }
    case 'Report': {
      const root = readXml(decode(await rest.definition(Id, maxBytes)));
      const sources = await rest.dataSources(Id);
      const changed = withAbsoluteReferences(root, {
        folder: Path.slice(0, Path.lastIndexOf('/')) || '/',
        dataSourcePaths: pathsOf(sources),
        moved,
      });
      const embedded = sources.filter((source) => !source.IsReference && isStored(source));
      return { bytes: encode(writeXml(changed)), credentialsOf: embedded.map(({ Name }) => Name) };
    }
  }
}

/** As the designer writes a shared data source. */
function dataSourceFile({ Name, DataSourceType, ConnectionString }: ServerDataSource): string {
  const element = (name: string, text: string | undefined) => `<${name}>${escapeXml(text ?? '')}</${name}>`;
  const properties = element('Extension', DataSourceType) + element('ConnectString', ConnectionString);
  return `<?xml version="1.0" encoding="utf-8"?><RptDataSource Name="${escapeXml(Name)}"><ConnectionProperties>${properties}</ConnectionProperties></RptDataSource>`;
}

/** A shared dataset has one data source, which it names in its query. */
function rebound(node: XmlNode, path: string): XmlNode {
  return {
    ...node,
    children: node.children.map((child) => {
      if (typeof child === 'string') return child;
      return child.local === 'DataSourceReference'
        ? siblingOf(child, child.local, [path])
        : rebound(child, path);
    }),
  };
}

function decode(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
