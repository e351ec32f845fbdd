import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';

const dark = matchMedia('(prefers-color-scheme: dark)');

/** Light or dark as the person's system says, following it while the page is open. */
export function usePreferredTheme(): Theme {
  const isDark = useSyncExternalStore(subscribe, () => dark.matches);
  return isDark ? webDarkTheme : webLightTheme;
}

function subscribe(changed: () => void): () => void {
  dark.addEventListener('change', changed);
  return () => dark.removeEventListener('change', changed);
}
