import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseOwner } from '../../../lib/identity/principal.ts';
import type { Report } from '../../../lib/rdl/model/report.ts';
import { renderKey } from '../../../lib/reports/render-key.ts';
import type { OpenedReport } from '../../../lib/reports/report-source.ts';
import { ownerOf, TENANT } from '../../support/memory-installation.ts';

const ADA = ownerOf('a0000000-0000-4000-8000-00000000000a');
const BOB = parseOwner(TENANT, 'b0000000-0000-4000-8000-00000000000b') ?? ADA;
const dueAt = Temporal.Instant.from('2026-11-23T08:00:00Z');
const plain = { text: '=Fields!Sales.Value' };

function opened(changes: { readonly version?: string; readonly report?: object; readonly id?: string } = {}) {
  const { version = 'v1', report = plain, id = 'r' } = changes;
  return { id, path: '/Sales', version, report: report as Report } as OpenedReport;
}

const item = { itemName: 'Chart1', parameters: { Year: '2026', Region: ['A', 'B'] } };
const key = renderKey(opened(), item, { dueAt, owner: ADA });

describe('the key of a render', () => {
  it('is the same for two people with the same item, parameters and occurrence', () => {
    expect(renderKey(opened(), item, { dueAt, owner: BOB })).toBe(key);
    const turned = { itemName: 'Chart1', parameters: { Region: ['A', 'B'], Year: '2026' } };
    expect(renderKey(opened(), turned, { dueAt, owner: BOB })).toBe(key);
  });

  it('is another for another report, version (definition, credentials), item, parameter or occurrence', () => {
    const others = [
      renderKey(opened({ id: 'other' }), item, { dueAt, owner: ADA }),
      renderKey(opened({ version: 'v2' }), item, { dueAt, owner: ADA }),
      renderKey(opened(), { ...item, itemName: 'Chart2' }, { dueAt, owner: ADA }),
      renderKey(opened(), { ...item, parameters: { Year: '2025' } }, { dueAt, owner: ADA }),
      renderKey(opened(), item, { dueAt: dueAt.add({ hours: 1 }), owner: ADA }),
    ];
    expect(new Set([key, ...others]).size).toBe(6);
  });

  it.each(['=User!UserID', '=user!Language', 'Return Report.User.UserID', '=User("UserID")'])(
    'holds the owner where the definition says %s',
    (text) => {
      const report = opened({ report: { deep: [{ text }] } });
      expect(renderKey(report, item, { dueAt, owner: ADA })).not.toBe(
        renderKey(report, item, { dueAt, owner: BOB }),
      );
    },
  );

  it('begins with the hour, so that old ones are removed by ranges', () => {
    expect(key).toMatch(/^2026112308-[0-9a-f]{64}$/);
  });
});
