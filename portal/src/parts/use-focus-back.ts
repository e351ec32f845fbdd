import { useEffect, useState } from 'react';

/**
 * Gives the focus back to what opened a dialog, as soon as the dialog is gone; nothing where that is gone as well. For
 * dialogs that are opened by state and not by a trigger of their own.
 */
export function useFocusBack(): void {
  // Read while rendering: the dialog takes the focus before any effect of ours runs.
  const [opener] = useState(() => openerOf(document.activeElement));
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    },
    [opener],
  );
}

/** An entry of a menu goes with its menu; what opened that is what names it. */
function openerOf(element: Element | null): Element | null {
  const label = element?.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  return label ? document.getElementById(label) : element;
}
