import type { DefinitionPart, Report } from '../tenant/types.ts';
import { at, entriesAt, listAt, numberAt, textAt } from './json.ts';
import { AGGREGATES, type QueryField, type TopFilter, type VisualQuery } from './visual-query.ts';

type ReportPage = { readonly name: string; readonly displayName: string };

export type ReportVisual = {
  readonly name: string;
  readonly page: ReportPage;
  readonly query: VisualQuery;
};

const PAGE_PATH = /^definition\/pages\/([^/]+)\/page\.json$/;
const VISUAL_PATH = /^definition\/pages\/([^/]+)\/visuals\/[^/]+\/visual\.json$/;

/** A part's text; definitions travel as base64. */
export function partText(part: DefinitionPart): string {
  return Buffer.from(part.payload, 'base64').toString('utf8');
}

function parsed(report: Pick<Report, 'parts'>, path: RegExp): { folder: string; json: unknown }[] {
  return report.parts.flatMap((part) => {
    const folder = path.exec(part.path)?.[1];
    return folder === undefined ? [] : [{ folder, json: JSON.parse(partText(part)) as unknown }];
  });
}

/** In the order of `pages.json`; pages it does not name come after, by display name. */
export function pagesOf(report: Pick<Report, 'parts'>): ReportPage[] {
  const pages = parsed(report, PAGE_PATH).map(({ folder, json }) => ({
    name: textAt(json, 'name') ?? folder,
    displayName: textAt(json, 'displayName') ?? folder,
  }));
  const metadata = report.parts.find((part) => part.path === 'definition/pages/pages.json');
  const order = metadata === undefined ? [] : listAt(JSON.parse(partText(metadata)) as unknown, 'pageOrder');
  const rank = (page: ReportPage): number => {
    const index = order.indexOf(page.name);
    return index === -1 ? order.length : index;
  };
  return pages.sort((a, b) => rank(a) - rank(b) || a.displayName.localeCompare(b.displayName, 'en'));
}

/** Visuals with a query, page by page, in their order on the page (top to bottom, left to right). */
export function visualsOf(report: Pick<Report, 'parts'>): ReportVisual[] {
  const visuals = parsed(report, VISUAL_PATH);
  return pagesOf(report).flatMap((page) =>
    visuals
      .filter(({ folder }) => folder === page.name)
      .sort(
        (a, b) =>
          (numberAt(a.json, 'position', 'y') ?? 0) - (numberAt(b.json, 'position', 'y') ?? 0) ||
          (numberAt(a.json, 'position', 'x') ?? 0) - (numberAt(b.json, 'position', 'x') ?? 0),
      )
      .map(({ json }) => ({ name: textAt(json, 'name') ?? '', page, query: queryOf(json) })),
  );
}

function queryOf(visual: unknown): VisualQuery {
  const roles = entriesAt(visual, 'visual', 'query', 'queryState');
  const fields = roles.flatMap(([role, state]) =>
    listAt(state, 'projections').flatMap((projection) => {
      const field = fieldOf(at(projection, 'field'), new Map());
      return field === undefined ? [] : [{ role, field }];
    }),
  );
  const sort = listAt(visual, 'visual', 'query', 'sortDefinition', 'sort')[0];
  const sortField = fieldOf(at(sort, 'field'), new Map());
  return {
    visualType: textAt(visual, 'visual', 'visualType') ?? '',
    title: titleOf(visual),
    fields,
    top: topFilterOf(visual),
    sort:
      sortField === undefined
        ? undefined
        : { field: sortField, descending: textAt(sort, 'direction') === 'Descending' },
  };
}

/** The title as formatted in the report: a literal `'Sales by region'`. */
function titleOf(visual: unknown): string {
  const text = textAt(
    listAt(visual, 'visual', 'visualContainerObjects', 'title')[0],
    'properties',
    'text',
    'expr',
    'Literal',
    'Value',
  );
  return text === undefined ? '' : text.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'");
}

/** `sources`: the aliases of a query's From clause; a visual's own fields name the table itself. */
function fieldOf(expression: unknown, sources: ReadonlyMap<string, string>): QueryField | undefined {
  const aggregated = at(expression, 'Aggregation');
  if (aggregated !== undefined) {
    const inner = fieldOf(at(aggregated, 'Expression'), sources);
    const aggregate = AGGREGATES[numberAt(aggregated, 'Function') ?? -1];
    if (inner?.kind !== 'column' || aggregate === undefined) return undefined;
    return { kind: 'aggregate', table: inner.table, name: inner.name, aggregate };
  }
  for (const kind of ['Column', 'Measure'] as const) {
    const reference = at(expression, kind);
    const name = textAt(reference, 'Property');
    const source = at(reference, 'Expression', 'SourceRef');
    const table = textAt(source, 'Entity') ?? sources.get(textAt(source, 'Source') ?? '');
    if (name !== undefined && table !== undefined) {
      return { kind: kind === 'Column' ? 'column' : 'measure', table, name };
    }
  }
  return undefined;
}

function topFilterOf(visual: unknown): TopFilter | undefined {
  for (const filter of listAt(visual, 'filterConfig', 'filters')) {
    if (textAt(filter, 'type') !== 'TopN') continue;
    const subquery = listAt(filter, 'filter', 'From')
      .map((source) => at(source, 'Expression', 'Subquery', 'Query'))
      .find((query) => query !== undefined);
    const sources = new Map(
      listAt(subquery, 'From').map((source) => [
        textAt(source, 'Name') ?? '',
        textAt(source, 'Entity') ?? '',
      ]),
    );
    const field = fieldOf(listAt(subquery, 'Select')[0], sources);
    const order = listAt(subquery, 'OrderBy')[0];
    const by = fieldOf(at(order, 'Expression'), sources);
    const count = numberAt(subquery, 'Top');
    if (field === undefined || by === undefined || count === undefined) continue;
    return { count, field, by, descending: numberAt(order, 'Direction') === 2 };
  }
  return undefined;
}
