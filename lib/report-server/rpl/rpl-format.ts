/** Codes of [MS-RPL], the open specification of the report page layout stream, as far as items are found by them. */
export const RPL_STAMP = 'RPLIF';

export const ELEMENT = {
  report: 0,
  pageHeader: 4,
  pageFooter: 5,
  body: 6,
  textBox: 7,
  line: 8,
  image: 9,
  rectangle: 10,
  chart: 11,
  subReport: 12,
  tablix: 13,
  gaugePanel: 14,
  map: 21,
} as const;

export const RECORD = {
  properties: 15,
  measurements: 16,
  tablixStructure: 17,
  offsets: 18,
  page: 19,
  bodyArea: 20,
  section: 21,
  sectionProperties: 22,
  elementEnd: 254,
  end: 255,
} as const;

/** How the properties of an element begin: in place, of this element alone, or at another place. */
export const PROPERTIES = { shared: 0, own: 1, sharedElsewhere: 2 } as const;

export const PROPERTY = {
  uniqueName: 0,
  id: 1,
  name: 2,
  label: 3,
  bookmark: 4,
  toolTip: 5,
  style: 6,
  actionInfo: 7,
  toggleItem: 8,
  slant: 24,
  actionImageMapAreas: 38,
  dynamicImageData: 39,
  streamName: 40,
  sizing: 41,
  image: 42,
  consolidationOffsets2010: 47,
  consolidationOffsets: 49,
} as const;

export const IMAGE = {
  mimeType: 0,
  name: 1,
  data: 2,
  width: 3,
  height: 4,
  horizontalResolution: 5,
  verticalResolution: 6,
  rawFormat: 7,
  consolidationOffsets: 49,
} as const;

/** Style properties whose value is one byte; the others are texts, but for these two. */
export const BYTE_STYLES: ReadonlySet<number> = new Set([
  ...[5, 6, 7, 8, 9, 19, 22, 24, 25, 26, 29, 30, 31, 35, 38],
]);
export const STYLE = { backgroundImage: 33, numeralVariant: 37, last: 38 } as const;
