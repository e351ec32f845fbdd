import { LinkButton } from '../../parts/link-button.tsx';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';

export function NotFoundPage() {
  return (
    <Page title={text.problems.notFoundTitle}>
      <div>{text.problems.notFound}</div>
      <div>
        <LinkButton to="/">{text.problems.toReports}</LinkButton>
      </div>
    </Page>
  );
}
