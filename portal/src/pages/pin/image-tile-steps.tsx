import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ImageTile } from '../../api/types.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  steps: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, lineHeight: tokens.lineHeightBase400 },
  value: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
  },
  term: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  address: {
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
  },
  title: { margin: 0 },
});

/** What an Image tile is made with, to be pasted in Power BI. */
export function ImageTileSteps({
  imageTile,
  heading,
}: {
  readonly imageTile: ImageTile;
  readonly heading: string | undefined;
}) {
  const styles = useStyles();
  const { url, title, linkUrl, steps } = imageTile;
  const values = [
    { term: text.pin.imageUrl, value: url, copy: text.pin.copyImageUrl },
    { term: text.pin.imageTitle, value: title, copy: text.pin.copyImageTitle },
    { term: text.pin.imageLink, value: linkUrl, copy: text.pin.copyImageLink },
  ];
  return (
    <>
      {heading !== undefined && (
        <Subtitle2 as="h3" className={styles.title}>
          {heading}
        </Subtitle2>
      )}
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      {values.map(({ term, value, copy }) => (
        <div key={term} className={styles.value}>
          <div>
            <div className={styles.term}>{term}</div>
            <div className={styles.address}>{value}</div>
          </div>
          <CopyButton value={value} label={copy} />
        </div>
      ))}
    </>
  );
}
