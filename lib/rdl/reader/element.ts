/**
 * One element of a definition, after the reader: local name, attributes by local name (namespaces checked and
 * dropped; `rd:` names keep their prefix), child elements in order, own text untrimmed, and the line it starts on.
 * Every grammar from 2003 to 2016 is brought to the 2016 shape before anything else reads it.
 */
export type RdlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly RdlElement[];
  readonly text: string;
  readonly line: number;
};

export function child(element: RdlElement | undefined, name: string): RdlElement | undefined {
  return element?.children.find((candidate) => candidate.name === name);
}

/** The elements at the end of a path: `all(chart, 'ChartAreas', 'ChartArea')`. */
export function all(element: RdlElement | undefined, ...path: readonly string[]): readonly RdlElement[] {
  let level: readonly RdlElement[] = element ? [element] : [];
  for (const name of path) level = level.flatMap((parent) => parent.children.filter((c) => c.name === name));
  return level;
}

/** The trimmed text of the element at the end of a path; undefined where it is absent. */
export function textAt(element: RdlElement | undefined, ...path: readonly string[]): string | undefined {
  return all(element, ...path)[0]?.text.trim();
}
