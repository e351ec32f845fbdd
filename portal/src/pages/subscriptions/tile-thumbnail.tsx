import { makeStyles, tokens } from '@fluentui/react-components';
import { ImageRegular } from '@fluentui/react-icons';
import { useTilePicture } from '../../api/subscriptions.ts';
import type { Subscription } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { PHONE } from '../../theme/breakpoints.ts';
import { useObjectUrl } from '../report/use-object-url.ts';

const useStyles = makeStyles({
  frame: {
    boxSizing: 'border-box',
    width: '184px',
    height: '128px',
    flexShrink: 0,
    display: 'grid',
    // The picture fits into the frame, however large it is.
    gridTemplate: 'minmax(0, 1fr) / minmax(0, 1fr)',
    placeItems: 'center',
    overflow: 'hidden',
    backgroundColor: '#fff',
    color: '#8a8886',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    fontSize: '32px',
    lineHeight: 0,
    [PHONE]: { width: '100%', height: '140px' },
  },
  picture: { width: '100%', height: '100%', objectFit: 'contain' },
});

/** What the tile shows now. */
export function TileThumbnail({ subscription }: { readonly subscription: Subscription }) {
  const styles = useStyles();
  const { data } = useTilePicture(subscription);
  const source = useObjectUrl(data);
  return (
    <div className={styles.frame}>
      {source === undefined ? (
        <ImageRegular aria-hidden />
      ) : (
        <img className={styles.picture} src={source} alt={text.subscriptions.tileOf(subscription.itemName)} />
      )}
    </div>
  );
}
