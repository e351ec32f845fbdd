import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { text } from '../../text/text.ts';

/** Longer ones are clipped to two lines until somebody wants to read them. */
const LONG = 160;

const useStyles = makeStyles({
  clipped: {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    overflow: 'hidden',
  },
  button: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalS})` },
});

/** A status as the run wrote it; the whole of it can always be read. */
export function StatusText({ children: status }: { readonly children: string }) {
  const styles = useStyles();
  const [isOpen, setOpen] = useState(false);
  if (status.length <= LONG) return status;
  return (
    <>
      <div className={mergeClasses(!isOpen && styles.clipped)}>{status}</div>
      <Button
        size="small"
        appearance="transparent"
        className={styles.button}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {isOpen ? text.subscriptions.showLess : text.subscriptions.showAll}
      </Button>
    </>
  );
}
