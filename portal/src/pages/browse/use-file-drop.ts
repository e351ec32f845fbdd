import { useEffect, useRef, useState } from 'react';

/**
 * Takes files that are dropped anywhere on the page while `isOn`; the upload button does the same for the keyboard.
 * @returns whether files are being held over the page
 */
export function useFileDrop(isOn: boolean, onFiles: (files: readonly File[]) => void): boolean {
  // Entering an element comes before leaving the one around it, so the two are counted.
  const [depth, setDepth] = useState(0);
  const take = useRef(onFiles);
  useEffect(() => {
    take.current = onFiles;
  }, [onFiles]);
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const listen = (
      type: 'dragenter' | 'dragleave' | 'dragover' | 'drop',
      react: (event: DragEvent) => void,
    ) =>
      window.addEventListener(type, (event) => bringsFiles(event) && react(event), { signal: stop.signal });
    listen('dragenter', () => setDepth((present) => present + 1));
    listen('dragleave', () => setDepth((present) => Math.max(0, present - 1)));
    listen('dragover', (event) => event.preventDefault());
    listen('drop', (event) => {
      event.preventDefault();
      setDepth(0);
      take.current([...(event.dataTransfer?.files ?? [])]);
    });
    return () => stop.abort();
  }, [isOn]);
  return depth > 0;
}

function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
