import { Tab, TabList } from '@fluentui/react-components';
import { useSearchParams } from 'react-router';
import { useMe } from '../../api/me.ts';
import type { ActingAs } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const CHOICES: readonly ActingAs[] = ['me', 'service'];

/** Between one's own subscriptions and those of the installation, for who may have the latter; kept in the address. */
export function WhoseTabs({ as }: { readonly as: ActingAs }) {
  const { data: me } = useMe();
  const [, setQuery] = useSearchParams();
  if (!me?.user?.mayActAsService && as === 'me') return null;
  return (
    <TabList
      aria-label={text.subscriptions.whose}
      selectedValue={as}
      onTabSelect={(_, { value }) =>
        setQuery(value === 'service' ? { as: 'service' } : {}, { replace: true })
      }
    >
      {CHOICES.map((one) => (
        <Tab key={one} value={one}>
          {text.subscriptions.whoseChoices[one]}
        </Tab>
      ))}
    </TabList>
  );
}
