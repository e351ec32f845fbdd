import { readGroupings } from '../../data/regions/read-groupings.ts';
import type { GroupingNode } from '../../data/scope.ts';
import { readFilters } from '../../model/read-data.ts';
import type { FilterDefinition, ReportItem } from '../../model/report.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';

/** A data region of a map: the groups of an analytical dataset that layers are bound to. */
export type MapRegionDefinition = {
  readonly name: string;
  readonly dataSetName: string | undefined;
  readonly filters: readonly FilterDefinition[];
  readonly groupings: readonly GroupingNode[];
};

export type LayerKind = 'polygon' | 'point' | 'line' | 'tile';

export type LayerDefinition = {
  readonly kind: LayerKind;
  readonly name: string;
  readonly element: RdlElement;
};

/** The structure of a map; its properties stay in the elements and are evaluated where they are needed. */
export type MapDefinition = {
  readonly name: string;
  readonly element: RdlElement;
  readonly viewport: RdlElement | undefined;
  readonly regions: readonly MapRegionDefinition[];
  /** From the lowest to the highest. */
  readonly layers: readonly LayerDefinition[];
  readonly legends: readonly RdlElement[];
  readonly titles: readonly RdlElement[];
  readonly colorScale: RdlElement | undefined;
  readonly distanceScale: RdlElement | undefined;
};

const EMBEDDED = {
  polygon: ['MapPolygons', 'MapPolygon'],
  point: ['MapPoints', 'MapPoint'],
  line: ['MapLines', 'MapLine'],
  tile: [],
} as const satisfies Readonly<Record<LayerKind, readonly string[]>>;

/** The shapes, points or lines that stand in the definition. Where there are some, any other source is ignored (MS-RDL 2.251). */
export function embeddedElements({ kind, element }: LayerDefinition): readonly RdlElement[] {
  return kind === 'tile' ? [] : all(element, ...EMBEDDED[kind]);
}

const LAYERS: Readonly<Record<string, LayerKind>> = {
  MapPolygonLayer: 'polygon',
  MapPointLayer: 'point',
  MapLineLayer: 'line',
  MapTileLayer: 'tile',
};

/** Reads the structure of a `Map` element in the 2016 grammar. */
export function readMapDefinition(item: ReportItem): MapDefinition {
  const { element } = item;
  return {
    name: element.attributes.Name ?? '',
    element,
    viewport: child(element, 'MapViewport'),
    regions: all(element, 'MapDataRegions', 'MapDataRegion').map((region) => readRegion(region, item)),
    layers: (child(element, 'MapLayers')?.children ?? []).flatMap((layer) => readLayer(layer) ?? []),
    legends: all(element, 'MapLegends', 'MapLegend'),
    titles: all(element, 'MapTitles', 'MapTitle'),
    colorScale: child(element, 'MapColorScale'),
    distanceScale: child(element, 'MapDistanceScale'),
  };
}

function readLayer(element: RdlElement): LayerDefinition | undefined {
  const kind = Object.hasOwn(LAYERS, element.name) ? LAYERS[element.name] : undefined;
  return kind && { kind, name: element.attributes.Name ?? '', element };
}

function readRegion(region: RdlElement, item: ReportItem): MapRegionDefinition {
  const regions = { ...region, name: 'MapDataRegions', children: [region] };
  const alone = { ...item.element, children: [regions] };
  return {
    name: region.attributes.Name ?? '',
    dataSetName: textAt(region, 'DataSetName') || undefined,
    filters: readFilters(region),
    groupings: readGroupings({ ...item, element: alone }).rows,
  };
}
