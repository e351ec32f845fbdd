import { makeStyles, tokens } from '@fluentui/react-components';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalXL,
    maxWidth: '70ch',
    lineHeight: tokens.lineHeightBase400,
  },
});

/** What happens when the sign-in is no longer good (U6–U8). */
export function LapseSection() {
  const styles = useStyles();
  return (
    <Section title={text.settings.lapseTitle}>
      <ul className={styles.list}>
        {text.settings.lapse.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Section>
  );
}
