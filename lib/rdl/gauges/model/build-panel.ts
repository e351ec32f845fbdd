import type { Scope } from '../../data/scope.ts';
import { booleanProperty, numberProperty, textProperty } from '../../drawing/properties.ts';
import { child, type RdlElement } from '../../reader/element.ts';
import type { GaugePanelDefinition, PanelItemKind } from '../definition/gauge-definition.ts';
import { buildFrame } from './build-frame.ts';
import { buildLinearGauge, buildRadialGauge } from './build-gauge.ts';
import { buildGaugeLabel } from './build-gauge-label.ts';
import { buildStateIndicator } from './build-state-indicator.ts';
import type { GaugeContext } from './gauge-context.ts';
import type { GaugePanelModel, ItemPlace, PanelItemModel } from './gauge-model.ts';
import { readShapeStyle } from './shape-style.ts';

/** Parts that the grammar has and Reporting Services ignores (MS-RDL 2.163.26 and 2.192). */
const IGNORED = ['GaugeImages', 'NumericIndicators'];

/** Decides everything that a gauge panel shows. */
export function buildGaugePanel(definition: GaugePanelDefinition, context: GaugeContext): GaugePanelModel {
  const { element } = definition;
  const { properties } = context;
  for (const ignored of IGNORED.filter((name) => child(element, name))) {
    properties.warn(`${ignored} of a gauge panel are ignored, as by Reporting Services.`);
  }
  return {
    name: definition.name,
    autoLayout: booleanProperty(element, 'AutoLayout', properties) ?? false,
    background: readShapeStyle(element, properties).fill,
    frame: buildFrame(element, properties),
    shadowIntensity: numberProperty(element, 'ShadowIntensity', properties) ?? 25,
    items: definition.items.map((item) => buildItem(item.kind, item.element, context)),
  };
}

/** The instances of the innermost group that the panel's members make; the region itself without any. */
export function innermostInstances(region: Scope, { groups }: GaugePanelDefinition): readonly Scope[] {
  let scopes: readonly Scope[] = [region];
  for (const grouping of groups) scopes = scopes.flatMap((scope) => scope.group(grouping));
  return scopes;
}

function buildItem(kind: PanelItemKind, element: RdlElement, context: GaugeContext): PanelItemModel {
  const place = buildPlace(element, context);
  switch (kind) {
    case 'RadialGauge':
      return { kind: 'radial', place, gauge: buildRadialGauge(element, context) };
    case 'LinearGauge':
      return { kind: 'linear', place, gauge: buildLinearGauge(element, context) };
    case 'StateIndicator':
      return { kind: 'state', place, indicator: buildStateIndicator(element, context) };
    case 'GaugeLabel':
      return { kind: 'label', place, label: buildGaugeLabel(element, context) };
  }
}

function buildPlace(element: RdlElement, { properties }: GaugeContext): ItemPlace {
  const parent = textProperty(element, 'ParentItem', properties)?.trim();
  return {
    name: element.attributes.Name ?? '',
    left: numberProperty(element, 'Left', properties) ?? 0,
    top: numberProperty(element, 'Top', properties) ?? 0,
    width: Math.max(0, numberProperty(element, 'Width', properties) ?? 0),
    height: Math.max(0, numberProperty(element, 'Height', properties) ?? 0),
    zIndex: numberProperty(element, 'ZIndex', properties) ?? 0,
    parent: parent === '' ? undefined : parent,
    visible: !(booleanProperty(element, 'Hidden', properties) ?? false),
  };
}
