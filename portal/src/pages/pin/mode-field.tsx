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
import type { PinContent, PinMode } from '../../api/types.ts';
import { text } from '../../text/text.ts';
import type { ChangeDraft, PinDraft } from './pin-draft.ts';

const CONTENTS: readonly PinContent[] = ['picture', 'data'];
const MODES: readonly PinMode[] = ['template', 'guided', 'picture'];

const useStyles = makeStyles({
  header: { marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  panel: { margin: 0 },
  content: { paddingTop: tokens.spacingVerticalM },
  name: { display: 'block' },
  hint: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, display: 'block' },
});

/** How the tile comes about; out of the way of everybody whom the first one serves. */
export function ModeField({
  draft: { as, mode, content },
  onChange,
}: {
  readonly draft: Pick<PinDraft, 'as' | 'mode' | 'content'>;
  readonly onChange: ChangeDraft;
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
                if (chosen) onChange({ mode: chosen });
              }}
            >
              {MODES.filter((one) => as === 'me' || one !== 'template').map((one) => (
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
          {mode === 'guided' && (
            <Field label={text.pin.content} className={styles.content}>
              <RadioGroup
                value={content}
                onChange={(_, { value }) => {
                  const chosen = CONTENTS.find((one) => one === value);
                  if (chosen) onChange({ content: chosen });
                }}
              >
                {CONTENTS.map((one) => (
                  <Radio key={one} value={one} label={text.pin.contents[one]} />
                ))}
              </RadioGroup>
            </Field>
          )}
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}
