import {
  Menu,
  MenuButton,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import {
  CalendarClockRegular,
  DataUsageRegular,
  DocumentDataRegular,
  HistoryRegular,
  PersonSettingsRegular,
  SendRegular,
  ServerRegular,
  SettingsRegular,
} from '@fluentui/react-icons';
import { useRegistration } from '../api/registration.ts';
import { differsFromPortal } from '../pages/integration/differs-from-portal.ts';
import { MenuRouterLink } from '../parts/menu-router-link.tsx';
import { text } from '../text/text.ts';
import { IntegrationIcon } from './integration-icon.tsx';

/** The gear: My Settings only while the Power BI integration is on, administration for administrators only. */
export function SettingsMenu(props: { readonly isRegistered: boolean; readonly isAdmin: boolean }) {
  const { isRegistered, isAdmin } = props;
  const { data: registration } = useRegistration({ enabled: isAdmin });
  const differs = registration !== undefined && differsFromPortal(registration);
  return (
    <Menu inline>
      <MenuTrigger disableButtonEnhancement>
        <MenuButton
          appearance="subtle"
          icon={<SettingsRegular />}
          menuIcon={null}
          aria-label={text.shell.settings}
          title={text.shell.settings}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuRouterLink to="/" icon={<DocumentDataRegular />}>
            {text.shell.reports}
          </MenuRouterLink>
          <MenuRouterLink to="/subscriptions" icon={<HistoryRegular />}>
            {text.shell.subscriptions}
          </MenuRouterLink>
          {isRegistered && (
            <MenuRouterLink to="/settings" icon={<PersonSettingsRegular />}>
              {text.shell.mySettings}
            </MenuRouterLink>
          )}
          {isAdmin && (
            <>
              <MenuDivider />
              <MenuGroup>
                <MenuGroupHeader>{text.shell.administration}</MenuGroupHeader>
                <MenuRouterLink to="/manage" icon={<DataUsageRegular />}>
                  {text.overview.title}
                </MenuRouterLink>
                <MenuRouterLink to="/manage/schedules" icon={<CalendarClockRegular />}>
                  {text.sharedSchedules.title}
                </MenuRouterLink>
                <MenuRouterLink to="/manage/report-servers" icon={<ServerRegular />}>
                  {text.servers.title}
                </MenuRouterLink>
                <MenuRouterLink to="/manage/webhook" icon={<SendRegular />}>
                  {text.webhook.title}
                </MenuRouterLink>
                <MenuRouterLink to="/manage/integration" icon={<IntegrationIcon differs={differs} />}>
                  {text.shell.integration}
                </MenuRouterLink>
              </MenuGroup>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
