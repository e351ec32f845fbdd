import { readGrouping, readSorts } from '../../data/regions/read-groupings.ts';
import type { Grouping } from '../../data/scope.ts';
import { readFilters } from '../../model/read-data.ts';
import type { FilterDefinition, SortDefinition } from '../../model/report.ts';
import { all, child, type RdlElement, textAt } from '../../reader/element.ts';

/** What stands in a gauge panel, by the element that holds each. */
export const PANEL_ITEM_ELEMENTS = {
  RadialGauge: 'RadialGauges',
  LinearGauge: 'LinearGauges',
  StateIndicator: 'StateIndicators',
  GaugeLabel: 'GaugeLabels',
} as const;

export type PanelItemKind = keyof typeof PANEL_ITEM_ELEMENTS;

/** The structure of a gauge panel; its properties stay in the elements and are evaluated where they are needed. */
export type GaugePanelDefinition = {
  readonly name: string;
  readonly element: RdlElement;
  readonly dataSetName: string | undefined;
  readonly filters: readonly FilterDefinition[];
  readonly sorts: readonly SortDefinition[];
  /** The groups of its `GaugeMember`s, from the outside. */
  readonly groups: readonly Grouping[];
  /** Radial gauges first, then the kinds in the order of `PANEL_ITEM_ELEMENTS`. */
  readonly items: readonly { readonly kind: PanelItemKind; readonly element: RdlElement }[];
};

/** Reads the structure of a `GaugePanel` element in the 2016 grammar. */
export function readGaugePanelDefinition(panel: RdlElement): GaugePanelDefinition {
  const kinds = Object.keys(PANEL_ITEM_ELEMENTS).filter(isPanelItemKind);
  return {
    name: panel.attributes.Name ?? '',
    element: panel,
    dataSetName: textAt(panel, 'DataSetName') || undefined,
    filters: readFilters(panel),
    sorts: readSorts(panel),
    groups: readGroups(panel),
    items: kinds.flatMap((kind) =>
      all(panel, PANEL_ITEM_ELEMENTS[kind], kind).map((element) => ({ kind, element })),
    ),
  };
}

function isPanelItemKind(name: string): name is PanelItemKind {
  return Object.hasOwn(PANEL_ITEM_ELEMENTS, name);
}

function readGroups(parent: RdlElement): readonly Grouping[] {
  const member = child(parent, 'GaugeMember');
  if (!member) return [];
  const group = child(member, 'Group');
  return [...(group ? [readGrouping(member, group)] : []), ...readGroups(member)];
}
