import { Badge, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ServerRegular } from '@fluentui/react-icons';
import { useReportServers } from '../../api/report-servers.ts';
import { PlainList } from '../../parts/plain-list.tsx';
import { RouterLink } from '../../parts/router-link.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { folderAddress } from './folder-address.ts';

const useStyles = makeStyles({
  entry: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  icon: { fontSize: '22px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
  quiet: { color: tokens.colorNeutralForeground2 },
});

/** The report servers beside the own catalog; nothing where there is none. */
export function ReportServerList() {
  const styles = useStyles();
  const { data } = useReportServers();
  if (!data || data.value.length === 0) return null;
  const { servers } = text;
  return (
    <Section title={servers.title}>
      <PlainList gap="M">
        {data.value.map(({ id, name, product, link }) => (
          <li key={id} className={styles.entry}>
            <span className={styles.icon} aria-hidden>
              <ServerRegular />
            </span>
            <RouterLink to={folderAddress({ source: id, folder: '/' })}>{name}</RouterLink>
            <Text className={styles.quiet}>{servers.products[product] ?? product}</Text>
            {!link && (
              <Badge appearance="tint" color="warning">
                {servers.notLinked}
              </Badge>
            )}
          </li>
        ))}
      </PlainList>
    </Section>
  );
}
