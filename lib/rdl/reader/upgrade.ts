import type { RdlElement } from './element.ts';
import { isOldChart, upgradeChart } from './upgrade/chart-2005.ts';
import { upgradeRegion } from './upgrade/region-2005.ts';
import { upgradeSections } from './upgrade/sections.ts';
import { upgradeStyle } from './upgrade/style-2005.ts';

/**
 * Brings the tree of a definition to the shape of the 2016 grammar. Each element is judged by what it holds, not by
 * the namespace of the file: definitions without one, and those that mix grammars, are read too.
 */
export function upgradeDefinition(report: RdlElement): RdlElement {
  return upgradeSections(upgradeElement(report));
}

function upgradeElement(element: RdlElement): RdlElement {
  const children = element.children.map(upgradeElement);
  const changed = children.some((child, index) => child !== element.children[index]);
  const current = changed ? { ...element, children } : element;
  switch (current.name) {
    case 'Style':
      return upgradeStyle(current);
    case 'Chart':
      return isOldChart(current) ? upgradeChart(current) : current;
    case 'Table':
    case 'Matrix':
    case 'List':
      return current.attributes.Name === undefined ? current : upgradeRegion(current);
    default:
      return current;
  }
}
