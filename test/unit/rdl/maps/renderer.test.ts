import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { openFromRows } from '../../../../lib/rdl/cli/draw-report-item.ts';
import { createEngine } from '../../../../lib/rdl/engine.ts';
import { mapRenderer } from '../../../../lib/rdl/maps/renderer.ts';
import { readReport } from '../../../../lib/rdl/model/read-report.ts';
import { at, each } from '../charts/chart-fixture.ts';

type Rows = Readonly<Record<string, readonly Readonly<Record<string, string | number | null>>[]>>;

const NAMESPACE = 'http://schemas.microsoft.com/sqlserver/reporting/2016/01/reportdefinition';

const SHAPES = {
  Shapes: [
    { Name: 'West', Size: 10, Geo: 'POLYGON((0 0,10 0,10 10,0 10,0 0))' },
    { Name: 'East', Size: 30, Geo: 'POLYGON((10 0,20 0,20 10,10 10,10 0))' },
    { Name: 'Far', Size: 20, Geo: 'POLYGON((30 0,40 0,40 10,30 10,30 0))' },
  ],
  Sales: [
    { Region: 'West', Amount: 1 },
    { Region: 'East', Amount: 5 },
    { Region: 'East', Amount: 4 },
  ],
} satisfies Rows;

function reportWithMap(map: string): string {
  const dataSet = (name: string, fields: readonly string[]) =>
    `<DataSet Name="${name}"><Query><DataSourceName>Source</DataSourceName><CommandText>x</CommandText></Query><Fields>${fields.map((field) => `<Field Name="${field}"><DataField>${field}</DataField></Field>`).join('')}</Fields></DataSet>`;
  return `<Report xmlns="${NAMESPACE}"><DataSets>${dataSet('Shapes', ['Name', 'Size', 'Geo'])}${dataSet('Sales', ['Region', 'Amount'])}</DataSets><ReportSections><ReportSection><Body><ReportItems><Map Name="Map">${map}<Height>3in</Height><Width>5in</Width></Map></ReportItems><Height>4in</Height></Body><Width>6in</Width><Page/></ReportSection></ReportSections></Report>`;
}

const VIEWPORT =
  '<MapViewport><MapCoordinateSystem>Planar</MapCoordinateSystem><MapMeridians><Hidden>true</Hidden></MapMeridians><MapParallels><Hidden>true</Hidden></MapParallels></MapViewport>';

const SPATIAL =
  '<MapSpatialDataSet><DataSetName>Shapes</DataSetName><SpatialField>Geo</SpatialField><MapFieldNames><MapFieldName>Name</MapFieldName><MapFieldName>Size</MapFieldName></MapFieldNames></MapSpatialDataSet>';

const REGION =
  '<MapDataRegions><MapDataRegion Name="Region"><DataSetName>Sales</DataSetName><MapMember><Group Name="Regions"><GroupExpressions><GroupExpression>=Fields!Region.Value</GroupExpression></GroupExpressions></Group></MapMember></MapDataRegion></MapDataRegions>';

const BOUND =
  '<MapDataRegionName>Region</MapDataRegionName><MapBindingFieldPairs><MapBindingFieldPair><FieldName>Name</FieldName><BindingExpression>=Fields!Region.Value</BindingExpression></MapBindingFieldPair></MapBindingFieldPairs>';

function layer(content: string, kind = 'MapPolygonLayer'): string {
  return `<MapLayers><${kind} Name="Layer">${content}</${kind}></MapLayers>`;
}

function customColors(dataValue: string, more = ''): string {
  return `<MapPolygonRules><MapCustomColorRule><DataValue>${dataValue}</DataValue><DistributionType>EqualDistribution</DistributionType><BucketCount>2</BucketCount><MapCustomColors><MapCustomColor>Lime</MapCustomColor><MapCustomColor>Red</MapCustomColor></MapCustomColors>${more}</MapCustomColorRule></MapPolygonRules>`;
}

const WHITE_SHAPES =
  '<MapPolygonTemplate><Style><BackgroundColor>White</BackgroundColor></Style></MapPolygonTemplate>';

async function drawMap(map: string, rows: Rows = SHAPES) {
  const report = readReport(reportWithMap(map));
  const engine = createEngine({ renderers: { map: mapRenderer } });
  const now = Temporal.Instant.from('2026-08-12T00:00:00Z');
  const open = () => openFromRows(report, { file: 'maps.rdl', itemName: 'Map', rows, now });
  return engine.drawItem({ report, itemName: 'Map', open });
}

