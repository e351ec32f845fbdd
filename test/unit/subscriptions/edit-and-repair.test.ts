import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { DomainError } from '../../../lib/errors.ts';
import { scheduleOf } from '../../../lib/schedules/schedule.ts';
import { addSubscription } from '../../../lib/subscriptions/deciding/add-subscription.ts';
import type { SubscriptionId } from '../../../lib/subscriptions/subscription.ts';
import '../../support/every-route.ts';
import { MemoryInstallation, OWNER } from '../../support/memory-installation.ts';
import { MemoryPerson } from '../../support/memory-person.ts';
import { addTestSubscription, HOURLY } from '../../support/subscriptions.ts';

const RDL = readFileSync('sandbox/reports/Sales Overview.rdl', 'utf8');
const ITEM = 'OrdersToday';

let installation: MemoryInstallation;
let bob: MemoryPerson;
let reportId: string;
let id: SubscriptionId;

type Shown = {
  readonly itemName: string;
  readonly stamp: string;
  readonly statusCode?: string;
  readonly code?: string;
  readonly detail?: string;
};
type Repair = {
  readonly missing: boolean;
  readonly proposals: readonly { readonly name: string; readonly kind: string }[];
};

async function upload(xml: string): Promise<string> {
  const ada = new MemoryPerson(installation, OWNER, ['Publisher']);
  const path = `/api/catalog/${encodeURIComponent('Sales Overview.rdl')}`;
  const { status, body } = await ada.send<{ id: string; detail?: string }>('PUT', path, { xml });
  if (status >= 300) throw new Error(body.detail);
  return body.id;
}

beforeEach(async () => {
  installation = new MemoryInstallation();
  bob = new MemoryPerson(installation);
  reportId = await upload(RDL);
  const template = await addTestSubscription(installation);
  const made = await installation.app.subscriptions.get(OWNER, template);
  if (!made) throw new Error('There is no subscription.');
  id = randomUUID() as SubscriptionId;
  await addSubscription(installation.app, {
    ...made,
    id,
    reportId,
    itemName: ITEM,
    itemKind: 'chart',
    schedule: scheduleOf(HOURLY),
  });
});

const show = async () => (await bob.send<Shown>('GET', `/api/subscriptions/${id}`)).body;
const edit = async (body: unknown) =>
  bob.send<Shown>('PATCH', `/api/subscriptions/${id}`, { body, ifMatch: (await show()).stamp });

describe('S2 an edit', () => {
  it('takes another item of the report, and parameters that it has', async () => {
    const names = [...RDL.matchAll(/<Chart Name="(\w+)">/g)].map(([, name]) => name);
    const other = names.find((name) => name !== ITEM);
    expect((await edit({ itemName: other })).body).toMatchObject({ itemName: other });
  });

  it('refuses an item that the report has not, cannot pin, and a parameter it does not know', async () => {
    expect((await edit({ itemName: 'Nowhere' })).body.code).toBe('ITEM_NOT_FOUND');
    const unknown = await edit({ parameters: { Nonsense: '1' } });
    expect([unknown.status, unknown.body.code]).toEqual([422, 'PARAMETER_INVALID']);
    expect((await show()).itemName).toBe(ITEM);
  });
});

const PARAMETERS = `<ReportParameters>
  <ReportParameter Name="Year"><DataType>Integer</DataType><Prompt>Year</Prompt>
    <DefaultValue><Values><Value>2026</Value></Values></DefaultValue>
  </ReportParameter>
  <ReportParameter Name="Region"><DataType>String</DataType><Prompt>Region</Prompt><MultiValue>true</MultiValue>
    <DefaultValue><Values><Value>North</Value></Values></DefaultValue>
    <ValidValues><ParameterValues>
      <ParameterValue><Value>North</Value></ParameterValue><ParameterValue><Value>South</Value></ParameterValue>
    </ParameterValues></ValidValues>
  </ReportParameter>
  <ReportParameter Name="City"><DataType>String</DataType><Nullable>true</Nullable><Prompt>City</Prompt>
    <ValidValues><DataSetReference><DataSetName>Cities</DataSetName><ValueField>City</ValueField></DataSetReference></ValidValues>
  </ReportParameter>
</ReportParameters>`;

