import { Temporal } from 'temporal-polyfill';
import { systemClock } from '../lib/clock.ts';
import { DomainError } from '../lib/errors.ts';
import type { Owner } from '../lib/identity/principal.ts';
import type { PowerBi, PowerBiAnswer } from '../lib/power-bi/client.ts';
import { pushPace } from '../lib/power-bi/push-pace.ts';
import { templateTileGateway } from '../lib/power-bi/template-tile-gateway.ts';
import type { TileRow } from '../lib/power-bi/tile-gateway.ts';
import { must } from '../lib/power-bi/workspaces.ts';
import { type Ask, type Finding, verdictOf } from './finding.ts';

export type TenantProbeOptions = {
  readonly powerBi: PowerBi;
  readonly owner: Owner;
  readonly ask: Ask;
  /** Resolves when the person says that the visual of the report is pinned to the dashboard. */
  readonly pinVisual: (place: {
    readonly reportId: string;
    readonly reportUrl: string | undefined;
    readonly dashboardId: string;
    readonly dashboardName: string;
  }) => Promise<void>;
  /** A picture that Power BI can fetch without signing in. */
  readonly pictureUrl: string;
  readonly report: (finding: Finding) => void;
};

type Tile = {
  readonly id: string;
  readonly title?: string;
  readonly reportId?: string;
  readonly datasetId?: string;
};
type Made = { readonly modelId: string; readonly reportId: string };

/**
 * Goes through a pin and a refresh in a workspace of its own and says of each assumption that no document proves
 * whether it holds in this tenant. What it made is removed at the end, whatever happened before.
 */
export async function probeTenant(options: TenantProbeOptions): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const probe = new TenantProbe(options, (finding) => {
    findings.push(finding);
    options.report(finding);
  });
  await probe.run();
  return findings;
}

class TenantProbe {
  readonly #options: TenantProbeOptions;
  readonly #found: (finding: Finding) => void;
  #workspaceId = '';

  constructor(options: TenantProbeOptions, found: (finding: Finding) => void) {
    this.#options = options;
    this.#found = found;
  }

