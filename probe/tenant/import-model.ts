import { setTimeout } from 'node:timers/promises';
import { must } from '../../lib/power-bi/client.ts';
import { madeItem } from '../../lib/power-bi/made-item.ts';
import type { DefinitionPart } from '../../lib/power-bi/report-definition.ts';
import { call } from './actor.ts';
import { Refuted } from './notebook.ts';
import type { Probe } from './probe-tenant.ts';

type Refresh = { readonly status?: string; readonly serviceExceptionJson?: string };

const PATIENCE_MS = 180_000;
const LOOK_AGAIN_MS = 5_000;

/** S8: what pins can stand on once no more push models are made (31 October 2027). */
export async function probeImportModel(probe: Probe): Promise<void> {
  const { notebook, mayDefineModels } = probe;
  if (!mayDefineModels)
    return notebook.note(
      'S8',
      'skipped',
      'needs the permission SemanticModel.ReadWrite.All: run with --models',
    );
  await notebook.try('S8', async () => {
    const modelId = await define(probe, 'first');
    const first = await refresh(probe, modelId);
    await redefine(probe, modelId, 'second');
    const second = await refresh(probe, modelId);
    return {
      evidence: `model ${modelId}: refreshed ${first}, replaced, refreshed ${second}`,
      result: undefined,
    };
  });
}

async function define({ person, pins }: Probe, text: string): Promise<string> {
  const answer = await call<{ id: string } | undefined>(person, {
    service: 'fabric',
    method: 'POST',
    path: `/workspaces/${pins}/semanticModels`,
    body: { displayName: 'Import', definition: { parts: partsOf(text) } },
  });
  return madeItem(person.powerBi, person.owner, answer);
}

/** 200, or 202 for what goes on in the background: the refresh that follows sees it or fails. */
async function redefine({ person, pins }: Probe, modelId: string, text: string): Promise<void> {
  const answer = await call(person, {
    service: 'fabric',
    method: 'POST',
    path: `/workspaces/${pins}/semanticModels/${modelId}/updateDefinition`,
    body: { definition: { parts: partsOf(text) } },
  });
  must(answer, 'POWER_BI_REFUSED');
}

async function refresh({ person, pins }: Probe, modelId: string): Promise<string> {
  const path = `/groups/${pins}/datasets/${modelId}/refreshes`;
  const began = performance.now();
  must(
    await call(person, { method: 'POST', path, body: { notifyOption: 'NoNotification' } }),
    'MODEL_NOT_FOUND',
  );
  for (;;) {
    const answer = await call<{ value: readonly Refresh[] }>(person, {
      method: 'GET',
      path: `${path}?$top=1`,
    });
    const [latest] = must(answer, 'MODEL_NOT_FOUND').value;
    const seconds = Math.round((performance.now() - began) / 1000);
    if (latest?.status === 'Completed') return `in ${seconds} s`;
    // In progress is "Unknown".
    if (latest?.status !== undefined && latest.status !== 'Unknown')
      throw new Refuted(`the refresh ended ${latest.status}: ${latest.serviceExceptionJson ?? ''}`);
    if (seconds * 1000 > PATIENCE_MS) throw new Refuted(`the refresh did not end within ${seconds} s`);
    await setTimeout(LOOK_AGAIN_MS);
  }
}

/** One table whose rows lie in its own M expression: nothing outside is asked for them. */
function partsOf(text: string): readonly DefinitionPart[] {
  const m = `let Source = #table(type table [Text = text], {{"${text}"}}) in Source`;
  const partition = { name: 'Tile', mode: 'import', source: { type: 'm', expression: [m] } };
  const columns = [{ name: 'Text', dataType: 'string', sourceColumn: 'Text' }];
  const files = {
    'definition.pbism': {
      $schema:
        'https://developer.microsoft.com/json-schemas/fabric/item/semanticModel/definitionProperties/1.0.0/schema.json',
      version: '1.0',
    },
    'model.bim': {
      compatibilityLevel: 1567,
      model: {
        culture: 'en-US',
        defaultPowerBIDataSourceVersion: 'powerBI_V3',
        tables: [{ name: 'Tile', columns, partitions: [partition] }],
      },
    },
  };
  return Object.entries(files).map(([path, content]) => ({
    path,
    payload: Buffer.from(JSON.stringify(content)).toString('base64'),
    payloadType: 'InlineBase64',
  }));
}
