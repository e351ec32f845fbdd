import { DomainError } from '../../errors.ts';
import { absolute, absoluteDataSet, absoluteDataSource, mapChildren } from '../definition/references.ts';
import { readXml } from '../xml/read-xml.ts';
import {
  childOf,
  descendantsOf,
  elementsOf,
  nodesAt,
  siblingOf,
  textAt,
  textOf,
  withChildren,
  writeXml,
  type XmlNode,
} from '../xml/xml-node.ts';

/** Why an item cannot be drawn from a definition of its own; the whole report is then rendered instead. */
export type NotTrimmable = { readonly ok: false; readonly reason: string };

export type TrimRequest = {
  readonly definition: string;
  readonly itemName: string;
  /** Datasets that the item itself needs. */
  readonly dataSets: readonly string[];
  /** Folder of the report on the server, from which relative names count. */
  readonly folder: string;
  /** Paths on the server of what is shared, by the name it has in the report. */
  readonly dataSourcePaths: ReadonlyMap<string, string>;
};

const ITEMS: ReadonlySet<string> = new Set(['Chart', 'GaugePanel', 'Map', 'Image']);
/** What the item's own page does not have, whatever the grammar. */
const DROPPED: ReadonlySet<string> = new Set(['PageHeader', 'PageFooter', 'ReportParametersLayout']);
/** Of a report of grammar 2003 and 2005, where the page stands in the report itself. */
const PAGE_PROPERTIES = ['PageHeight', 'PageWidth', 'LeftMargin', 'RightMargin', 'TopMargin', 'BottomMargin'];
/** A picture takes no clicks; and what these refer to may not be there any more. */
const NOT_IN_A_PICTURE: ReadonlySet<string> = new Set([
  ...['ActionInfo', 'Action', 'Bookmark', 'DocumentMapLabel', 'Label', 'RepeatWith', 'Custom'],
]);

/**
 * A definition that holds one item alone, on a page of its size: what LoadReportDefinition takes. References are made
 * absolute, for a definition that is not of the catalog has no folder.
 * @throws DomainError ITEM_NOT_FOUND, REPORT_SERVER_ANSWER_INVALID
 */
export function trimDefinition(
  request: TrimRequest,
): { readonly ok: true; readonly definition: string } | NotTrimmable {
  const root = readXml(request.definition);
  const item = itemNamed(root, request.itemName);
  const reason = whyNot(root, item);
  if (reason !== undefined) return { ok: false, reason };
  const dataSets = keptDataSets(root, request.dataSets);
  const trimmed = elementsOf(root).flatMap((child): readonly XmlNode[] => {
    if (DROPPED.has(child.local)) return [];
    switch (child.local) {
      case 'DataSets':
        return dataSets.length === 0
          ? []
          : [
              withChildren(
                child,
                dataSets.map((one) => absoluteDataSet(one, request)),
              ),
            ];
      case 'DataSources':
        return keptDataSources(child, dataSets, request);
      case 'Body':
        return [bodyOf(child, item, request)];
      case 'Width':
        return [withChildren(child, [sizeOf(item, 'Width')])];
      case 'Page':
        return [pageOf(child, item)];
      case 'ReportSections':
        return [sectionsOf(child, item, request)];
      default:
        return PAGE_PROPERTIES.includes(child.local) ? [pageProperty(child, item)] : [child];
    }
  });
  return { ok: true, definition: writeXml(withChildren(root, trimmed)) };
}

function itemNamed(root: XmlNode, name: string): XmlNode {
  for (const node of descendantsOf(root))
    if (ITEMS.has(node.local) && node.attributes.get('Name') === name && node.uri === root.uri) return node;
  throw new DomainError('ITEM_NOT_FOUND', { detail: `Report item '${name}' cannot be found.` });
}

function whyNot(root: XmlNode, item: XmlNode): string | undefined {
  const text = writeXml(item);
  if (/\bReportItems\s*!/i.test(text)) return 'it refers to another item of the report (ReportItems)';
  if (nodesAt(item, 'Visibility', 'ToggleItem').length > 0) return 'another item shows and hides it';
  if (/\b(PageNumber|TotalPages|PageName|OverallPageNumber|OverallTotalPages)\b/.test(text))
    return 'it asks for the number of its page';
  if (childOf(item, 'Width') === undefined || childOf(item, 'Height') === undefined)
    return 'its size is left to what is around it';
  const images = [...descendantsOf(item)].filter((node) => textAt(node, 'Source') === 'External');
  if (images.some((image) => textAt(image, 'Value')?.startsWith('=')))
    return 'the address of a picture in it is an expression';
  if (root.uri === '') return 'the definition has no grammar';
  return undefined;
}

