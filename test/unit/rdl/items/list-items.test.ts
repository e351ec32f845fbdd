import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ItemRenderer } from '../../../../lib/rdl/drawing/item-renderer.ts';
import { listItems } from '../../../../lib/rdl/items/list-items.ts';
import { pageLayouts } from '../../../../lib/rdl/items/page-layout.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';

const renderer: ItemRenderer = {
  notDrawable: (item) => (item.name === 'Odd' ? 'It is odd.' : undefined),
  draw: () => {
    throw new Error('Listing draws nothing.');
  },
};
const renderers = { chart: renderer, gauge: renderer, image: renderer };

const place = (left: number, top: number, width: number, height: number) =>
  `<Left>${left}pt</Left><Top>${top}pt</Top><Width>${width}pt</Width><Height>${height}pt</Height>`;

const report =
  readReport(`<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition"><ReportSections>
  <ReportSection><Body><ReportItems>
    <Chart Name="Top">${place(10, 20, 100, 50)}</Chart>
    <Rectangle Name="Outer">${place(200, 100, 200, 200)}<ReportItems>
      <GaugePanel Name="InRectangle">${place(5, 6, 50, 40)}</GaugePanel>
      <Rectangle Name="Inner">${place(50, 50, 100, 100)}<ReportItems>
        <Image Name="Deep"><Left>1pt</Left><Top>2pt</Top></Image>
        <Tablix Name="InnerTable">${place(0, 0, 50, 50)}<TablixBody><TablixColumns><TablixColumn><Width>30pt</Width></TablixColumn><TablixColumn><Width>20pt</Width></TablixColumn></TablixColumns><TablixRows><TablixRow><Height>50pt</Height><TablixCells><TablixCell><CellContents><Textbox Name="X"/></CellContents></TablixCell><TablixCell><CellContents><Rectangle Name="CellBox"><ReportItems><Chart Name="Nested"/></ReportItems></Rectangle></CellContents></TablixCell></TablixCells></TablixRow></TablixRows></TablixBody></Tablix>
      </ReportItems></Rectangle>
    </ReportItems></Rectangle>
    <Chart Name="Odd">${place(0, 400, 100, 50)}</Chart>
    <Map Name="NoRenderer">${place(0, 500, 100, 50)}</Map>
  </ReportItems><Height>450pt</Height></Body><Width>380pt</Width>
    <Page><PageHeader><Height>50pt</Height><ReportItems><Image Name="Logo">${place(0, 0, 40, 40)}</Image></ReportItems></PageHeader><PageFooter><Height>50pt</Height><ReportItems><Rectangle Name="F"><ReportItems><Chart Name="FooterChart"/></ReportItems></Rectangle></ReportItems></PageFooter></Page>
  </ReportSection>
  <ReportSection><Body><ReportItems><Chart Name="Second">${place(1, 1, 10, 10)}</Chart></ReportItems><Height>20pt</Height></Body><Width>20pt</Width><Page/></ReportSection>
</ReportSections></Report>`);

const items = listItems(report, renderers);
const named = (name: string) => items.find((item) => item.name === name);

describe('the items of a report', () => {
  it('P3 are its charts, gauge panels, maps and images, each listed whether it can be pinned or not', () => {
    expect(items.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'chart Top',
      'gauge InRectangle',
      'image Deep',
      'chart Nested',
      'chart Odd',
      'map NoRenderer',
      'image Logo',
      'chart FooterChart',
      'chart Second',
    ]);
  });

  it('P4 cannot be pinned inside a data region, a page header or a page footer', () => {
    expect(items.filter(({ pinnable }) => !pinnable).map(({ name, why }) => [name, why])).toEqual([
      ['Nested', 'nested-in-data-region'],
      ['Logo', 'page-header'],
      ['FooterChart', 'page-footer'],
    ]);
    expect(named('Nested')).toMatchObject({ drawable: false });
    expect(named('Nested')?.reason).toContain('InnerTable');
    // A picture of the header is a picture all the same.
    expect(named('Logo')).toMatchObject({ drawable: true, reason: null });
  });

  it('P5 can be pinned one by one inside rectangles, however deep', () => {
    expect(named('InRectangle')).toMatchObject({ pinnable: true, why: null });
    expect(named('Deep')).toMatchObject({ pinnable: true, why: null });
  });

  it('have boxes in points from the left top of their body, rectangles added up', () => {
    expect(named('InRectangle')).toMatchObject({ left: 205, top: 106, width: 50, height: 40 });
    expect(named('Nested')).toMatchObject({ left: 280, top: 150, width: 20, height: 50 });
  });

  it('without a size take what is left of their container', () => {
    expect(named('Deep')).toMatchObject({ left: 251, top: 152, width: 99, height: 98 });
    expect(named('FooterChart')).toMatchObject({ left: 0, top: 0, width: 380, height: 50 });
  });

  it('say why they cannot be drawn', () => {
    expect(named('Odd')).toMatchObject({ pinnable: true, drawable: false, reason: 'It is odd.' });
    expect(named('NoRenderer')).toMatchObject({
      drawable: false,
      reason: 'Items of the kind map cannot be drawn.',
    });
  });
});

