import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { Registration } from '../../api/types.ts';
import { Moment } from '../../parts/moment.tsx';
import { text } from '../../text/text.ts';

/** Entra refuses the app itself: nobody's tiles are refreshed until it is mended. */
export function RegistrationAlarm({ alarm }: { readonly alarm: NonNullable<Registration['alarm']> }) {
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{text.integration.alarmTitle}</MessageBarTitle>
        {alarm.text} {text.problems.code(alarm.code)}, {text.integration.alarmSince}{' '}
        <Moment instant={alarm.since} />
      </MessageBarBody>
    </MessageBar>
  );
}