function whyNot(map: string): string | undefined {
  const report = readReport(reportWithMap(map));
  const [item] = report.items;
  if (!item) throw new Error('The map is gone.');
  return mapRenderer.notDrawable(item, report);
}

describe('what cannot be drawn truly', () => {
  it('is refused with the feature named', () => {
    expect(whyNot(layer('<MapShapefile><Source>x.shp</Source></MapShapefile>'))).toContain('shapefile');
    expect(whyNot(layer('', 'MapTileLayer'))).toContain('tile layers');
    expect(whyNot('')).toBe('The map has no layer.');
    const image =
      '<MapMarkerTemplate><MapMarker><MapMarkerStyle>Image</MapMarkerStyle></MapMarker></MapMarkerTemplate>';
    expect(whyNot(layer(image, 'MapPointLayer'))).toContain('MapMarkerImage');
  });

  it('is no shapefile or dataset beside shapes that stand in the definition: these alone are drawn', async () => {
    const polygon =
      '<MapPolygons><MapPolygon><VectorData>POLYGON((0 0,10 0,10 10,0 10,0 0))</VectorData></MapPolygon></MapPolygons>';
    expect(whyNot(layer(`<MapShapefile><Source>x.shp</Source></MapShapefile>${polygon}`))).toBeUndefined();
    const { data } = await drawMap(VIEWPORT + layer(SPATIAL + polygon));
    expect(at(data, 'shapes')).toHaveLength(1);
  });

  it('a tile layer below others is left blank, with a warning', async () => {
    const layers = layer(SPATIAL).replace('<MapLayers>', '<MapLayers><MapTileLayer Name="Tiles"/>');
    const { warnings, data } = await drawMap(VIEWPORT + layers);
    expect(warnings.join()).toContain('tile layer');
    expect(at(data, 'shapes')).toHaveLength(3);
  });
});

