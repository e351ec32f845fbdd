import { child, type RdlElement } from '../element.ts';
import { made, withChildren } from './build.ts';

/** What grammars before 2008 write on the report and later ones in `Page`. */
const PAGE_PROPERTIES = [
  'PageHeader',
  'PageFooter',
  'PageHeight',
  'PageWidth',
  'InteractiveHeight',
  'InteractiveWidth',
  'LeftMargin',
  'RightMargin',
  'TopMargin',
  'BottomMargin',
];

/** Brings a report with one body to the shape of 2010 and later: one section that holds body, width and page. */
export function upgradeSections(report: RdlElement): RdlElement {
  const body = child(report, 'Body');
  if (child(report, 'ReportSections') || !body) return report;
  const oldPage = report.children.filter(({ name }) => PAGE_PROPERTIES.includes(name));
  const page = child(report, 'Page') ?? made('Page', report.line, oldPage);
  const section = made('ReportSection', body.line, [
    body,
    child(report, 'Width'),
    upgradeColumns(page, body),
  ]);
  const rest = report.children.filter(
    (c) => !['Body', 'Width', 'Page'].includes(c.name) && !PAGE_PROPERTIES.includes(c.name),
  );
  return withChildren(report, [...rest, made('ReportSections', body.line, [section])]);
}

/** Before 2008 the columns of a page belong to the body. */
function upgradeColumns(page: RdlElement, body: RdlElement): RdlElement {
  const columns = body.children.filter(({ name }) => name === 'Columns' || name === 'ColumnSpacing');
  return columns.length === 0 ? page : withChildren(page, [...page.children, ...columns]);
}
