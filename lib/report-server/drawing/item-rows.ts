import { DomainError } from '../../errors.ts';
import { readXml } from '../xml/read-xml.ts';
import { descendantsOf, elementsOf, textOf, type XmlNode } from '../xml/xml-node.ts';

/** What an item shows, as rows: what the native mode of a tile sends instead of a picture. */
export type ItemRows = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
};

const MOST_ROWS = 10_000;

/**
 * The rows of one item in what the XML renderer made of a report. Its element bears the item's name (or the
 * DataElementName that the author gave); every element below it that holds values and no further elements is a row, with
 * the values of what is around it in front. So a chart gives a row for each point, with its series and category.
 * Undefined where the item has no element: images have none.
 * @throws DomainError REPORT_SERVER_ANSWER_INVALID
 */
export function readItemRows(xml: string, elementName: string): ItemRows | undefined {
  const root = readXml(xml);
  for (const node of descendantsOf(root)) if (node.local === elementName) return rowsOf(node);
  return undefined;
}

type Cell = readonly [column: string, value: string];

function rowsOf(item: XmlNode): ItemRows {
  const columns: string[] = [];
  const records: ReadonlyMap<string, string>[] = [];
  collect(item, [], (cells) => {
    if (records.length >= MOST_ROWS)
      throw new DomainError('REPORT_SERVER_ANSWER_INVALID', {
        detail: `The item has more than ${MOST_ROWS.toLocaleString('en')} rows.`,
      });
    for (const [column] of cells) if (!columns.includes(column)) columns.push(column);
    records.push(new Map(cells));
  });
  return { columns, rows: records.map((record) => columns.map((column) => record.get(column) ?? null)) };
}

function collect(node: XmlNode, around: readonly Cell[], add: (cells: readonly Cell[]) => void): void {
  const own = [...node.attributes]
    .filter(([name]) => !/^(xmlns|xsi)(:|$)/.test(name))
    .map(([name, value]): Cell => [named(name, node, around), value]);
  const children = elementsOf(node);
  const values = children.filter((child) => elementsOf(child).length === 0 && child.attributes.size === 0);
  const cells = [...around, ...own, ...values.map((child): Cell => [child.local, textOf(child)])];
  const inner = children.filter((child) => !values.includes(child));
  if (inner.length === 0 && cells.length > around.length) add(cells);
  for (const child of inner) collect(child, cells, add);
}

/** The label of a category is not to take the place of its series' label. */
function named(name: string, { local }: XmlNode, around: readonly Cell[]): string {
  return around.some(([taken]) => taken === name) ? `${local} ${name}` : name;
}
