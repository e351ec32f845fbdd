import { Button, MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { Page } from '../parts/page.tsx';
import { text } from '../text/text.ts';

/** Stands instead of a page whose code could not be loaded or failed. */
export function PageFailed() {
  const error = useRouteError();
  useEffect(() => console.error(error), [error]);
  return (
    <main>
      <Page
        title={text.problems.pageFailed}
        actions={<Button onClick={() => location.reload()}>{text.problems.reload}</Button>}
      >
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{text.problems.pageFailedHint}</MessageBarBody>
        </MessageBar>
      </Page>
    </main>
  );
}