/** Those of the item and of parameters, which stay as they are. */
function keptDataSets(root: XmlNode, needed: readonly string[]): readonly XmlNode[] {
  const parameters = nodesAt(root, 'ReportParameters');
  const named = parameters.flatMap((node) =>
    [...descendantsOf(node)].filter(({ local }) => local === 'DataSetName').map(textOf),
  );
  // Names in aggregates and lookups of code or variables are not followed: there, nothing is left out.
  const anywhere = nodesAt(root, 'Variables').length > 0;
  const kept = new Set([...needed, ...named].map((name) => name.toLowerCase()));
  return nodesAt(root, 'DataSets', 'DataSet').filter(
    (one) => anywhere || kept.has((one.attributes.get('Name') ?? '').toLowerCase()),
  );
}

function keptDataSources(
  node: XmlNode,
  dataSets: readonly XmlNode[],
  request: TrimRequest,
): readonly XmlNode[] {
  const used = new Set(dataSets.flatMap((one) => textAt(one, 'Query', 'DataSourceName') ?? []));
  const kept = nodesAt(node, 'DataSource')
    .filter((one) => used.has(one.attributes.get('Name') ?? ''))
    .map((one) => absoluteDataSource(one, request));
  return kept.length === 0 ? [] : [withChildren(node, kept)];
}

function bodyOf(body: XmlNode, item: XmlNode, request: TrimRequest): XmlNode {
  const style = childOf(body, 'Style');
  return withChildren(body, [
    siblingOf(body, 'ReportItems', [loneItem(item, request)]),
    siblingOf(body, 'Height', [sizeOf(item, 'Height')]),
    ...(style ? [style] : []),
  ]);
}

function loneItem(item: XmlNode, request: TrimRequest): XmlNode {
  return mapChildren(item, (child) => {
    if (child.local === 'Top' || child.local === 'Left') return withChildren(child, ['0in']);
    return NOT_IN_A_PICTURE.has(child.local) ? undefined : plainPicture(child, request);
  });
}

function plainPicture(node: XmlNode, request: TrimRequest): XmlNode {
  const external = textAt(node, 'Source') === 'External';
  return mapChildren(node, (child) => {
    if (child.local === 'ActionInfo' || child.local === 'Action') return undefined;
    if (!external || child.local !== 'Value') return plainPicture(child, request);
    const address = textOf(child);
    return address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)
      ? child
      : withChildren(child, [absolute(address, request.folder)]);
  });
}

/** The first section's shape, with the item wherever it was. */
function sectionsOf(sections: XmlNode, item: XmlNode, request: TrimRequest): XmlNode {
  const [first] = elementsOf(sections);
  if (!first) return sections;
  const children = elementsOf(first).flatMap((child): readonly XmlNode[] => {
    if (child.local === 'Body') return [bodyOf(child, item, request)];
    if (child.local === 'Width') return [withChildren(child, [sizeOf(item, 'Width')])];
    return child.local === 'Page' ? [pageOf(child, item)] : [];
  });
  return withChildren(sections, [withChildren(first, children)]);
}

function pageOf(page: XmlNode, item: XmlNode): XmlNode {
  const margins = ['LeftMargin', 'RightMargin', 'TopMargin', 'BottomMargin'];
  return withChildren(page, [
    siblingOf(page, 'PageHeight', [sizeOf(item, 'Height')]),
    siblingOf(page, 'PageWidth', [sizeOf(item, 'Width')]),
    ...margins.map((name) => siblingOf(page, name, ['0in'])),
  ]);
}

function pageProperty(node: XmlNode, item: XmlNode): XmlNode {
  if (node.local === 'PageHeight') return withChildren(node, [sizeOf(item, 'Height')]);
  return withChildren(node, [node.local === 'PageWidth' ? sizeOf(item, 'Width') : '0in']);
}

function sizeOf(item: XmlNode, side: 'Width' | 'Height'): string {
  return textAt(item, side) ?? '1in';
}
