import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import type { Owner } from '../identity/principal.ts';
import type { Report } from '../rdl/model/report.ts';
import { hourKey } from '../storage/keys.ts';
import type { ReportParameters } from '../subscriptions/subscription.ts';
import type { OpenedReport } from './report-source.ts';

/**
 * Equal for pictures that must be the same: of one item of one report as it is now (its definition, the shared ones it
 * refers to, the credentials of its data sources), with the same parameters, for the same occurrence. The owner counts
 * where the definition speaks of the user anywhere, and where another server decides by the person what may be seen. It
 * begins with the hour of the occurrence, so that old ones are removed by ranges.
 */
export function renderKey(
  opened: OpenedReport,
  { itemName, parameters }: { readonly itemName: string; readonly parameters: ReportParameters },
  { dueAt, owner }: { readonly dueAt: Temporal.Instant; readonly owner: Owner },
): string {
  const personal = opened.elsewhere !== undefined || speaksOfUser(opened.report);
  const hash = createHash('sha256')
    .update(
      JSON.stringify([
        opened.id,
        opened.path,
        opened.version,
        itemName,
        Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)),
        dueAt.toString(),
        personal ? owner : '',
      ]),
    )
    .digest('hex');
  return `${hourKey(dueAt)}-${hash}`;
}

const known = new WeakMap<Report, boolean>();

/** `User!UserID`, `User.Language`, `User("UserID")`, in an expression or in custom code. */
function speaksOfUser(report: Report): boolean {
  const present = known.get(report);
  if (present !== undefined) return present;
  const found = /\bUser\s*[!.(]/i.test(JSON.stringify(report));
  known.set(report, found);
  return found;
}
