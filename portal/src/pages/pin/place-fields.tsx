import { DashboardField } from './dashboard-field.tsx';
import type { ChangeDraft, PinDraft } from './pin-draft.ts';
import { WorkspaceField } from './workspace-field.tsx';

/** Workspace and dashboard, live from Power BI. */
export function PlaceFields(props: {
  readonly draft: Pick<PinDraft, 'as' | 'workspaceId' | 'dashboardId'>;
  readonly wasSent: boolean;
  readonly returnTo: string;
  readonly onChange: ChangeDraft;
}) {
  const { draft, wasSent, returnTo, onChange } = props;
  return (
    <>
      <WorkspaceField
        key={draft.as}
        as={draft.as}
        value={draft.workspaceId}
        isMissing={wasSent && draft.workspaceId === ''}
        returnTo={returnTo}
        onChange={(workspaceId) => onChange({ workspaceId, dashboardId: '' })}
      />
      {draft.workspaceId !== '' && (
        <DashboardField
          key={draft.workspaceId}
          as={draft.as}
          workspaceId={draft.workspaceId}
          value={draft.dashboardId}
          isMissing={wasSent && draft.dashboardId === ''}
          returnTo={returnTo}
          onChange={(dashboardId) => onChange({ dashboardId })}
        />
      )}
    </>
  );
}
