import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { text } from '../text/text.ts';

const SHOWN_MS = 2_000;

/** @param label says what is copied, for those who do not see what stands beside it. */
export function CopyButton({ value, label }: { readonly value: string; readonly label: string }) {
  const [copied, setCopied] = useState(0);
  useEffect(() => {
    if (copied === 0) return;
    const timer = setTimeout(() => setCopied(0), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied((times) => times + 1);
  };
  return (
    <>
      <Button icon={copied > 0 ? <CheckmarkRegular /> : <CopyRegular />} aria-label={label} onClick={copy}>
        {copied > 0 ? text.common.copied : text.common.copy}
      </Button>
      <span role="status" className="visually-hidden">
        {copied > 0 && text.common.copied}
      </span>
    </>
  );
}
