import { child, type RdlElement } from '../element.ts';
import { renamed, withChildren } from './build.ts';

/**
 * Tables, matrices and lists of 2003/2005 as `Tablix`. None of them is ever drawn; what counts is that they are
 * data regions and what they hold, so their inner shape stays as it is.
 */
export function upgradeRegion(region: RdlElement): RdlElement {
  const tablix = withChildren(
    region,
    region.children.filter(({ name }) => name !== 'NoRows'),
  );
  const noRows = renamed(child(region, 'NoRows'), 'NoRowsMessage');
  return { ...tablix, name: 'Tablix', children: noRows ? [...tablix.children, noRows] : tablix.children };
}
