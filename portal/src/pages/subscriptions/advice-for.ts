import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { serverOfReport } from '../browse/folder-address.ts';
import { dataSourcesAddress } from '../data-sources/data-sources-address.ts';
import { pinAddress, queryOf } from '../report/report-address.ts';
import { givenParameters } from './given-parameters.ts';

/** What puts a failure right, and the page on which it is done, where there is one. */
export type Advice = { readonly sentence: string; readonly to?: string; readonly label?: string };

/** By the code of a failure; undefined where nobody but an administrator, or time, can do anything. */
export function adviceFor(
  code: string,
  subscription: Subscription,
  { isPublisher }: { readonly isPublisher: boolean },
): Advice | undefined {
  const { id, itemName, reportId } = subscription;
  switch (code) {
    case 'TILE_NOT_FOUND':
      return { sentence: text.advice.pinAgain, to: pinAgain(subscription), label: text.advice.toPin };
    case 'ITEM_NOT_FOUND':
      return {
        sentence: text.advice.repairItem(itemName),
        to: `/subscriptions?id=${id}`,
        label: text.advice.toRepair,
      };
    case 'SIGN_IN_REQUIRED':
      return { sentence: text.advice.signIn, to: '/settings', label: text.shell.mySettings };
    case 'REPORT_SERVER_NOT_LINKED':
    case 'REPORT_SERVER_SIGN_IN_REFUSED':
      return { sentence: text.advice.linkAccount, to: '/settings', label: text.shell.mySettings };
    case 'CREDENTIALS_NOT_STORED':
    case 'DATA_SOURCE_REFUSED':
      if (serverOfReport(reportId) !== undefined) return { sentence: text.advice.storeOnServer };
      return isPublisher
        ? {
            sentence: text.advice.storeCredentials,
            to: dataSourcesAddress(reportId),
            label: text.report.dataSources,
          }
        : { sentence: text.advice.askForCredentials };
    case 'PARAMETER_INVALID':
    case 'DASHBOARD_NOT_FOUND':
    case 'DASHBOARD_READ_ONLY':
    case 'WORKSPACE_NOT_FOUND':
      return { sentence: text.advice.pinAnew, to: pinAgain(subscription), label: text.advice.toPin };
    default:
      return undefined;
  }
}

function pinAgain({ reportId, itemName, parameters }: Subscription): string {
  return pinAddress(reportId, [itemName], queryOf(givenParameters(parameters)).toString());
}
