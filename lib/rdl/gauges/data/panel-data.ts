import { fontText } from '../../drawing/font.ts';
import type { PlacedText } from '../layout/label-layout.ts';
import type { PanelLayout } from '../layout/panel-layout.ts';
import { linearGaugeData, radialGaugeData } from './gauge-data.ts';
import { labelData, stateIndicatorData } from './indicator-data.ts';
import { color, type DataValue, rounded } from './values.ts';

type Data = Readonly<Record<string, DataValue>>;

/** The lists of a panel's parts by kind, under the names of the engine. */
const LISTS = ['radialGauges', 'linearGauges', 'stateIndicators', 'labels'] as const;

/** What was drawn of a panel, in the form of the gallery's `data.json`. */
export function panelData(layout: PanelLayout, texts: readonly PlacedText[]): Data {
  const lists: Record<(typeof LISTS)[number], Data[]> = {
    radialGauges: [],
    linearGauges: [],
    stateIndicators: [],
    labels: [],
  };
  for (const placed of layout.items) {
    const { item } = placed;
    if (item.kind === 'radial') lists.radialGauges.push(radialGaugeData(item.gauge, placed));
    else if (item.kind === 'linear') lists.linearGauges.push(linearGaugeData(item.gauge, placed));
    else if (item.kind === 'state') lists.stateIndicators.push(stateIndicatorData(item.indicator, placed));
    else lists.labels.push(labelData(item.label, placed));
  }
  return {
    autoLayout: layout.model.autoLayout,
    ...Object.fromEntries(LISTS.filter((list) => lists[list].length > 0).map((list) => [list, lists[list]])),
    texts: texts.map(textData),
  };
}

/** A text that was drawn: its middle, its size, its angle where it stands at one. */
export function textData(text: PlacedText): Data {
  return {
    text: text.text,
    x: rounded(text.x),
    y: rounded(text.y),
    w: Math.round(text.width),
    h: Math.round(text.height),
    ...(text.angle === 0 ? {} : { angle: rounded(text.angle) }),
    font: fontText(text.font),
    color: color(text.color),
  };
}
