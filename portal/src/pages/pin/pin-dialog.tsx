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
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import type { ParameterValues, Report, VisualItem } from '../../api/types.ts';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { PinPreview } from './pin-preview.tsx';
import { PinStage } from './pin-stage.tsx';
import { usePinning } from './use-pinning.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '820px', [PHONE]: { padding: tokens.spacingHorizontalL } },
  content: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 5fr) minmax(0, 6fr)',
    gap: tokens.spacingHorizontalXXL,
    // Focus rings of the fields need room inside what scrolls.
    padding: `${tokens.spacingVerticalS} 2px 4px`,
    [PHONE]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL, minWidth: 0 },
});

/** P8: where the item goes and how often it is refreshed; then how far the pin has come, and how it ended. */
export function PinDialog(props: {
  readonly report: Report;
  readonly item: VisualItem;
  readonly parameters: ParameterValues;
  readonly query: string;
  /** Back to choosing an item. */
  readonly onBack: () => void;
  /** Back to the report as it is read (P10). */
  readonly onDone: () => void;
}) {
  const { report, item, parameters, query, onBack, onDone } = props;
  const styles = useStyles();
  useFocusBack();
  const pinning = usePinning({ reportId: report.id, item, parameters });
  const isPinned = pinning.pin?.state === 'pinned';
  const close = () => {
    if (pinning.pin) pinning.forget();
    if (pinning.pin) onDone();
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
            {isPinned ? text.pin.doneTitle : text.pin.title(item.name)}
          </DialogTitle>
          <DialogContent className={styles.content}>
            <PinPreview report={report} item={item} query={query} />
            <div className={styles.side}>
              <PinStage report={report} item={item} query={query} pinning={pinning} onClose={close} />
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
