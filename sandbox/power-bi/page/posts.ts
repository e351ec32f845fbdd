import { entityNotFound, Refusal } from '../refusal.ts';
import * as actions from './actions.ts';
import type { Page } from './layout.ts';
import { editTilePage, imageTilePage } from './tile-forms.ts';
import { dashboardView, match, type Shown, tileOf, type Visit, workspaceFrom } from './visit.ts';

const ACTION =
  /^\/groups\/([^/]+)\/(dashboards|reports|datasets)(?:\/([^/]+)(?:\/tiles\/([^/]+))?\/([\w-]+))?$/;

/** Answers a POST: does what was asked, then shows where it is to be seen. */
export function act(visit: Visit): Shown {
  const found = match(visit, ACTION);
  if (found === undefined) throw entityNotFound();
  const [workspaceId = '', kind = '', id = '', tileId, name = 'new'] = found;
  const { service } = visit;
  const workspace = workspaceFrom(visit, workspaceId);
  const a: actions.Act = { service, visitor: visit.visitor, workspace, form: visit.form };
  switch (`${kind}${tileId === undefined ? '' : '/tiles'}/${name}`) {
    case 'dashboards/new':
      return went(actions.newDashboard(a));
    case 'dashboards/rename':
      return went(actions.renameDashboard(a, id));
    case 'dashboards/read-only':
      return went(actions.setReadOnly(a, id));
    case 'dashboards/delete':
      return went(actions.removeDashboard(a, id));
    case 'dashboards/add-image': {
      const shown = dashboardView(visit, workspaceId, id);
      return went(actions.addImageTile(a, id), (problem) => imageTilePage(shown, problem));
    }
    case 'dashboards/tiles/edit': {
      const shown = dashboardView(visit, workspaceId, id);
      const tile = tileOf(shown, tileId ?? '');
      return went(actions.editTile(a, id, tile), (problem) => editTilePage(shown, tile, problem));
    }
    case 'dashboards/tiles/delete':
      return went(actions.removeTile(a, id, tileOf(dashboardView(visit, workspaceId, id), tileId ?? '')));
    case 'reports/pin':
      return went(actions.pin(a, id));
    case 'reports/delete':
      return went(actions.removeReport(a, id));
    case 'datasets/delete':
      return went(actions.removeModel(a, id));
    default:
      throw entityNotFound();
  }
}

function went(acted: actions.Acted, otherwise?: (problem: string) => Page): Shown {
  if ('goTo' in acted) return acted;
  if (otherwise === undefined) throw new Refusal(400, 'BadRequest', { message: acted.problem });
  return { page: otherwise(acted.problem), status: 400 };
}
