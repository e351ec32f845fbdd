import { toProblem } from '../../api/problem.ts';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';

/** Without a set-up session, or after it is over. */
export function SetupClosed({ error }: { readonly error: Error | null }) {
  const { status } = toProblem(error);
  if (status !== 401 && status !== 403) return <ProblemMessage error={error} />;
  return (
    <Section title={text.setup.closedTitle}>
      <div>{text.setup.closed}</div>
    </Section>
  );
}
