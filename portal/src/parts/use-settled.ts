import { useEffect, useState } from 'react';

/** A value of plain data once it has stood unchanged for a while: not every letter typed is asked about. */
export function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  // The value is another object on each rendering; what it says is not.
  const [latest, setLatest] = useState({ key, value });
  if (latest.key !== key) setLatest({ key, value });
  useEffect(() => {
    const timer = setTimeout(() => setSettled(latest.value), milliseconds);
    return () => clearTimeout(timer);
  }, [latest, milliseconds]);
  return settled;
}
