import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import type { PinMode } from '../../api/types.ts';
import { text } from '../../text/text.ts';

const MODES: readonly PinMode[] = ['template', 'guided', 'picture'];

const useStyles = makeStyles({
  header: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  panel: { margin: 0 },
  name: { display: 'block' },
  hint: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, display: 'block' },
});

/** How the tile comes about; out of the way of everybody whom the first one serves. */
export function ModeField({
  mode,
  onChange,
}: {
  readonly mode: PinMode;
  readonly onChange: (mode: PinMode) => void;
}) {
  const styles = useStyles();
  return (
    <Accordion collapsible defaultOpenItems={mode === 'template' ? [] : ['modes']}>
      <AccordionItem value="modes">
        <AccordionHeader className={styles.header} size="small">
          {text.pin.otherModes}
        </AccordionHeader>
        <AccordionPanel className={styles.panel}>
          <Field label={text.pin.mode}>
            <RadioGroup
              value={mode}
              onChange={(_, { value }) => {
                const chosen = MODES.find((one) => one === value);
                if (chosen) onChange(chosen);
              }}
            >
              {MODES.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={
                    <>
                      <span className={styles.name}>{text.pin.modes[one].name}</span>
                      <span className={styles.hint}>{text.pin.modes[one].hint}</span>
                    </>
                  }
                />
              ))}
            </RadioGroup>
          </Field>
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
