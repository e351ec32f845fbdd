import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  tokens,
} from '@fluentui/react-components';
import type { Registration } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import { AdminSignIn } from './admin-sign-in.tsx';
import { OwnApp } from './own-app.tsx';

const useStyles = makeStyles({ title: { color: tokens.colorNeutralForeground2 } });

/** Where the installation has no rights on the directory: an administrator's, or an app made by hand. */
export function OtherWays({ registration }: { readonly registration: Registration }) {
  const styles = useStyles();
  return (
    <div>
      <div className={styles.title}>{text.integration.otherWays}</div>
      <Accordion collapsible>
        <AccordionItem value="administrator">
          <AccordionHeader>{text.integration.adminSignIn.title}</AccordionHeader>
          <AccordionPanel>
            <AdminSignIn change={{ kind: 'register-as-administrator' }} />
          </AccordionPanel>
        </AccordionItem>
        <AccordionItem value="own">
          <AccordionHeader>{text.integration.ownApp.title}</AccordionHeader>
          <AccordionPanel>
            <OwnApp byHand={registration.byHand} />
          </AccordionPanel>
        </AccordionItem>
      </Accordion>
    </div>
  );
}
