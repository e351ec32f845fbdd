import type { Color } from '../../drawing/color.ts';
import type { Background } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { SeriesType } from '../chart-types.ts';
import type { BoxStyle, ShadowModel, TextStyle } from './chart-model.ts';

export type SeriesModel = {
  readonly name: string;
  readonly internalName: string;
  readonly type: SeriesType;
  readonly area: string;
  readonly valueAxis: 'Y' | 'Y2';
  readonly categoryAxis: 'X' | 'X2';
  readonly hidden: boolean;
  readonly color: Color;
  readonly style: PointStyle;
  readonly legendName: string;
  readonly legendText: string;
  readonly inLegend: boolean;
  readonly xKind: 'category' | 'number' | 'date';
  readonly yIsDate: boolean;
  /** Custom properties by name, as written; later ones win. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly smartLabels: SmartLabelModel;
  readonly points: readonly PointModel[];
};

export type SmartLabelModel = {
  readonly enabled: boolean;
  readonly allowOutsidePlot: 'True' | 'False' | 'Partial';
  readonly callout: 'None' | 'Underline' | 'Box' | 'Underlined';
  readonly calloutColor: Color;
  readonly markerOverlapping: boolean;
  readonly maxMovingDistance: number;
  readonly minMovingDistance: number;
  readonly hideOverlapped: boolean;
  /** Sides of a point to which labels do not move. */
  readonly blockedSides: readonly string[];
};

/** How a point or a series is painted. */
export type PointStyle = {
  readonly background: Background;
  readonly border: Stroke | undefined;
  /** Width in pixels and dashes of a line; also of the border where it is drawn. */
  readonly lineWidth: number;
  readonly lineStyle: Stroke['style'];
  readonly borderColor: Color | undefined;
  readonly shadow: ShadowModel | undefined;
  readonly marker: MarkerModel | undefined;
};

export const MARKER_STYLES = [
  'None',
  'Square',
  'Circle',
  'Diamond',
  'Triangle',
  'Cross',
  'Star4',
  'Star5',
  'Star6',
  'Star10',
] as const;
export type MarkerStyle = (typeof MARKER_STYLES)[number];

export type MarkerModel = {
  readonly style: MarkerStyle;
  readonly size: number;
  /** Undefined: the colour of the point. */
  readonly color: Color | undefined;
  readonly borderColor: Color | undefined;
  readonly borderWidth: number;
};

export type PointModel = {
  /** Position on the category axis, counted from 1, where X has no value. */
  readonly index: number;
  readonly category: string;
  /** The value of X: a number, or OLE Automation days; undefined for plain categories. */
  readonly x: number | undefined;
  /** As many values as the type has; zeros where the point is empty. */
  readonly y: readonly number[];
  readonly empty: boolean;
  readonly color: Color;
  readonly style: PointStyle;
  readonly label: PointLabelModel | undefined;
  /** It stands for several small points. */
  readonly collected: boolean;
  readonly legendText: string;
  readonly inLegend: boolean;
  readonly attributes: ReadonlyMap<string, string>;
};

export type PointLabelModel = {
  /** As drawn. */
  readonly text: string;
  /** Before keywords are replaced; undefined for a label made from the value. */
  readonly template: string | undefined;
  readonly style: TextStyle;
  readonly box: BoxStyle;
  readonly position: string;
  readonly rotation: number;
};
