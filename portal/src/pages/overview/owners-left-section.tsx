import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { PersonSwapRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useReassign } from '../../api/overview.ts';
import type { Overview, Owner } from '../../api/types.ts';
import { dateOnly } from '../../format/time.ts';
import { PlainList } from '../../parts/plain-list.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { GiveToDialog } from './give-to-dialog.tsx';
import { ownerName } from './owner-name.ts';

const useStyles = makeStyles({
  entry: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalM,
  },
  body: { minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** People whose tiles nobody can refresh any more, until somebody else owns them. */
export function OwnersLeftSection({ owners }: { readonly owners: Overview['ownersLeft'] }) {
  const styles = useStyles();
  const [giving, setGiving] = useState<Owner>();
  const reassign = useReassign();
  return (
    <Section title={text.overview.ownersLeftTitle}>
      <div>{text.overview.ownersLeft}</div>
      <PlainList gap="M">
        {owners.map((owner) => (
          <li key={owner.oid} className={styles.entry}>
            <div className={styles.body}>
              {ownerName(owner)}
              <div className={styles.quiet}>{text.overview.leftSince(dateOnly(owner.noticedAt))}</div>
            </div>
            <Button icon={<PersonSwapRegular />} onClick={() => setGiving(owner)}>
              {text.overview.giveAll}
            </Button>
          </li>
        ))}
      </PlainList>
      {giving && (
        <GiveToDialog
          title={text.overview.giveAllOf(ownerName(giving))}
          from={giving.oid}
          isPending={reassign.isPending}
          error={reassign.error}
          onGive={(to) =>
            reassign.mutate({ from: giving.oid, to }, { onSuccess: () => setGiving(undefined) })
          }
          onClose={() => {
            reassign.reset();
            setGiving(undefined);
          }}
        />
      )}
    </Section>
  );
}
