import { Button } from '@fluentui/react-components';
import { DatabaseRegular, PinRegular } from '@fluentui/react-icons';
import type { RefObject } from 'react';
import { useMe } from '../../api/me.ts';
import { LinkButton } from '../../parts/link-button.tsx';
import { text } from '../../text/text.ts';
import { serverOfReport } from '../browse/folder-address.ts';
import { dataSourcesAddress } from '../data-sources/data-sources-address.ts';

/**
 * The toolbar of a report (P1): pinning while the Power BI integration is on, data sources for publishers. Those of a
 * report server are kept there.
 */
export function ReportActions(props: {
  readonly reportId: string;
  readonly isSelecting: boolean;
  /** Takes the focus when select mode is left. */
  readonly pinButton: RefObject<HTMLButtonElement | null>;
  readonly onToggle: () => void;
}) {
  const { reportId, isSelecting, pinButton, onToggle } = props;
  const { data: me } = useMe();
  return (
    <>
      {me?.user?.publisher && serverOfReport(reportId) === undefined && (
        <LinkButton to={dataSourcesAddress(reportId)} icon={<DatabaseRegular />}>
          {text.report.dataSources}
        </LinkButton>
      )}
      {me?.registered && (
        <Button
          ref={(button: HTMLButtonElement | null) => {
            pinButton.current = button;
          }}
          appearance={isSelecting ? 'secondary' : 'primary'}
          aria-pressed={isSelecting}
          icon={<PinRegular />}
          onClick={onToggle}
        >
          {text.report.pin}
        </Button>
      )}
    </>
  );
}
