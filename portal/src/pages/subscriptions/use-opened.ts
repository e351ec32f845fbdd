import { useSearchParams } from 'react-router';

const OPENED = ['edit', 'history', 'unpin', 'address', 'image'] as const;
export type Opened = (typeof OPENED)[number];

/** What is open of a subscription, in the address: `?id=…&open=history` leads there from anywhere. */
export function useOpened(
  subscriptionId: string,
): readonly [Opened | undefined, (opened: Opened | undefined) => void] {
  const [query, setQuery] = useSearchParams();
  const opened = query.get('id') === subscriptionId ? query.get('open') : undefined;
  const open = (wanted: Opened | undefined) => {
    const next = new URLSearchParams(query);
    next.delete('id');
    next.delete('open');
    if (wanted) {
      next.set('id', subscriptionId);
      next.set('open', wanted);
    }
    setQuery(next, { replace: true, preventScrollReset: true });
  };
  return [OPENED.find((one) => one === opened), open];
}
