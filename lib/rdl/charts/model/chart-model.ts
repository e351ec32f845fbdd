import type { Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import type { Background } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { LegendSymbol } from '../chart-types.ts';
import type { ScaleSettings } from '../scales/value-scale.ts';
import type { MarkerModel, SeriesModel } from './series-model.ts';

/**
 * A chart with everything decided and nothing placed: values, texts, colours and styles. Widths of lines and sizes of
 * markers are pixels, positions of elements percents of the picture.
 */
export type ChartModel = {
  readonly name: string;
  readonly paletteName: string;
  readonly background: Background | undefined;
  readonly borderSkin: BorderSkinModel | undefined;
  readonly titles: readonly TitleModel[];
  readonly legends: readonly LegendModel[];
  readonly areas: readonly AreaModel[];
  readonly series: readonly SeriesModel[];
};

export type TextStyle = { readonly font: Font; readonly color: Color };

/** Background and frame of an element. */
export type BoxStyle = {
  readonly background: Background | undefined;
  readonly border: Stroke | undefined;
  readonly shadow: ShadowModel | undefined;
};

export type ShadowModel = { readonly color: Color; readonly offset: number };

export type Docking = 'Top' | 'Bottom' | 'Left' | 'Right';
export type Alignment = 'Near' | 'Center' | 'Far';

/** A fixed place of an element in percent of the picture. */
export type ElementPosition = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export type Dock = {
  readonly side: Docking;
  readonly alignment: Alignment;
  /** The chart area that it stands at; undefined for the picture. */
  readonly area: string | undefined;
  readonly outsideArea: boolean;
  readonly position: ElementPosition | undefined;
};

export type TextOrientation = 'Auto' | 'Horizontal' | 'Rotated90' | 'Rotated270' | 'Stacked';

export type TitleModel = {
  readonly name: string;
  readonly text: string;
  readonly style: TextStyle;
  readonly box: BoxStyle;
  readonly dock: Dock;
  readonly dockOffset: number;
  readonly orientation: TextOrientation;
};

export type LegendLayout = 'Column' | 'Row' | 'AutoTable' | 'TallTable' | 'WideTable';

export type LegendModel = {
  readonly name: string;
  readonly hidden: boolean;
  readonly dock: Dock;
  readonly layout: LegendLayout;
  readonly style: TextStyle;
  readonly box: BoxStyle;
  readonly title: { readonly text: string; readonly style: TextStyle; readonly separator: string };
  readonly reversed: boolean | undefined;
  readonly autoFit: boolean;
  readonly minimumFontSize: number;
  readonly maximumAutoSize: number;
  readonly textWrapThreshold: number;
  readonly equallySpacedItems: boolean;
  readonly interlacedRows: boolean;
  readonly interlacedColor: Color | undefined;
  readonly items: readonly LegendItemModel[];
};

export type LegendItemModel = {
  readonly text: string;
  readonly color: Color;
  readonly symbol: LegendSymbol;
  readonly background: Background | undefined;
  readonly border: Stroke | undefined;
  readonly lineStyle: Stroke['style'];
  readonly lineWidth: number;
  readonly marker: MarkerModel | undefined;
};

export type AxisName = 'X' | 'Y' | 'X2' | 'Y2';

export type AreaModel = {
  readonly name: string;
  readonly hidden: boolean;
  readonly box: BoxStyle;
  readonly position: ElementPosition | undefined;
  /** The rectangle between the axes, in percent of the area. */
  readonly innerPlot: ElementPosition | undefined;
  /** The area beside which this one shows collected slices. */
  readonly supplements: string | undefined;
  readonly alignWith: string | undefined;
  readonly alignOrientation: 'None' | 'Vertical' | 'Horizontal' | 'All';
  readonly alignment: { readonly position: boolean; readonly innerPlot: boolean };
  readonly sameFontForAllAxes: boolean;
  readonly threeD: ThreeDModel | undefined;
  readonly axes: Readonly<Record<AxisName, AxisModel>>;
  /** Rows of labels above the leaf categories, the row next to the axis first. */
  readonly groupLabels: readonly (readonly GroupLabel[])[];
};

export type ThreeDModel = {
  readonly rotation: number;
  readonly inclination: number;
  readonly perspective: number;
  readonly depthRatio: number;
  readonly gapDepth: number;
  readonly wallThickness: number;
  readonly shading: string;
  readonly clustered: boolean;
};

/** A label that spans the categories `first` to `last`, counted from 1. */
export type GroupLabel = { readonly text: string; readonly first: number; readonly last: number };

export type AxisModel = {
  readonly visible: 'True' | 'False' | 'Auto';
  readonly settings: ScaleSettings;
  /** Undefined where the definition leaves it to the kinds of series. */
  readonly margin: boolean | undefined;
  readonly scalar: boolean;
  readonly crossAt: number | 'minimum' | 'maximum' | undefined;
  readonly marksNextToAxis: boolean;
  readonly line: Stroke | undefined;
  readonly arrows: string;
  readonly title: AxisTitleModel;
  readonly labels: AxisLabelsModel;
  readonly majorGrid: GridModel;
  readonly minorGrid: GridModel;
  readonly majorTick: TickModel;
  readonly minorTick: TickModel;
  readonly interlaced: boolean;
  readonly interlacedColor: Color | undefined;
  readonly stripLines: readonly StripLineModel[];
};

export type AxisTitleModel = {
  readonly text: string;
  readonly style: TextStyle;
  readonly alignment: Alignment;
  readonly orientation: TextOrientation;
};

/** Marks of an axis that have a spacing of their own; an interval of 0 is that of the axis. */
export type SpacingModel = {
  readonly interval: number;
  readonly intervalType: ScaleSettings['intervalType'];
  readonly offset: number;
  readonly offsetType: ScaleSettings['intervalType'];
};

export type AxisLabelsModel = {
  readonly spacing: SpacingModel;
  readonly hidden: boolean;
  readonly style: TextStyle;
  readonly format: string;
  /** Formats a number, or a date given as OLE Automation days, as this axis writes it. */
  readonly write: (value: number, kind: 'number' | 'date') => string;
  readonly autoFit: boolean;
  readonly minimumFontSize: number;
  readonly maximumFontSize: number;
  readonly growFont: boolean;
  readonly shrinkFont: boolean;
  readonly stagger: boolean;
  readonly wrap: boolean;
  readonly rotation: 0 | 30 | 45 | 90;
  /** Degrees and staggering where nothing is fitted. */
  readonly angle: number;
  readonly staggered: boolean;
  readonly hideEndLabels: boolean;
};

export type GridModel = SpacingModel & {
  readonly enabled: boolean;
  readonly line: Stroke;
};

export type TickModel = GridModel & {
  readonly style: 'None' | 'Inside' | 'Outside' | 'Cross';
  /** Percent of the picture. */
  readonly length: number;
};

export type StripLineModel = {
  readonly interval: number;
  readonly intervalType: ScaleSettings['intervalType'];
  readonly offset: number;
  readonly offsetType: ScaleSettings['intervalType'];
  readonly width: number;
  readonly widthType: ScaleSettings['intervalType'];
  readonly box: BoxStyle;
  /** The colour of the border as written, drawn or not. */
  readonly borderColor: Color;
  readonly title: string;
  readonly style: TextStyle;
  readonly titleAlignment: Alignment;
  readonly titleLineAlignment: Alignment;
  readonly orientation: TextOrientation;
};

export type BorderSkinModel = {
  readonly type: string;
  readonly pageColor: Color;
  readonly background: Background;
  readonly border: Stroke | undefined;
};
