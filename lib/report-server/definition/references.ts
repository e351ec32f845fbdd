import { elementsOf, textOf, withChildren, type XmlNode } from '../xml/xml-node.ts';

/** Where the shared things are that a definition refers to. */
export type ReferenceOptions = {
  /** Folder of the report on the server, from which relative names count. */
  readonly folder: string;
  /** Paths on the server of shared data sources, by the name they have in the report. */
  readonly dataSourcePaths: ReadonlyMap<string, string>;
  /** What becomes of an absolute path; stays as it is where left out. */
  readonly moved?: (path: string) => string;
};

/** A `DataSource` whose reference is a path from the root: the server's own binding wins over what the author wrote. */
export function absoluteDataSource(node: XmlNode, options: ReferenceOptions): XmlNode {
  const { folder, dataSourcePaths, moved = asItIs } = options;
  return mapChildren(node, (child) => {
    if (child.local !== 'DataSourceReference') return child;
    const bound = dataSourcePaths.get(node.attributes.get('Name') ?? '');
    return withChildren(child, [moved(bound ?? absolute(textOf(child), folder))]);
  });
}

/** A `DataSet` whose reference to a shared one, if it has one, is a path from the root. */
export function absoluteDataSet(node: XmlNode, { folder, moved = asItIs }: ReferenceOptions): XmlNode {
  return mapChildren(node, (child) =>
    child.local === 'SharedDataSet'
      ? mapChildren(child, (one) =>
          one.local === 'SharedDataSetReference'
            ? withChildren(one, [moved(absolute(textOf(one), folder))])
            : one,
        )
      : child,
  );
}

/** `Sales` in `/A/B` is `/A/B/Sales`, `../C` is `/A/C`. */
export function absolute(reference: string, folder: string): string {
  if (reference.startsWith('/')) return reference;
  const names = folder.split('/').filter(Boolean);
  for (const part of reference.split('/')) {
    if (part === '..') names.pop();
    else if (part !== '.' && part !== '') names.push(part);
  }
  return `/${names.join('/')}`;
}

/** A child that becomes undefined is left out. */
export function mapChildren(node: XmlNode, change: (child: XmlNode) => XmlNode | undefined): XmlNode {
  return withChildren(
    node,
    node.children.flatMap((child): readonly (XmlNode | string)[] => {
      if (typeof child === 'string') return [child];
      const changed = change(child);
      return changed === undefined ? [] : [changed];
    }),
  );
}

/** A whole report, with every reference a path from the root. */
export function withAbsoluteReferences(report: XmlNode, options: ReferenceOptions): XmlNode {
  const change: Readonly<Record<string, (node: XmlNode) => XmlNode>> = {
    DataSource: (node) => absoluteDataSource(node, options),
    DataSet: (node) => absoluteDataSet(node, options),
  };
  return mapChildren(report, (group) =>
    group.local === 'DataSources' || group.local === 'DataSets'
      ? withChildren(
          group,
          elementsOf(group).map((node) => change[node.local]?.(node) ?? node),
        )
      : group,
  );
}

function asItIs(path: string): string {
  return path;
}
