import { Badge, makeStyles, tokens } from '@fluentui/react-components';
import { PlainList } from '../../parts/plain-list.tsx';
import { text } from '../../text/text.ts';

const useStyles = makeStyles({
  url: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  address: { overflowWrap: 'anywhere', minWidth: 0 },
});

/** Addresses one a line; those that the registration lacks or needs no more are marked. */
export function UrlList(props: {
  readonly urls: readonly string[];
  readonly missing?: readonly string[];
  readonly obsolete?: readonly string[];
}) {
  const { urls, missing = [], obsolete = [] } = props;
  const styles = useStyles();
  if (urls.length === 0) return text.integration.noUrls;
  return (
    <PlainList gap="XS">
      {urls.map((url) => (
        <li key={url} className={styles.url}>
          <span className={styles.address}>{url}</span>
          {missing.includes(url) && (
            <Badge appearance="tint" color="warning">
              {text.integration.notRegisteredUrl}
            </Badge>
          )}
          {obsolete.includes(url) && (
            <Badge appearance="tint" color="informative">
              {text.integration.obsoleteUrl}
            </Badge>
          )}
        </li>
      ))}
    </PlainList>
  );
}
