import { makeStyles } from '@fluentui/react-components';
import type { Report } from '../../api/types.ts';
import { DefinitionList } from '../../parts/definition-list.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { kindName, whyRefused } from './why-refused.ts';

const useStyles = makeStyles({ reason: { maxWidth: '70ch' } });

/** Everything of the report that could be pinned if it stood elsewhere or could be drawn, with the reason in full. */
export function RefusedItems({ report }: { readonly report: Report }) {
  const styles = useStyles();
  const refused = report.items.filter(({ pinnable, drawable }) => !pinnable || !drawable);
  if (refused.length === 0) return null;
  return (
    <Section title={text.select.refusedItems}>
      <DefinitionList
        entries={refused.map((item) => ({
          term: text.report.itemName(kindName(item.kind), item.name),
          value: <div className={styles.reason}>{whyRefused(item)}</div>,
        }))}
      />
    </Section>
  );
}
