import type { Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import type { Background } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { FrameShape } from './frame-shapes.ts';
import type { IndicatorStyle } from './indicator-styles.ts';

/**
 * A gauge panel with everything decided and nothing placed: values, texts, colours and styles. Places are percents of
 * the panel (or of a parent gauge); lengths of what stands at a scale are percents of the scale's size; offsets of
 * shadows and widths of lines are pixels.
 */
export type GaugePanelModel = {
  readonly name: string;
  readonly autoLayout: boolean;
  readonly background: Background | undefined;
  readonly frame: FrameModel;
  /** How dark shadows are, 0–100. */
  readonly shadowIntensity: number;
  readonly items: readonly PanelItemModel[];
};

export type PanelItemModel =
  | { readonly kind: 'radial'; readonly place: ItemPlace; readonly gauge: RadialGaugeModel }
  | { readonly kind: 'linear'; readonly place: ItemPlace; readonly gauge: LinearGaugeModel }
  | { readonly kind: 'state'; readonly place: ItemPlace; readonly indicator: StateIndicatorModel }
  | { readonly kind: 'label'; readonly place: ItemPlace; readonly label: GaugeLabelModel };

export type ItemPlace = {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly zIndex: number;
  /** The gauge that it stands in, as the definition names it. */
  readonly parent: string | undefined;
  readonly visible: boolean;
};

/** How a shape is painted: its fill, its outline, its shadow. */
export type ShapeStyle = {
  readonly fill: Background | undefined;
  /** Undefined: the shape has no outline of its own, so that its fill reaches over its edge. */
  readonly border: Stroke | undefined;
  readonly borderColor: Color;
  readonly borderWidth: number;
  readonly shadowOffset: number;
};

export type TextStyle = { readonly font: Font; readonly color: Color };

export type FrameStyle = 'None' | 'Simple' | 'Edged';

export type FrameModel = {
  readonly style: FrameStyle;
  readonly shape: FrameShape;
  /** Percent of the shorter side. */
  readonly width: number;
  readonly frame: ShapeStyle;
  readonly interior: Background | undefined;
  readonly glass: 'None' | 'Simple';
};

type GaugeModel = {
  readonly frame: FrameModel;
  readonly clipContent: boolean;
  /** Width by height; undefined fills the place. */
  readonly aspectRatio: number | undefined;
};

export type RadialGaugeModel = GaugeModel & {
  readonly pivot: readonly [x: number, y: number];
  readonly scales: readonly RadialScaleModel[];
};

export type LinearGaugeModel = GaugeModel & {
  readonly orientation: 'Auto' | 'Horizontal' | 'Vertical';
  readonly scales: readonly LinearScaleModel[];
};

export type Placement = 'Inside' | 'Outside' | 'Cross';

/** Distance of two marks and where they start; undefined is left to the engine. */
export type IntervalModel = { readonly interval: number | undefined; readonly offset: number | undefined };

export type MarkShape = (typeof MARK_SHAPES)[number];
export const MARK_SHAPES = [
  'None',
  'Rectangle',
  'Triangle',
  'Circle',
  'Diamond',
  'Trapezoid',
  'Star',
  'Wedge',
  'Pentagon',
] as const;

export type MarkModel = {
  readonly shape: MarkShape;
  readonly length: number;
  readonly width: number;
  readonly visible: boolean;
  readonly placement: Placement;
  readonly distance: number;
  readonly style: ShapeStyle;
  /** Shaded towards its sides, by this density in percent. */
  readonly enableGradient: boolean;
  readonly gradientDensity: number;
};

export type TickMarksModel = MarkModel & IntervalModel;

export type PinModel = MarkModel & {
  readonly enabled: boolean;
  /** Percent of the scale (radial: of the sweep's circle) beyond its end. */
  readonly location: number;
  readonly label: LabelModel & { readonly text: string };
};

/** How texts at a scale are written. */
export type LabelModel = {
  readonly style: TextStyle;
  /** The font size is a percentage of the scale's size. */
  readonly fontPercent: boolean;
  readonly visible: boolean;
  readonly placement: Placement;
  readonly distance: number;
  readonly rotate: boolean;
  readonly allowUpsideDown: boolean;
  readonly fontAngle: number;
};

export type ScaleLabelsModel = LabelModel &
  IntervalModel & { readonly format: string; readonly showEndLabels: boolean };

export type CustomLabelModel = LabelModel & {
  readonly name: string;
  readonly text: string;
  readonly value: number;
  readonly tick: MarkModel;
};

/** The intervals in effect, and what is drawn at a scale: values in the order of the scale. */
export type ScaleMarks = {
  readonly intervalMain: number;
  readonly intervalMajor: number;
  readonly intervalMinor: number;
  readonly intervalLabels: number;
  readonly major: readonly number[];
  readonly minor: readonly number[];
  readonly labels: readonly { readonly value: number; readonly text: string }[];
};

export type ScaleAxis = {
  readonly minimum: number;
  readonly maximum: number;
  readonly reversed: boolean;
  readonly logarithmic: boolean;
  readonly logarithmicBase: number;
};

export type ScaleModel = ScaleAxis &
  IntervalModel & {
    readonly name: string;
    readonly multiplier: number;
    readonly visible: boolean;
    readonly ticksOnTop: boolean;
    readonly width: number;
    readonly style: ShapeStyle;
    readonly labels: ScaleLabelsModel;
    readonly majorTicks: TickMarksModel;
    readonly minorTicks: TickMarksModel;
    readonly customLabels: readonly CustomLabelModel[];
    readonly minimumPin: PinModel;
    readonly maximumPin: PinModel;
    readonly ranges: readonly RangeModel[];
    readonly pointers: readonly PointerModel[];
    readonly marks: ScaleMarks;
  };

export type RadialScaleModel = ScaleModel & {
  readonly radius: number;
  /** Degrees clockwise from the bottom. */
  readonly startAngle: number;
  readonly sweepAngle: number;
};

export type LinearScaleModel = ScaleModel & {
  readonly position: number;
  readonly startMargin: number;
  readonly endMargin: number;
};

export const RANGE_GRADIENTS = [
  'None',
  'StartToEnd',
  'LeftRight',
  'TopBottom',
  'Center',
  'DiagonalLeft',
  'DiagonalRight',
  'HorizontalCenter',
  'VerticalCenter',
] as const;
export type RangeGradient = (typeof RANGE_GRADIENTS)[number];

export type RangeModel = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly startWidth: number;
  readonly endWidth: number;
  readonly distance: number;
  readonly placement: Placement;
  readonly visible: boolean;
  readonly style: ShapeStyle;
  readonly gradient: RangeGradient;
  /** Colours of what lies in the range; undefined leaves them as they are. */
  readonly barColor: Color | undefined;
  readonly labelColor: Color | undefined;
  readonly tickColor: Color | undefined;
};

