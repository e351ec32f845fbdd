/** The chart that all draw: two series of columns over twelve months, with a title, a legend and titled axes. */

/** Pixels. */
export const SIZE = { width: 640, height: 400 } as const;

export const TITLE = 'Sales and cost of 2026';
export const SERIES = [
  { name: 'Sales', color: '#418CF0' },
  { name: 'Cost', color: '#FCB441' },
] as const;

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const ROWS = MONTHS.map((Month, index) => ({
  Month,
  Sales: 120_000 + 9_000 * ((index * 7) % 11),
  Cost: 90_000 + 6_500 * ((index * 5) % 9),
}));

const POINTS = 72 / 96;

export const DEFINITION = `<?xml version="1.0" encoding="utf-8"?>
<Report xmlns="http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition">
  <DataSources><DataSource Name="Warehouse"><ConnectionProperties><DataProvider>SQL</DataProvider></ConnectionProperties></DataSource></DataSources>
  <DataSets><DataSet Name="Sales"><Query><DataSourceName>Warehouse</DataSourceName><CommandText>select</CommandText></Query>
    <Fields>${['Month', 'Sales', 'Cost'].map((field) => `<Field Name="${field}"><DataField>${field}</DataField></Field>`).join('')}</Fields></DataSet></DataSets>
  <ReportSections><ReportSection><Body><ReportItems><Chart Name="Chart1">
    <ChartCategoryHierarchy><ChartMembers><ChartMember><Group Name="Month"><GroupExpressions><GroupExpression>=Fields!Month.Value</GroupExpression></GroupExpressions></Group><Label>=Fields!Month.Value</Label></ChartMember></ChartMembers></ChartCategoryHierarchy>
    <ChartSeriesHierarchy><ChartMembers>${SERIES.map(({ name }) => `<ChartMember><Label>${name}</Label></ChartMember>`).join('')}</ChartMembers></ChartSeriesHierarchy>
    <ChartData><ChartSeriesCollection>${SERIES.map(
      ({ name }) => `<ChartSeries Name="${name}"><ChartDataPoints><ChartDataPoint>
        <ChartDataPointValues><Y>=Sum(Fields!${name}.Value)</Y></ChartDataPointValues></ChartDataPoint></ChartDataPoints><Type>Column</Type>
        <ValueAxisName>Primary</ValueAxisName><CategoryAxisName>Primary</CategoryAxisName></ChartSeries>`,
    ).join('')}</ChartSeriesCollection></ChartData>
    <ChartAreas><ChartArea Name="Default"><ChartCategoryAxes>${axis('Month')}</ChartCategoryAxes><ChartValueAxes>${axis('Amount', '#,0')}</ChartValueAxes></ChartArea></ChartAreas>
    <ChartLegends><ChartLegend Name="Default"><Position>BottomCenter</Position></ChartLegend></ChartLegends>
    <ChartTitles><ChartTitle Name="Default"><Caption>${TITLE}</Caption></ChartTitle></ChartTitles>
    <Palette>BrightPastel</Palette><DataSetName>Sales</DataSetName>
    <Height>${SIZE.height * POINTS}pt</Height><Width>${SIZE.width * POINTS}pt</Width>
  </Chart></ReportItems><Height>${SIZE.height * POINTS}pt</Height></Body><Width>${SIZE.width * POINTS}pt</Width><Page/></ReportSection></ReportSections>
</Report>`;

function axis(title: string, format = ''): string {
  return `<ChartAxis Name="Primary"><Style>${format && `<Format>${format}</Format>`}</Style><ChartAxisTitle><Caption>${title}</Caption></ChartAxisTitle><ChartMajorGridLines><Enabled>${format !== ''}</Enabled></ChartMajorGridLines></ChartAxis>`;
}