describe('layers', () => {
  it('take shapes from a spatial dataset and colours from the data that they are bound to', async () => {
    const rule = customColors('=Sum(Fields!Amount.Value)');
    const { data, warnings } = await drawMap(
      VIEWPORT + REGION + layer(WHITE_SHAPES + rule + BOUND + SPATIAL),
    );
    expect(each(at(data, 'shapes'), 'ColorInt')).toEqual(['#00FF00', '#FF0000', '#FFFFFF']);
    expect(warnings).toEqual([]);
  });

  it('take values from the fields of the shapes themselves', async () => {
    const { data } = await drawMap(VIEWPORT + layer(WHITE_SHAPES + customColors('#Size') + SPATIAL));
    expect(each(at(data, 'shapes'), 'ColorInt')).toEqual(['#00FF00', '#FF0000', '#00FF00']);
  });

  it('give each text its own colour in order of the texts', async () => {
    const { data } = await drawMap(VIEWPORT + layer(customColors('#Name') + SPATIAL));
    expect(each(at(data, 'shapes'), 'ColorInt')).toEqual(['#00FF00', '#00FF00', '#FF0000']);
  });

  it('write labels with the values of fields, and record them under the names of the engine', async () => {
    const label =
      '<MapPolygonTemplate><Label>#Name: #Size{0.0} #Other</Label><ShowLabel>True</ShowLabel></MapPolygonTemplate>';
    const { data } = await drawMap(VIEWPORT + layer(label + SPATIAL));
    expect(each(at(data, 'texts'), 'text')).toEqual([
      'West: 10.0 #Other',
      'East: 30.0 #Other',
      'Far: 20.0 #Other',
    ]);
    expect(at(data, 'shapes', 0, 'Text')).toBe('#Layer_Name: #Layer_Size{0.0} #Other');
  });

  it('know fields by their keywords in capitals', async () => {
    const label = '<MapPolygonTemplate><Label>#NAME</Label><ShowLabel>True</ShowLabel></MapPolygonTemplate>';
    const { data } = await drawMap(VIEWPORT + layer(label + customColors('#SIZE') + SPATIAL));
    expect(each(at(data, 'texts'), 'text')).toEqual(['West', 'East', 'Far']);
    expect(each(at(data, 'shapes'), 'ColorInt')).toEqual(['#00FF00', '#FF0000', '#00FF00']);
  });

  it('leave an automatic label out where it is wider than its shape', async () => {
    const label = (text: string) => `<MapPolygonTemplate><Label>${text}</Label></MapPolygonTemplate>`;
    const shown = async (text: string) =>
      each(at((await drawMap(VIEWPORT + layer(label(text) + SPATIAL))).data, 'texts'), 'text');
    expect(await shown('#Name')).toEqual(['West', 'East', 'Far']);
    expect(await shown('the long name of #Name')).toEqual([]);
  });

  it('fade by their transparency', async () => {
    const faded = layer(`${WHITE_SHAPES}${SPATIAL}<Transparency>50</Transparency>`);
    expect(at((await drawMap(VIEWPORT + faded)).data, 'shapes', 0, 'ColorInt')).toBe('#80FFFFFF(argb)');
  });

  it('draw bubbles over the shapes that have data, as large as their bucket', async () => {
    const bubbles =
      '<MapMarkerTemplate><MapMarker><MapMarkerStyle>Circle</MapMarkerStyle></MapMarker></MapMarkerTemplate><MapCenterPointRules><MapSizeRule><StartSize>6pt</StartSize><EndSize>12pt</EndSize><DataValue>=Sum(Fields!Amount.Value)</DataValue><DistributionType>EqualInterval</DistributionType><BucketCount>2</BucketCount></MapSizeRule></MapCenterPointRules>';
    const { data } = await drawMap(VIEWPORT + REGION + layer(bubbles + BOUND + SPATIAL));
    expect(each(at(data, 'symbols'), 'WidthInt')).toEqual([8, 12]);
  });

  it('draw points with markers by a rule', async () => {
    const markers =
      '<MapPointRules><MapMarkerRule><DataValue>#Name</DataValue><MapMarkers><MapMarker><MapMarkerStyle>Star</MapMarkerStyle></MapMarker><MapMarker><MapMarkerStyle>PushPin</MapMarkerStyle></MapMarker></MapMarkers></MapMarkerRule></MapPointRules>';
    const points = {
      ...SHAPES,
      Shapes: SHAPES.Shapes.map((row, index) => ({ ...row, Geo: `POINT(${index} 1)` })),
    };
    const { data } = await drawMap(VIEWPORT + layer(markers + SPATIAL, 'MapPointLayer'), points);
    expect(each(at(data, 'symbols'), 'MarkerStyleInt')).toEqual(['Star', 'Star', 'PushPin']);
  });

  it('draw lines', async () => {
    const line =
      '<MapLineTemplate><Style><BackgroundColor>Blue</BackgroundColor></Style><Width>3pt</Width></MapLineTemplate>';
    const lines = { ...SHAPES, Shapes: [{ Name: 'A', Size: 1, Geo: 'LINESTRING(0 0, 5 5)' }] };
    const { data } = await drawMap(VIEWPORT + layer(line + SPATIAL, 'MapLineLayer'), lines);
    expect(at(data, 'paths', 0)).toMatchObject({ ColorInt: '#0000FF', WidthInt: 4 });
  });

  it('without a shape leave the map empty and say so', async () => {
    const { data, warnings } = await drawMap(VIEWPORT + layer(SPATIAL), { ...SHAPES, Shapes: [] });
    expect(at(data, 'shapes')).toBeUndefined();
    expect(warnings.join()).toContain('no shape');
  });
});

describe('panels', () => {
  it('a legend has an item a bucket of the rules that name it, whole numbers for whole numbers', async () => {
    const rule = customColors('#Size', '<LegendName>Key</LegendName>');
    const legends = '<MapLegends><MapLegend Name="Key"/><MapLegend Name="Empty"/></MapLegends>';
    const { data } = await drawMap(VIEWPORT + layer(rule + SPATIAL) + legends);
    expect(each(at(data, 'legends'), 'Name')).toEqual(['Key']);
    expect(each(at(data, 'legends', 0, 'Items'), 'Text')).toEqual(['10 - 25', '25 - 30']);
  });

  it('a title gives the picture its title', async () => {
    const titles = '<MapTitles><MapTitle Name="T"><Text>Regions</Text></MapTitle></MapTitles>';
    expect((await drawMap(VIEWPORT + layer(SPATIAL) + titles)).title).toBe('Regions');
  });

  it('a view of elements enlarges them', async () => {
    const at100 = await drawMap(VIEWPORT + layer(SPATIAL));
    const view =
      '<MapElementView><LayerName>Layer</LayerName><MapBindingFieldPairs><MapBindingFieldPair><FieldName>Name</FieldName><BindingExpression>West</BindingExpression></MapBindingFieldPair></MapBindingFieldPairs></MapElementView></MapViewport>';
    const closer = await drawMap(VIEWPORT.replace('</MapViewport>', view) + layer(SPATIAL));
    expect(closer.svg).not.toBe(at100.svg);
  });

  it('a map is drawn the same each time', async () => {
    const map = VIEWPORT + layer(customColors('#Size') + SPATIAL);
    expect((await drawMap(map)).svg).toBe((await drawMap(map)).svg);
  });
});
