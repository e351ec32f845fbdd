import { Badge, makeStyles } from '@fluentui/react-components';
import { useMe } from '../../api/me.ts';
import { useTemplateKit } from '../../api/template-kit.ts';
import { Loading } from '../../parts/loading.tsx';
import { PowerBiSignIn } from '../../parts/power-bi-sign-in.tsx';
import { ProblemMessage } from '../../parts/problem-message.tsx';
import { Section } from '../../parts/section.tsx';
import { text } from '../../text/text.ts';
import { INTEGRATION_PATH } from './integration-path.ts';
import { TemplateKitSteps } from './template-kit-steps.tsx';

const useStyles = makeStyles({ body: { maxWidth: '70ch' } });

/** The template every pin copies: made by API as far as it goes, its one visual pinned by hand. */
export function TemplateKitSection() {
  const styles = useStyles();
  const { data: me } = useMe();
  const { data: kit, error, isPending, refetch } = useTemplateKit();
  return (
    <Section
      title={text.kit.title}
      aside={
        kit && (
          <Badge appearance="tint" size="large" color={kit.state === 'ready' ? 'success' : 'warning'}>
            {text.kit.states[kit.state]}
          </Badge>
        )
      }
    >
      <div className={styles.body}>{text.kit.explain}</div>
      {isPending && <Loading />}
      {error && <ProblemMessage error={error} onRetry={refetch} />}
      {kit && me?.powerBi?.state !== 'valid' && (
        <PowerBiSignIn returnTo={INTEGRATION_PATH} explanation={text.kit.signIn} />
      )}
      {kit && me?.powerBi?.state === 'valid' && <TemplateKitSteps kit={kit} />}
    </Section>
  );
}