  async run(): Promise<void> {
    const name = `Report Tiles probe ${Temporal.Now.instant().toString({ smallestUnit: 'second' })}`;
    const workspace = await this.#call<{ id: string }>('POST', '/groups?workspaceV2=true', { name });
    this.#workspaceId = must(workspace, 'POWER_BI_REFUSED').id;
    this.#note('W', 'A workspace can be made by API', 'proven', name);
    try {
      await this.#pinAndRefresh();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      this.#note(
        '!',
        'Every step goes through',
        'refuted',
        `${error.code}: ${error.detail ?? error.message}`,
      );
    } finally {
      const removed = await this.#call('DELETE', `/groups/${this.#workspaceId}`);
      this.#note(
        'C',
        'Everything is removed again',
        removed.ok ? 'proven' : 'refuted',
        `DELETE group: ${removed.status}`,
      );
    }
  }

  #gateway() {
    return templateTileGateway(this.#options.powerBi, pushPace({ clock: systemClock }));
  }

  async #pinAndRefresh(): Promise<void> {
    const [template, target] = [await this.#dashboard('Template'), await this.#dashboard('Target')];
    const kit = await this.#modelAndReport('Template');
    const { owner, pinVisual } = this.#options;
    const workspaceId = this.#workspaceId;
    const reportUrl = await this.#gateway().reportAddress(owner, {
      workspaceId,
      reportId: kit.reportId,
    });
    await pinVisual({ reportId: kit.reportId, reportUrl, dashboardId: template, dashboardName: 'Template' });
    const pinned = (await this.#tiles(template)).find((tile) => tile.reportId === kit.reportId);
    const evidence = pinned
      ? `tile ${pinned.id}, title "${pinned.title ?? ''}"`
      : 'Get Tiles shows no tile of the report';
    this.#note(
      'P',
      'A visual pinned by hand is listed with its report',
      pinned ? 'proven' : 'refuted',
      evidence,
    );
    if (!pinned) return;
    const made = await this.#modelAndReport('Pin');
    const clone = await this.#clone({ template, target, made, source: pinned });
    if (clone) await this.#refresh(made, target, clone);
  }

  async #dashboard(name: string): Promise<string> {
    const path = `/groups/${this.#workspaceId}/dashboards`;
    return must(await this.#call<{ id: string }>('POST', path, { name }), 'POWER_BI_REFUSED').id;
  }

  /** S6: a report by definition (PBIR) on a push model, made with a token for Power BI. */
  async #modelAndReport(name: string): Promise<Made> {
    const { owner } = this.#options;
    const gateway = this.#gateway();
    const workspaceId = this.#workspaceId;
    const { modelId } = await gateway.ensureModel(owner, { workspaceId, name });
    await gateway.pushRow(owner, { workspaceId, modelId }, this.#row('first'));
    this.#note('M', `A push model with an ImageUrl column takes rows (${name})`, 'proven', modelId);
    const { reportId } = await gateway.ensureReport(owner, {
      workspaceId,
      modelId,
      name,
      visual: 'picture',
      title: name,
    });
    const path = `/groups/${workspaceId}/reports/${reportId}`;
    const shown = must(await this.#call<{ datasetId?: string }>('GET', path), 'POWER_BI_REFUSED');
    const bound = shown.datasetId === modelId;
    this.#note(
      'S6',
      `A PBIR report is bound to a push model (${name})`,
      bound ? 'proven' : 'refuted',
      `report ${reportId}, datasetId ${shown.datasetId}`,
    );
    return { modelId, reportId };
  }

  /** S1, S5: the clone is bound to our report and model, and what it keeps of its title. */
  async #clone(place: {
    readonly template: string;
    readonly target: string;
    readonly made: Made;
    readonly source: Tile;
  }): Promise<Tile | undefined> {
    const { owner } = this.#options;
    const { template, target, made, source } = place;
    const workspaceId = this.#workspaceId;
    const { tileId } = await this.#gateway().ensureTile(owner, {
      workspaceId,
      dashboardId: target,
      ...made,
      template: { workspaceId, dashboardId: template, tileId: source.id },
    });
    const clone = (await this.#tiles(target)).find(({ id }) => id === tileId);
    const bound = clone?.reportId === made.reportId && clone.datasetId === made.modelId;
    const evidence = `tile ${tileId}: reportId ${clone?.reportId}, datasetId ${clone?.datasetId}`;
    this.#note(
      'S1',
      'Clone Tile binds the clone to the given report and model',
      bound ? 'proven' : 'refuted',
      evidence,
    );
    if (!clone) return undefined;
    const kept = (clone.title ?? '') === (source.title ?? '');
    this.#note(
      'S5',
      'A clone keeps the title of its source',
      kept ? 'proven' : 'refuted',
      `"${source.title ?? ''}" -> "${clone.title ?? ''}"`,
    );
    return clone;
  }

  /** S1–S3 as a person sees them, and what deleting the model does to the tile. */
  async #refresh(made: Made, dashboardId: string, clone: Tile): Promise<void> {
    const { owner, ask, pictureUrl } = this.#options;
    const gateway = this.#gateway();
    const workspaceId = this.#workspaceId;
    await gateway.pushRow(owner, { workspaceId, modelId: made.modelId }, this.#row('second'));
    const where = `the dashboard "Target" of the workspace, picture ${pictureUrl}`;
    const shown = await ask(`Does the tile on ${where} show the picture?`);
    this.#note('S2', 'A pinned table shows the picture of its ImageUrl column', verdictOf(shown), where);
    const once = await ask('Does it show one picture only, although two rows were pushed?');
    this.#note(
      'S3',
      'The filter for the newest row survives the clone',
      verdictOf(once),
      'two rows were pushed',
    );
    await gateway.removeModel(owner, { workspaceId, modelId: made.modelId });
    const after = (await this.#tiles(dashboardId)).some(({ id }) => id === clone.id);
    this.#note(
      'U',
      'Deleting the model takes its tile away',
      after ? 'refuted' : 'proven',
      after ? 'Get Tiles still lists it' : 'Get Tiles lists it no more',
    );
  }

  async #tiles(dashboardId: string): Promise<readonly Tile[]> {
    const path = `/groups/${this.#workspaceId}/dashboards/${dashboardId}/tiles`;
    return must(await this.#call<{ value: readonly Tile[] }>('GET', path), 'DASHBOARD_NOT_FOUND').value;
  }

  #row(text: string): TileRow {
    const refreshedAt = Temporal.Now.instant();
    const { pictureUrl } = this.#options;
    return {
      refreshedAt,
      title: 'Probe',
      subtitle: text,
      imageUrl: `${pictureUrl}?${text}`,
      reportUrl: pictureUrl,
      status: 'ok',
    };
  }

  #call<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown): Promise<PowerBiAnswer<T>> {
    const { powerBi, owner } = this.#options;
    return powerBi.call<T>(owner, { method, path, ...(body !== undefined && { body }) });
  }

  #note(step: string, assumption: string, verdict: Finding['verdict'], evidence: string): void {
    this.#found({ step, assumption, verdict, evidence });
  }
}