describe('S2 parameters that are edited', () => {
  beforeEach(async () => {
    await upload(RDL.replace('<ReportSections>', `${PARAMETERS}<ReportSections>`));
  });

  const refusals: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
    ['a value that is not of the type', { Year: 'soon' }, /Year.*not of its type, Integer/],
    ['two values where one is taken', { Year: ['2025', '2026'] }, /Year.*takes one value/],
    ['null where it may not be', { Year: null }, /Year.*cannot be null/],
    [
      'none of the valid values',
      { Region: ['North', 'East'] },
      /Region.*'East' is not allowed.*North, South/,
    ],
    ['no value at all', { Region: [] }, /Region.*at least one value/],
    ['a parameter that the report has not', { Nonsense: '1' }, /no parameter "Nonsense"/],
  ];
  for (const [what, parameters, why] of refusals)
    it(`are refused with ${what}, and stay as they were`, async () => {
      await edit({ parameters: { Year: '2025' } });
      const { status, body } = await edit({ parameters });
      expect([status, body.code]).toEqual([422, 'PARAMETER_INVALID']);
      expect(body.detail).toMatch(why);
      expect((await installation.app.subscriptions.get(OWNER, id))?.parameters).toEqual({ Year: '2025' });
    });

  it('are taken with values of their types among the valid ones', async () => {
    const parameters = { Year: '2027', Region: ['South', 'North'] };
    expect((await edit({ parameters })).status).toBe(200);
    expect((await installation.app.subscriptions.get(OWNER, id))?.parameters).toEqual(parameters);
  });

  it('are taken where the valid values cannot be queried: the refresh will tell', async () => {
    expect((await edit({ parameters: { City: 'Gdynia' } })).status).toBe(200);
  });
});

describe('S7 an item that was renamed', () => {
  const renamed = RDL.replaceAll(`"${ITEM}"`, `"${ITEM}2"`);

  it('is there, and needs no repair, as long as the report has it', async () => {
    const { body } = await bob.send<Repair>('GET', `/api/subscriptions/${id}/repair`);
    expect(body).toMatchObject({ missing: false, proposals: [] });
  });

  it('is proposed by its nearest name, and followed there with one call, which refreshes the tile', async () => {
    await upload(renamed);
    installation.pictures.refuse = new DomainError('ITEM_NOT_FOUND');
    await installation.pass({ hours: 1, minutes: 1 });
    expect((await show()).statusCode).toBe('ITEM_NOT_FOUND');
    const path = `/api/subscriptions/${id}/repair`;
    const { body: repair } = await bob.send<Repair>('GET', path);
    expect(repair.missing).toBe(true);
    expect(repair.proposals[0]).toEqual({ name: `${ITEM}2`, kind: 'chart' });

    installation.pictures.refuse = undefined;
    const runId = randomUUID();
    for (const _ of ['asked', 'repeated']) {
      const { status, body } = await bob.send<Shown>('POST', path, { body: { runId } });
      expect([status, body.code]).toEqual([202, undefined]);
    }
    await installation.work();
    expect(await show()).toMatchObject({ itemName: `${ITEM}2` });
    expect((await show()).statusCode).toBeUndefined();
    const told = await installation.app.notifications.list(OWNER);
    expect(told.filter(({ subject }) => subject === id)).toEqual([]);
  });

  it('heals by itself when it is renamed back', async () => {
    await upload(renamed);
    await upload(RDL);
    const runId = randomUUID();
    const { status } = await bob.send('POST', `/api/subscriptions/${id}/repair`, { body: { runId } });
    expect(status).toBe(202);
    expect((await show()).itemName).toBe(ITEM);
  });
});
