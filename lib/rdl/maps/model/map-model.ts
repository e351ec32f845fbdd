import type { Color } from '../../drawing/color.ts';
import type { Font } from '../../drawing/font.ts';
import type { Background } from '../../drawing/gradients.ts';
import type { Stroke } from '../../drawing/stroke.ts';
import type { MarkShape } from '../../gauges/model/gauge-model.ts';
import type { ProjectionName } from '../projection/projections.ts';
import type { Geometry, Position } from '../spatial/geometry.ts';

/**
 * A map with everything decided and nothing placed: shapes in their own coordinates, colours, texts. Lengths are pixels.
 */
export type MapModel = {
  readonly name: string;
  readonly background: Background | undefined;
  readonly shadowIntensity: number;
  readonly viewport: ViewportModel;
  readonly layers: readonly LayerModel[];
  readonly panels: readonly PanelModel[];
};

export type TextStyle = { readonly font: Font; readonly color: Color };

/** Background, frame and shadow of a panel. */
export type BoxModel = {
  readonly background: Background | undefined;
  readonly border: Stroke | undefined;
  readonly shadowOffset: number;
};

export type Margins = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

export type ViewportModel = {
  readonly box: BoxModel;
  readonly margins: Margins;
  readonly place: PlaceModel | undefined;
  readonly geographic: boolean;
  readonly projection: ProjectionName;
  readonly center: Position;
  readonly limits: {
    readonly minX: number | undefined;
    readonly minY: number | undefined;
    readonly maxX: number | undefined;
    readonly maxY: number | undefined;
  };
  readonly view: ViewModel;
  readonly contentMargin: number;
  readonly meridians: GridModel;
  readonly parallels: GridModel;
  readonly gridUnderContent: boolean;
};

/** Zoom in percent; centre in percent of the map, y down. */
export type ViewModel =
  | { readonly kind: 'custom'; readonly zoom: number; readonly centerX: number; readonly centerY: number }
  /** The part of the map where these elements lie. */
  | { readonly kind: 'elements'; readonly zoom: number; readonly elements: readonly Geometry[] };

export type GridModel = {
  readonly visible: boolean;
  readonly interval: number | undefined;
  readonly line: Stroke | undefined;
  readonly labels: TextStyle | undefined;
  /** The part of the way from the left (top) to the right (bottom) at which labels stand. */
  readonly labelPlace: number;
  readonly format: string;
};

/** A fixed place: pixels from the left and top of the map. */
export type PlaceModel = {
  readonly left: number | undefined;
  readonly top: number | undefined;
  readonly width: number | undefined;
  readonly height: number | undefined;
};

export type LayerModel = {
  readonly name: string;
  readonly visible: boolean;
  readonly shapes: readonly ShapeModel[];
  readonly paths: readonly PathModel[];
  readonly symbols: readonly SymbolModel[];
};

type ElementModel = {
  /** Its place among the elements of its layer. */
  readonly name: string;
  readonly layer: string;
  readonly visible: boolean;
  /** The colour of the template as it is written; empty text where a rule decides. */
  readonly writtenColor: Color | undefined;
  /** The label with the names of its fields, and as it is shown. */
  readonly labelTemplate: string;
  readonly label: string;
  readonly labelStyle: TextStyle;
  readonly border: Stroke | undefined;
};

export type ShapeModel = ElementModel & {
  readonly kind: 'shape';
  readonly geometry: Geometry;
  readonly fill: Background | undefined;
  readonly showLabel: 'Auto' | 'True' | 'False';
  readonly centerOffset: Position;
};

export type PathModel = ElementModel & {
  readonly kind: 'path';
  readonly geometry: Geometry;
  readonly color: Color;
  readonly width: number;
};

export type MarkerShape = MarkShape | 'PushPin';

export type SymbolModel = ElementModel & {
  readonly kind: 'symbol';
  readonly position: Position;
  readonly color: Color;
  readonly size: number;
  readonly marker: MarkerShape;
  readonly labelPlacement: LabelPlacement;
};

export const LABEL_PLACEMENTS = ['Alternate', 'Bottom', 'Top', 'Left', 'Right', 'Center'] as const;
export type LabelPlacement = (typeof LABEL_PLACEMENTS)[number];

export const POSITIONS = [
  'TopCenter',
  'TopLeft',
  'TopRight',
  'LeftTop',
  'LeftCenter',
  'LeftBottom',
  'RightTop',
  'RightCenter',
  'RightBottom',
  'BottomRight',
  'BottomCenter',
  'BottomLeft',
] as const;
export type DockPosition = (typeof POSITIONS)[number];

export type DockModel = {
  readonly position: DockPosition;
  readonly outside: boolean;
  readonly margins: Margins;
  readonly place: PlaceModel | undefined;
  readonly zIndex: number;
};

type Panel = { readonly dock: DockModel; readonly box: BoxModel };

export type PanelModel = LegendModel | TitleModel | ColorScaleModel | DistanceScaleModel;

export type LegendModel = Panel & {
  readonly kind: 'legend';
  readonly name: string;
  readonly title: string;
  readonly titleStyle: TextStyle;
  readonly titleBackground: Background | undefined;
  readonly separator: string;
  readonly separatorColor: Color;
  readonly itemStyle: TextStyle;
  readonly layout: 'Row' | 'Column' | 'Table';
  readonly items: readonly LegendItemModel[];
};

export type LegendItemModel = {
  readonly text: string;
  readonly symbol:
    | { readonly kind: 'shape'; readonly color: Color }
    | { readonly kind: 'path'; readonly color: Color; readonly width: number }
    | {
        readonly kind: 'symbol';
        readonly color: Color;
        readonly border: Stroke | undefined;
        readonly size: number;
        readonly marker: MarkerShape;
      };
};

export type TitleModel = Panel & {
  readonly kind: 'title';
  readonly name: string;
  readonly text: string;
  readonly style: TextStyle;
  readonly align: 'left' | 'center' | 'right';
  readonly angle: number;
  readonly textShadowOffset: number;
};

export type ColorScaleModel = Panel & {
  readonly kind: 'colorScale';
  readonly title: string;
  readonly titleStyle: TextStyle;
  readonly style: TextStyle;
  readonly swatches: readonly SwatchModel[];
  /** The texts at the edges of the swatches, from the first to the last. */
  readonly labels: readonly string[];
  readonly labelPlacement: 'Alternate' | 'Top' | 'Bottom';
  readonly hideEndLabels: boolean;
  readonly tickLength: number;
  readonly borderColor: Color;
};

export type SwatchModel = { readonly color: Color; readonly from: number; readonly to: number };

export type DistanceScaleModel = Panel & {
  readonly kind: 'distanceScale';
  readonly style: TextStyle;
  readonly color: Color;
  readonly borderColor: Color;
};
