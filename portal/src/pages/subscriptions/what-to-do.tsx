import { MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import type { Subscription } from '../../api/types.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { text } from '../../text/text.ts';
import { dataSourcesAddress } from '../data-sources/data-sources-address.ts';
import { pinAddress, queryOf } from '../report/report-address.ts';
import { givenParameters } from './given-parameters.ts';
import { RepairItem } from './repair-item.tsx';

/** The one thing that puts a failing subscription right, where there is one. */
export function WhatToDo({ subscription }: { readonly subscription: Subscription }) {
  const { statusCode, state } = subscription;
  const { data: me } = useMe();
  if (state === 'retired' || statusCode === 'TILE_NOT_FOUND')
    return <Advice sentence={text.advice.pinAgain} to={pinAgain(subscription)} label={text.advice.toPin} />;
  if (state !== 'active' || statusCode === undefined) return null;
  switch (statusCode) {
    case 'ITEM_NOT_FOUND':
      return <RepairItem subscription={subscription} />;
    case 'SIGN_IN_REQUIRED':
      return <Advice sentence={text.advice.signIn} to="/settings" label={text.shell.mySettings} />;
    case 'CREDENTIALS_NOT_STORED':
    case 'DATA_SOURCE_REFUSED':
      return me?.user?.publisher ? (
        <Advice
          sentence={text.advice.storeCredentials}
          to={dataSourcesAddress(subscription.reportId)}
          label={text.report.dataSources}
        />
      ) : (
        <Advice sentence={text.advice.askForCredentials} />
      );
    case 'PARAMETER_INVALID':
    case 'DASHBOARD_NOT_FOUND':
    case 'DASHBOARD_READ_ONLY':
    case 'WORKSPACE_NOT_FOUND':
      return <Advice sentence={text.advice.pinAnew} to={pinAgain(subscription)} label={text.advice.toPin} />;
    default:
      return null;
  }
}

function Advice(props: { readonly sentence: string; readonly to?: string; readonly label?: string }) {
  const { sentence, to, label } = props;
  return (
    <MessageBar intent="warning">
      <MessageBarBody>{sentence}</MessageBarBody>
      {to !== undefined && (
        <MessageBarActions>
          <LinkButton to={to}>{label}</LinkButton>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

function pinAgain({ reportId, itemName, parameters }: Subscription): string {
  return pinAddress(reportId, [itemName], queryOf(givenParameters(parameters)).toString());
}
