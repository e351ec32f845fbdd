import { fontText } from '../../drawing/font.ts';
import type { PlacedItem } from '../layout/panel-layout.ts';
import type { GaugeLabelModel, StateIndicatorModel, StateModel } from '../model/gauge-model.ts';
import { placeData } from './gauge-data.ts';
import { borderData, color, type DataValue, fillData, number } from './values.ts';

type Data = Readonly<Record<string, DataValue>>;

export function stateIndicatorData(indicator: StateIndicatorModel, placed: PlacedItem): Data {
  const { shape } = indicator;
  return {
    ...placeData(placed),
    Style: indicator.style,
    IndicatorStyle: indicator.style,
    ...borderData(shape),
    Value: number(indicator.value),
    IsPercentBased: indicator.percentBased,
    Minimum: number(indicator.minimum),
    Maximum: number(indicator.maximum),
    CurrentState: indicator.current?.name ?? '',
    ShadowOffset: shape.shadowOffset,
    Angle: number(indicator.angle),
    ScaleFactor: number(indicator.scaleFactor),
    ResizeMode: indicator.resizeMode,
    States: indicator.states.map(stateData),
  };
}

function stateData(state: StateModel): Data {
  return {
    Name: state.name,
    StartValue: number(state.start),
    EndValue: number(state.end),
    FillColor: color(state.color),
    IndicatorStyle: state.style,
    ScaleFactor: number(state.scaleFactor),
  };
}

export function labelData(label: GaugeLabelModel, placed: PlacedItem): Data {
  const { BackGradientType, BackHatchStyle } = fillData('Back', label.shape.fill);
  return {
    ...placeData(placed),
    TextAlignment: label.alignment,
    Font: fontText(label.style.font),
    ResizeMode: label.resizeMode,
    FontUnit: label.fontPercent ? 'Percent' : 'Default',
    ...borderData(label.shape),
    TextColor: color(label.style.color),
    BackGradientType: BackGradientType ?? 'None',
    BackHatchStyle: BackHatchStyle ?? 'None',
    Text: label.text,
    BackShadowOffset: label.shape.shadowOffset,
    TextShadowOffset: label.textShadowOffset,
    Angle: number(label.angle),
  };
}