describe('the page layout', () => {
  it('P7 shows every item that stands on the page and tells which can be pinned', () => {
    const [first, second] = pageLayouts(report);
    expect(first?.items.map(({ name, pinnable }) => `${name} ${pinnable}`)).toEqual([
      'Top true',
      'Outer false',
      'InRectangle true',
      'Inner false',
      'Deep true',
      'InnerTable false',
      'Odd true',
      'NoRenderer true',
    ]);
    expect(second?.items.map(({ name }) => name)).toEqual(['Second']);
  });

  it('holds the texts as a designer shows them, with the looks that are not computed', () => {
    const style = (inner: string) => `<Style>${inner}</Style>`;
    const textbox = (name: string, values: readonly string[], more = '') =>
      `<Textbox Name="${name}"><Paragraphs><Paragraph><TextRuns>${values
        .map(
          (value) =>
            `<TextRun><Value>${value}</Value>${style('<FontSize>12pt</FontSize><FontWeight>Bold</FontWeight><Color>Red</Color>')}</TextRun>`,
        )
        .join('')}</TextRuns></Paragraph></Paragraphs>${more}</Textbox>`;
    const cells = ['=Fields!Region.Value', '=Sum(Fields!Amount.Value)', '=Code.Odd()'];
    const drawn =
      readReport(`<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition"><ReportSections>
      <ReportSection><Body><ReportItems>
        ${textbox('Head', ['Sales of ', '=Parameters!Year.Value'], `${place(0, 0, 100, 20)}${style('<BackgroundColor>=Code.Odd()</BackgroundColor><VerticalAlign>Middle</VerticalAlign>')}`)}
        <Tablix Name="Table">${place(0, 20, 90, 10)}<TablixBody><TablixColumns>${cells.map(() => '<TablixColumn><Width>30pt</Width></TablixColumn>').join('')}</TablixColumns>
        <TablixRows><TablixRow><Height>10pt</Height><TablixCells>${cells.map((value, index) => `<TablixCell><CellContents>${textbox(`C${index}`, [value])}</CellContents></TablixCell>`).join('')}</TablixCells></TablixRow></TablixRows></TablixBody></Tablix>
      </ReportItems><Height>30pt</Height></Body><Width>100pt</Width><Page/></ReportSection></ReportSections></Report>`);
    const [head, table] = pageLayouts(drawn)[0]?.items ?? [];
    expect(head?.text).toEqual({
      text: 'Sales of [@Year]',
      fontSize: 12,
      bold: true,
      color: '#FF0000',
      verticalAlign: 'middle',
    });
    expect(table?.cells?.map(({ left, width, text }) => [left, width, text])).toEqual([
      [0, 30, '[Region]'],
      [30, 30, '[Sum(Amount)]'],
      [60, 30, '«Expr»'],
    ]);
  });

  it('is as large as the body, grown to hold what reaches over it', () => {
    expect(report.pages).toEqual([
      { width: 400, height: 550 },
      { width: 20, height: 20 },
    ]);
  });
});

// Real reports stand beside the repository; without them these are skipped.
const reports = new URL('../../../../../shared/reports/', import.meta.url).pathname;

describe.skipIf(!existsSync(reports))('real reports', () => {
  const listed = (file: string) =>
    listItems(readReport(readFileSync(reports + file)), { ...renderers, map: renderer }).map(
      ({ name, why, left, top, width, height }) =>
        `${name} ${why ?? 'pinnable'} ${[left, top, width, height].map(Math.round).join(' ')}`,
    );

  it.each([
    ['Chart with Filter.rdl', ['newChart1 pinnable 9 9 423 207']],
    ['Chart.rdl', ['newChart1 pinnable 9 9 423 207']],
    ['Colormap.rdl', ['Map1 pinnable 64 43 501 337']],
    [
      'EmployeeCategorySalesChart.rdl',
      ['newChart1 pinnable 9 54 405 216', 'newChart2 nested-in-data-region 14 315 396 153'],
    ],
    ['Gauge.rdl', ['GaugePanel1 pinnable 23 53 416 215']],
    ['Invoice.rdl', ['Image1 page-header 22 10 148 78']],
    ['Labels.rdl', []],
    [
      'Letter.rdl',
      [
        'PresidentSignature pinnable 478 264 99 36',
        'AW_Foundation_Logo page-header 3 56 179 35',
        'Image1 page-header 0 0 612 55',
      ],
    ],
    [
      'OrganizationExpenditures.rdl',
      ['Chart1 pinnable 0 108 346 432', 'Chart2 pinnable 374 108 346 432', 'ReportLogo pinnable 0 21 98 65'],
    ],
    ['Pie.Percentage.rdl', ['SalesChart pinnable 0 0 504 315']],
    [
      'Product Line Sales.rdl',
      [
        'TopStoresChart pinnable 239 369 261 207',
        'BannerRight pinnable 230 90 270 18',
        'logo pinnable 5 0 270 86',
        'TopEmployeesChart pinnable 239 171 261 171',
      ],
    ],
    [
      'RegionalSales.rdl',
      [
        'GaugePanel1 nested-in-data-region 583 54 144 83',
        'Chart1 nested-in-data-region 0 137 727 252',
        'ReportLogo page-header 0 21 101 65',
      ],
    ],
    ['Transcript.rdl', ['Image5 page-header 1 40 610 9', 'Image6 page-header 425 64 122 65']],
    ['imageOnly.rdl', ['Image2 pinnable 10 14 195 264']],
  ])('%s is listed as its definition says', (file, expected) => {
    expect(listed(file)).toEqual(expected);
  });

  it('CountrySalesPerformance.rdl has nothing to pin: all is in a table, but for the logo in the header', () => {
    const items = listed('CountrySalesPerformance.rdl');
    expect(items).toHaveLength(9);
    expect(items.filter((item) => item.includes('nested-in-data-region'))).toHaveLength(8);
    expect(items.filter((item) => item.includes('page-header'))).toHaveLength(1);
  });
});
