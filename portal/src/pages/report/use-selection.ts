import { useState } from 'react';

/** P7: a click pins one item at once; or several are chosen first and then pinned together. */
export type Selection = {
  readonly isSeveral: boolean;
  readonly chosen: readonly string[];
  readonly setSeveral: (isOn: boolean) => void;
  readonly toggle: (itemName: string) => void;
};

/** What is chosen in select mode; leaving the mode forgets it. */
export function useSelection(isSelecting: boolean): Selection {
  const [isSeveral, setSeveral] = useState(false);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  if (!isSelecting && (isSeveral || chosen.length > 0)) {
    setSeveral(false);
    setChosen([]);
  }
  return {
    isSeveral,
    chosen,
    setSeveral: (isOn) => {
      setSeveral(isOn);
      setChosen([]);
    },
    toggle: (itemName) =>
      setChosen((present) =>
        present.includes(itemName) ? present.filter((name) => name !== itemName) : [...present, itemName],
      ),
  };
}

/** Select mode as the sheets need it. */
export type Selecting = {
  readonly selection: Selection;
  readonly onPin: (itemName: string) => void;
};
