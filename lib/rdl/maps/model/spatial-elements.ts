import type { Scope } from '../../data/scope.ts';
import { evaluatedText } from '../../drawing/properties.ts';
import { RdlError } from '../../errors.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';
import { presentValue } from '../../values/axis-number.ts';
import { NOTHING, type Value } from '../../values/value.ts';
import { embeddedElements, type LayerDefinition } from '../definition/map-definition.ts';
import type { Geometry } from '../spatial/geometry.ts';
import { geometryOf, geometryOfText } from '../spatial/read-geometry.ts';
import { Binding } from './binding.ts';
import { fieldValue } from './field-value.ts';
import type { MapContext } from './map-context.ts';

/** One thing on a layer: its geometry, its own fields, and the data it is bound to. */
export type SpatialElement = {
  readonly geometry: Geometry;
  readonly fields: ReadonlyMap<string, Value>;
  /** The group instance that it is bound to, or its row on a layer without a data region. */
  readonly scope: Scope | undefined;
  /** Whether an analytical dataset says something of it. */
  readonly bound: boolean;
  /** The embedded element that it stems from, which may have a template of its own. */
  readonly source: RdlElement | undefined;
};

/** More shapes than any map of regions has; each costs time to read, to project and to draw. */
const MAX_ELEMENTS = 10_000;

function requireFew(count: number, { element, name }: LayerDefinition): void {
  if (count <= MAX_ELEMENTS) return;
  throw new RdlError(
    'BUDGET_EXCEEDED',
    `The layer ${name} has more than ${MAX_ELEMENTS} shapes, lines or points.`,
    {
      element: name,
      line: element.line,
    },
  );
}

/**
 * The elements of a layer: embedded ones, rows of a spatial dataset, or group instances with a spatial value.
 * @throws RdlError BUDGET_EXCEEDED
 */
export function spatialElements(layer: LayerDefinition, context: MapContext): readonly SpatialElement[] {
  const region = textAt(layer.element, 'MapDataRegionName');
  const instances = region ? (context.regions.get(region) ?? []) : [];
  const embedded = embeddedElements(layer);
  const spatialRegion = child(layer.element, 'MapSpatialDataRegion');
  if (spatialRegion && embedded.length === 0) {
    requireFew(instances.length, layer);
    return elementsOfInstances(spatialRegion, instances, context);
  }
  const binding = region ? new Binding(layer.element, instances, context) : undefined;
  const dataSet = child(layer.element, 'MapSpatialDataSet');
  const unbound =
    dataSet && embedded.length === 0
      ? elementsOfRows(dataSet, layer, context)
      : readEmbedded(embedded, layer);
  if (!binding) return unbound;
  return unbound.map((element) => {
    const scope = binding.scopeOf(element.fields);
    return { ...element, scope, bound: scope !== undefined };
  });
}

function readEmbedded(elements: readonly RdlElement[], layer: LayerDefinition): readonly SpatialElement[] {
  requireFew(elements.length, layer);
  const types = new Map(
    all(layer.element, 'MapFieldDefinitions', 'MapFieldDefinition').map((field) => [
      textAt(field, 'Name') ?? '',
      textAt(field, 'DataType') ?? 'String',
    ]),
  );
  return elements.map((source) => ({
    geometry: geometryOfText(textAt(source, 'VectorData') ?? ''),
    fields: new Map(
      all(source, 'MapFields', 'MapField').map((field): [string, Value] => {
        const name = textAt(field, 'Name') ?? '';
        return [name, fieldValue(child(field, 'Value')?.text ?? '', types.get(name) ?? 'String')];
      }),
    ),
    scope: undefined,
    bound: false,
    source,
  }));
}

/** One element a row of the spatial dataset; a row without a geometry gives none. */
function elementsOfRows(
  dataSet: RdlElement,
  layer: LayerDefinition,
  context: MapContext,
): readonly SpatialElement[] {
  const { properties } = context;
  const dataSetName = textIn(dataSet, 'DataSetName', context) ?? '';
  const spatialField = textIn(dataSet, 'SpatialField', context) ?? '';
  const names = all(dataSet, 'MapFieldNames', 'MapFieldName').flatMap(
    ({ text }) => evaluatedText(text, 'MapFieldName', properties) ?? [],
  );
  const region = context.data.openRegion({
    name: `${dataSetName} (spatial)`,
    dataSetName,
    filters: [],
    sorts: [],
    groupings: { rows: [], columns: [] },
  });
  const rows = region.group({ name: undefined, expressions: [], filters: [], sorts: [] });
  requireFew(rows.length, layer);
  return rows.flatMap((scope): readonly SpatialElement[] => {
    const value = (field: string): Value =>
      presentValue(scope.evaluate(`=Fields(${quoted(field)}).Value`)) ?? NOTHING;
    const geometry = geometryOf(value(spatialField));
    const fields = new Map(names.map((name) => [name, value(name)]));
    return [{ geometry, fields, scope, bound: false, source: undefined }];
  });
}

function elementsOfInstances(
  region: RdlElement,
  instances: readonly Scope[],
  context: MapContext,
): readonly SpatialElement[] {
  const vector = child(region, 'VectorData')?.text ?? '';
  return instances.map((scope) => {
    const evaluated = scope.evaluate(vector);
    if (!evaluated.ok) context.warn(`A shape is left out: its expression fails (${evaluated.message}).`);
    const geometry = geometryOf(presentValue(evaluated) ?? NOTHING);
    return { geometry, fields: new Map(), scope, bound: true, source: undefined };
  });
}

function textIn(element: RdlElement, name: string, { properties }: MapContext): string | undefined {
  const source = child(element, name)?.text;
  return source === undefined ? undefined : evaluatedText(source, name, properties)?.trim();
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
