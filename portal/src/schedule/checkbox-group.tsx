import { makeStyles, ToggleButton, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  group: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: `0 0 ${tokens.spacingVerticalXS}` },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
  choice: { minWidth: '48px' },
  message: { color: tokens.colorPaletteRedForeground1, fontSize: tokens.fontSizeBase200 },
});

/** Several of a few short names, such as weekdays; in the order of the options. */
export function CheckboxGroup<Option extends string | number>(props: {
  readonly legend: string;
  readonly options: readonly Option[];
  readonly names: Readonly<Record<Option, { readonly short: string; readonly long: string }>>;
  readonly chosen: readonly Option[];
  readonly message: string | undefined;
  readonly onChange: (chosen: readonly Option[]) => void;
}) {
  const { legend, options, names, chosen, message, onChange } = props;
  const styles = useStyles();
  const toggle = (option: Option) =>
    onChange(options.filter((one) => (one === option ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <ToggleButton
            key={option}
            size="small"
            className={styles.choice}
            checked={chosen.includes(option)}
            onClick={() => toggle(option)}
          >
            <span aria-hidden>{names[option].short}</span>
            <span className="visually-hidden">{names[option].long}</span>
          </ToggleButton>
        ))}
      </div>
      {message !== undefined && (
        <div role="alert" className={styles.message}>
          {message}
        </div>
      )}
    </fieldset>
  );
}