export type PointerModel = {
  readonly name: string;
  readonly type: 'Needle' | 'Marker' | 'Bar' | 'Thermometer';
  /** Undefined: there is none, and no pointer is drawn. */
  readonly value: number | undefined;
  readonly visible: boolean;
  readonly placement: Placement;
  readonly distance: number;
  readonly width: number;
  readonly markerShape: MarkShape;
  readonly markerLength: number;
  readonly barStart: 'ScaleStart' | 'Zero';
  readonly style: ShapeStyle;
  readonly needle: NeedleModel | undefined;
  readonly thermometer: ThermometerModel | undefined;
};

export const NEEDLE_STYLES = [
  'Triangular',
  'Rectangular',
  'TaperedWithTail',
  'Tapered',
  'ArrowWithTail',
  'Arrow',
  'StealthArrowWithTail',
  'StealthArrow',
  'TaperedWithStealthArrow',
  'StealthArrowWithWideTail',
  'TaperedWithRoundedPoint',
] as const;
export type NeedleStyle = (typeof NEEDLE_STYLES)[number];

export const CAP_STYLES = [
  'RoundedDark',
  'Rounded',
  'RoundedLight',
  'RoundedWithAdditionalTop',
  'RoundedWithWideIndentation',
  'FlattenedWithIndentation',
  'FlattenedWithWideIndentation',
  'RoundedGlossyWithIndentation',
  'RoundedWithIndentation',
] as const;
export type CapStyle = (typeof CAP_STYLES)[number];

export type NeedleModel = { readonly style: NeedleStyle; readonly cap: CapModel };

export type CapModel = {
  readonly visible: boolean;
  readonly onTop: boolean;
  readonly reflection: boolean;
  readonly style: CapStyle;
  readonly width: number;
  readonly fill: Background | undefined;
};

export type ThermometerModel = {
  readonly bulbOffset: number;
  readonly bulbSize: number;
  readonly style: 'Standard' | 'Flask';
  readonly back: Background | undefined;
};

export type StateModel = {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly style: IndicatorStyle;
  readonly color: Color | undefined;
  readonly scaleFactor: number;
};

export type StateIndicatorModel = {
  readonly value: number | undefined;
  readonly percentBased: boolean;
  readonly minimum: number;
  readonly maximum: number;
  readonly states: readonly StateModel[];
  /** The state that holds the value. */
  readonly current: StateModel | undefined;
  readonly style: IndicatorStyle;
  readonly shape: ShapeStyle;
  readonly scaleFactor: number;
  readonly angle: number;
  readonly resizeMode: ResizeMode;
};

export type ResizeMode = 'AutoFit' | 'None';

export type TextAlignment = `${'Top' | 'Middle' | 'Bottom'}${'Left' | 'Center' | 'Right'}`;

export type GaugeLabelModel = {
  readonly text: string;
  readonly style: TextStyle;
  readonly fontPercent: boolean;
  readonly resizeMode: ResizeMode;
  readonly alignment: TextAlignment;
  readonly angle: number;
  readonly shape: ShapeStyle;
  readonly textShadowOffset: number;
};
