import { makeStyles, Title1, tokens } from '@fluentui/react-components';
import { ArrowSyncRegular, OptionsRegular, PinRegular } from '@fluentui/react-icons';
import { useLocation } from 'react-router';
import { signInAddress } from '../../api/me.ts';
import { AddressButton } from '../../parts/link-button.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';

const useStyles = makeStyles({
  landing: {
    boxSizing: 'border-box',
    maxWidth: '960px',
    margin: '0 auto',
    padding: `72px ${tokens.spacingHorizontalXXL}`,
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: tokens.spacingVerticalXXL,
    [PHONE]: { padding: `40px ${tokens.spacingHorizontalL}` },
  },
  title: { margin: 0, maxWidth: '22ch', [PHONE]: { fontSize: '28px', lineHeight: '36px' } },
  lead: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase500,
    color: tokens.colorNeutralForeground2,
    maxWidth: '62ch',
  },
  points: {
    listStyleType: 'none',
    margin: 0,
    padding: `${tokens.spacingVerticalL} 0 0`,
    display: 'grid',
    gridTemplateColumns: 'repeat(3, 1fr)',
    gap: tokens.spacingHorizontalXXL,
    [PHONE]: { gridTemplateColumns: '1fr', gap: tokens.spacingVerticalL },
  },
  icon: { fontSize: '28px', color: tokens.colorBrandForeground1, lineHeight: 0 },
  pointTitle: { fontWeight: tokens.fontWeightSemibold, padding: `${tokens.spacingVerticalS} 0` },
  pointBody: { color: tokens.colorNeutralForeground2 },
  notes: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
});

const ICONS = [<PinRegular key="pin" />, <ArrowSyncRegular key="sync" />, <OptionsRegular key="options" />];

/** What people see who are not signed in. The sign-in leads back to the address they came with. */
export function LandingPage({ canSignIn }: { readonly canSignIn: boolean }) {
  const styles = useStyles();
  const { pathname, search } = useLocation();
  return (
    <div className={styles.landing}>
      <title>{text.product}</title>
      <Title1 as="h1" className={styles.title}>
        {text.landing.title}
      </Title1>
      <div className={styles.lead}>{text.landing.lead}</div>
      {canSignIn ? (
        <AddressButton appearance="primary" href={signInAddress(`${pathname}${search}`)}>
          {text.shell.signIn}
        </AddressButton>
      ) : (
        <Section title={text.landing.notSetUpTitle}>
          <div className={styles.notes}>
            <div>{text.landing.notSetUp}</div>
            <div>{text.landing.notSetUpWhere}</div>
          </div>
        </Section>
      )}
      <ul className={styles.points}>
        {text.landing.points.map(({ title, body }, index) => (
          <li key={title}>
            <div className={styles.icon} aria-hidden>
              {ICONS[index]}
            </div>
            <div className={styles.pointTitle}>{title}</div>
            <div className={styles.pointBody}>{body}</div>
          </li>
        ))}
      </ul>
    </div>
  );
}
