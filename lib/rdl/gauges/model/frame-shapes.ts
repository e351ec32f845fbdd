const CUSTOM_CIRCULAR = [
  'CustomCircular1',
  'CustomCircular2',
  'CustomCircular3',
  'CustomCircular4',
  'CustomCircular5',
  'CustomCircular6',
  'CustomCircular7',
  'CustomCircular8',
  'CustomCircular9',
  'CustomCircular10',
  'CustomCircular11',
  'CustomCircular12',
  'CustomCircular13',
  'CustomCircular14',
  'CustomCircular15',
] as const;

const CUSTOM_SEMI_CIRCULAR = [
  'CustomSemiCircularN1',
  'CustomSemiCircularN2',
  'CustomSemiCircularN3',
  'CustomSemiCircularN4',
  'CustomSemiCircularS1',
  'CustomSemiCircularS2',
  'CustomSemiCircularS3',
  'CustomSemiCircularS4',
  'CustomSemiCircularE1',
  'CustomSemiCircularE2',
  'CustomSemiCircularE3',
  'CustomSemiCircularE4',
  'CustomSemiCircularW1',
  'CustomSemiCircularW2',
  'CustomSemiCircularW3',
  'CustomSemiCircularW4',
] as const;

const CUSTOM_QUARTER_CIRCULAR = [
  'CustomQuarterCircularNE1',
  'CustomQuarterCircularNE2',
  'CustomQuarterCircularNE3',
  'CustomQuarterCircularNE4',
  'CustomQuarterCircularNW1',
  'CustomQuarterCircularNW2',
  'CustomQuarterCircularNW3',
  'CustomQuarterCircularNW4',
  'CustomQuarterCircularSE1',
  'CustomQuarterCircularSE2',
  'CustomQuarterCircularSE3',
  'CustomQuarterCircularSE4',
  'CustomQuarterCircularSW1',
  'CustomQuarterCircularSW2',
  'CustomQuarterCircularSW3',
  'CustomQuarterCircularSW4',
] as const;

/** The shapes of MS-RDL BackFrame.FrameShape; `Default` is Circular around a radial gauge, else Rectangular. */
export const FRAME_SHAPES = [
  'Default',
  'Circular',
  'Rectangular',
  'RoundedRectangular',
  'AutoShape',
  ...CUSTOM_CIRCULAR,
  ...CUSTOM_SEMI_CIRCULAR,
  ...CUSTOM_QUARTER_CIRCULAR,
] as const;
export type FrameShape = (typeof FRAME_SHAPES)[number];
