import { Temporal } from 'temporal-polyfill';
import type { Ask, Finding } from '../finding.ts';
import { type Actor, call, type Guest, makeWorkspace } from './actor.ts';
import { probeAppItself } from './app-itself.ts';
import { probeDataVisuals } from './data-visuals.ts';
import { probeImportModel } from './import-model.ts';
import { probeMyWorkspace } from './my-workspace.ts';
import { type Notebook, openNotebook } from './notebook.ts';
import { probePicturePin } from './picture-pin.ts';
import { probePrivatePicture } from './private-picture.ts';

/** Resolves when the person says that it is done, or at once where nobody is there. */
type AskToPin = (place: {
  readonly reportId: string;
  readonly reportUrl: string | undefined;
  readonly dashboardId: string;
  readonly dashboardName: string;
  /** What else is to be done with the tile. */
  readonly then?: string;
}) => Promise<void>;

export type TenantProbeOptions = {
  readonly person: Actor;
  /** A second account, which is given no more than Viewer of the templates. */
  readonly reader: Guest | undefined;
  /** The application itself. */
  readonly app: Guest | undefined;
  /** Whether the person's token may change models through Fabric. */
  readonly mayDefineModels: boolean;
  readonly ask: Ask;
  readonly pinVisual: AskToPin;
  /** Two that Power BI can fetch without signing in, and a person can tell apart. */
  readonly pictures: { readonly first: string; readonly second: string };
  readonly report: (finding: Finding) => void;
};

/** What every part of the probe works with: two workspaces, since templates and pins lie in different ones. */
export type Probe = TenantProbeOptions & {
  readonly notebook: Notebook;
  readonly templates: string;
  readonly pins: string;
};

/**
 * Goes through a pin and a refresh in workspaces of its own and says of each assumption that no document proves
 * whether it holds in this tenant. What it made is removed at the end, whatever happened before.
 */
export async function probeTenant(options: TenantProbeOptions): Promise<readonly Finding[]> {
  const { person, ask, report } = options;
  const notebook = openNotebook(ask, report);
  const name = `Report Tiles probe ${Temporal.Now.instant().toString({ smallestUnit: 'second' })}`;
  const made: string[] = [];
  async function workspace(part: string): Promise<string> {
    const id = await makeWorkspace(person, `${name} ${part}`);
    made.push(id);
    return id;
  }
  try {
    const places = await notebook.try('W', async () => ({
      result: { templates: await workspace('templates'), pins: await workspace('pins') },
      evidence: name,
    }));
    if (places) await probeAll({ ...options, ...places, notebook });
  } finally {
    await notebook.try('C', async () => ({ evidence: await removeAll(person, made), result: undefined }));
  }
  return notebook.close();
}

async function probeAll(probe: Probe): Promise<void> {
  const template = await probePicturePin(probe);
  await probeAppItself(probe, template);
  await probeDataVisuals(probe);
  await probePrivatePicture(probe);
  await probeImportModel(probe);
  await probeMyWorkspace(probe, template);
}

/** All of them, also where one cannot be removed. */
async function removeAll(person: Actor, workspaceIds: readonly string[]): Promise<string> {
  const left: string[] = [];
  for (const id of workspaceIds) {
    const removed = await call(person, { method: 'DELETE', path: `/groups/${id}` });
    if (!removed.ok) left.push(`${id} (${removed.status} ${removed.error.code})`);
  }
  if (left.length > 0) throw new Error(`remove these workspaces by hand: ${left.join(', ')}`);
  return `${workspaceIds.length} workspaces`;
}
