import { useRef } from 'react';
import { useMe } from '../../api/me.ts';
import type { Report } from '../../api/types.ts';
import { Page } from '../../parts/page.tsx';
import { namesOf, serverOfReport } from '../browse/folder-address.ts';
import { FolderPath } from '../browse/folder-path.tsx';
import { PinDialog } from '../pin/pin-dialog.tsx';
import { missingParameters, useParameterDraft } from './parameter-draft.ts';
import { ParametersForm } from './parameters-form.tsx';
import { ReportActions } from './report-actions.tsx';
import { useReportAddress } from './report-address.ts';
import { ReportPages } from './report-pages.tsx';
import { ReportWarnings } from './report-warnings.tsx';
import { SelectBar } from './select-bar.tsx';
import { useEscape } from './use-escape.ts';
import { useSelection } from './use-selection.ts';

/** The report with its toolbar; choosing an item to pin is a mode of the same page (P7). */
export function ReportView({ report }: { readonly report: Report }) {
  const address = useReportAddress(report.parameters.map(({ name }) => name));
  const { data: me } = useMe();
  const pinButton = useRef<HTMLButtonElement | null>(null);
  const hasParameters = report.parameters.some(({ hidden }) => !hidden);
  const draft = useParameterDraft({
    reportId: report.id,
    values: address.parameters,
    enabled: hasParameters,
  });
  const missing = draft.prompts && missingParameters(draft.prompts, address.parameters);
  const isReady = !hasParameters || missing?.length === 0;
  const mayPin = me?.registered ?? false;
  const isSelecting = mayPin && address.isSelecting;
  const leave = () => {
    address.setSelecting(false);
    pinButton.current?.focus();
  };
  useEscape(isSelecting && address.pinning.length === 0, leave);
  const pinned = report.items.filter(
    ({ name, pinnable, drawable }) => pinnable && drawable && address.pinning.includes(name),
  );
  const selection = useSelection(isSelecting);
  return (
    <Page
      title={report.title}
      above={<FolderPath source={serverOfReport(report.id)} names={namesOf(report.path)} isOpen={false} />}
      actions={
        <ReportActions
          reportId={report.id}
          isSelecting={isSelecting}
          pinButton={pinButton}
          onToggle={() => (isSelecting ? leave() : address.setSelecting(true))}
        />
      }
    >
      <ReportWarnings report={report} />
      {/* While an item is chosen they stay as they are, and what is chosen from comes first. */}
      {hasParameters && !(isSelecting && isReady) && (
        <ParametersForm
          draft={draft}
          isMissing={missing !== undefined && missing.length > 0}
          onView={address.setParameters}
        />
      )}
      {isSelecting && (
        <SelectBar
          items={report.items}
          selection={selection}
          onPin={() => address.setPinning(selection.chosen)}
          onCancel={leave}
        />
      )}
      {isReady && (
        <ReportPages
          report={report}
          query={address.parameterQuery}
          selecting={isSelecting ? { selection, onPin: (name) => address.setPinning([name]) } : undefined}
        />
      )}
      {mayPin && pinned.length > 0 && (
        <PinDialog
          report={report}
          key={address.pinning.join(' ')}
          items={pinned}
          parameters={address.parameters}
          query={address.parameterQuery}
          onBack={() => address.setPinning([])}
          onDone={leave}
        />
      )}
    </Page>
  );
}
