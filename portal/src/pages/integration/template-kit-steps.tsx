import type { TemplateKit } from '../../api/types.ts';
import { OutsideButton } from '../../parts/link-button.tsx';
import { Moment } from '../../parts/moment.tsx';
import { PlainList } from '../../parts/plain-list.tsx';
import { text } from '../../text/text.ts';
import { InstallKit } from './install-kit.tsx';
import { KitStep } from './kit-step.tsx';
import { VerifyKit } from './verify-kit.tsx';

export function TemplateKitSteps({ kit }: { readonly kit: TemplateKit }) {
  const { state, reportUrl, verifiedAt } = kit;
  const isInstalled = state !== 'missing';
  return (
    <PlainList gap="XL" isOrdered>
      <KitStep title={text.kit.installStep} isDone={isInstalled}>
        <InstallKit isInstalled={isInstalled} />
      </KitStep>
      {isInstalled && (
        <KitStep title={text.kit.pinStep} isDone={state === 'ready'}>
          <div>{text.kit.pinExplain}</div>
          {reportUrl !== undefined && (
            <div>
              <OutsideButton href={reportUrl}>{text.kit.openReport}</OutsideButton>
            </div>
          )}
        </KitStep>
      )}
      {isInstalled && (
        <KitStep title={text.kit.verifyStep} isDone={state === 'ready'}>
          {verifiedAt !== undefined && (
            <div>
              {text.kit.verified} <Moment instant={verifiedAt} />
            </div>
          )}
          <VerifyKit />
        </KitStep>
      )}
    </PlainList>
  );
}
