import {
  Button,
  Dialog,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ParameterValues, Report, VisualItem } from '../../api/types.ts';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { PinPreview } from './pin-preview.tsx';
import { PinStage } from './pin-stage.tsx';
import { usePinning } from './use-pinning.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '860px', [PHONE]: { padding: tokens.spacingHorizontalL } },
  content: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
    alignItems: 'start',
    // What does not fit is scrolled to; no row gives way.
    gridAutoRows: 'max-content',
    gap: tokens.spacingHorizontalXXL,
    // Focus rings of the fields need room inside what scrolls.
    padding: `${tokens.spacingVerticalS} 2px 4px`,
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

/** P8: where the items go and how often they are refreshed; then how far the pins have come, and how they ended. */
export function PinDialog(props: {
  readonly report: Report;
  readonly items: readonly VisualItem[];
  readonly parameters: ParameterValues;
  readonly query: string;
  /** Back to choosing items. */
  readonly onBack: () => void;
  /** Back to the report as it is read (P10). */
  readonly onDone: () => void;
}) {
  const { report, items, parameters, query, onBack, onDone } = props;
  const styles = useStyles();
  useFocusBack();
  const itemNames = items.map(({ name }) => name);
  const pinning = usePinning({ reportId: report.id, itemNames, parameters });
  const { outcomes } = pinning;
  const isPinned = outcomes.length > 0 && outcomes.every(({ pin }) => pin?.state === 'pinned');
  const close = () => {
    if (outcomes.length > 0) pinning.forget();
    if (outcomes.length > 0) onDone();
    else onBack();
  };
  return (
    <Dialog open onOpenChange={(_, { open }) => open || close()}>
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle
            action={
              <Button
                appearance="subtle"
                icon={<DismissRegular />}
                aria-label={text.common.close}
                onClick={close}
              />
            }
          >
            {isPinned ? text.pin.doneTitle : text.pin.title(itemNames)}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <PinPreview report={report} items={items} query={query} />
            <div className={styles.side}>
              <PinStage
                report={report}
                itemNames={itemNames}
                query={query}
                pinning={pinning}
                onClose={close}
              />
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
