import { Badge, MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { powerBiSignInAddress } from '../../api/me.ts';
import type { PowerBiSignIn } from '../../api/types.ts';
import { dateOnly, daysUntil } from '../../format/time.ts';
import { type Definition, DefinitionList } from '../../parts/definition-list.tsx';
import { AddressButton } from '../../parts/link-button.tsx';
import { Moment } from '../../parts/moment.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { SignOutButton } from './sign-out-button.tsx';

const COLORS = { none: 'informative', valid: 'success', required: 'warning' } as const;

const useStyles = makeStyles({
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

/** U2, U4, U6: which account, since when and until when; signing in and out. */
export function PowerBiAccount({ signIn }: { readonly signIn: PowerBiSignIn }) {
  const { state, account, signedInAt, expiresAt } = signIn;
  const styles = useStyles();
  const entries: Definition[] = [];
  if (account !== undefined) entries.push({ term: text.settings.account, value: account });
  if (signedInAt !== undefined)
    entries.push({ term: text.settings.since, value: <Moment instant={signedInAt} /> });
  if (state === 'valid' && expiresAt !== undefined)
    entries.push({ term: text.settings.until, value: untilText(expiresAt) });
  return (
    <Section
      title={text.settings.powerBiTitle}
      aside={
        <Badge appearance="tint" size="large" color={COLORS[state]}>
          {text.settings.states[state]}
        </Badge>
      }
    >
      {state === 'none' && <div>{text.settings.none}</div>}
      {state === 'required' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{text.settings.required}</MessageBarBody>
        </MessageBar>
      )}
      {state !== 'none' && entries.length > 0 && <DefinitionList entries={entries} />}
      <div className={styles.actions}>
        <AddressButton
          appearance={state === 'valid' ? 'secondary' : 'primary'}
          href={powerBiSignInAddress('/settings')}
        >
          {state === 'none' ? text.settings.signIn : text.settings.signInAgain}
        </AddressButton>
        {state === 'valid' && <SignOutButton />}
      </div>
    </Section>
  );
}

function untilText(expiresAt: string): string {
  return `${dateOnly(expiresAt)} (${text.settings.daysLeft(daysUntil(expiresAt))})`;
}
