import { Button } from '@fluentui/react-components';
import { PinRegular } from '@fluentui/react-icons/svg/pin';
import { useRef } from 'react';
import { useMe } from '../../api/me.ts';
import type { Report } from '../../api/types.ts';
import { Page } from '../../parts/page.tsx';
import { text } from '../../text/text.ts';
import { FolderPath } from '../browse/folder-path.tsx';
import { PinDialog } from '../pin/pin-dialog.tsx';
import { ParametersForm } from './parameters-form.tsx';
import { missingParameters, useReportAddress } from './report-address.ts';
import { ReportPages } from './report-pages.tsx';
import { SelectBar } from './select-bar.tsx';
import { useEscape } from './use-escape.ts';

/** The report with its toolbar; choosing an item to pin is a mode of the same page (P7). */
export function ReportView({ report }: { readonly report: Report }) {
  const address = useReportAddress();
  const { data: me } = useMe();
  const pinButton = useRef<HTMLButtonElement | null>(null);
  const visible = report.parameters.filter(({ hidden }) => !hidden);
  const missing = missingParameters(report.parameters, address.parameters);
  const mayPin = me?.registered ?? false;
  const isSelecting = mayPin && address.isSelecting;
  const leave = () => {
    address.setSelecting(false);
    pinButton.current?.focus();
  };
  useEscape(isSelecting && address.pinning === undefined, leave);
  const pinned = report.items.find(
    ({ name, pinnable, drawable }) => pinnable && drawable && name === address.pinning,
  );
  return (
    <Page
      title={report.title}
      above={<FolderPath names={report.path.split('/').filter((name) => name !== '')} isOpen={false} />}
      actions={
        mayPin && (
          <Button
            ref={(button: HTMLButtonElement | null) => {
              pinButton.current = button;
            }}
            appearance={isSelecting ? 'secondary' : 'primary'}
            aria-pressed={isSelecting}
            icon={<PinRegular />}
            onClick={() => (isSelecting ? leave() : address.setSelecting(true))}
          >
            {text.report.pin}
          </Button>
        )
      }
    >
      {visible.length > 0 && (
        <ParametersForm
          key={address.parameterQuery}
          parameters={visible}
          values={address.parameters}
          missing={missing}
          onView={address.setParameters}
        />
      )}
      {isSelecting && <SelectBar items={report.items} onCancel={leave} />}
      {missing.length === 0 && (
        <ReportPages
          report={report}
          query={address.parameterQuery}
          onChoose={isSelecting ? address.setPinning : undefined}
        />
      )}
      {mayPin && pinned && (
        <PinDialog
          report={report}
          item={pinned}
          parameters={address.parameters}
          query={address.parameterQuery}
          onBack={() => address.setPinning(undefined)}
          onDone={leave}
        />
      )}
    </Page>
  );
}
