/**
 * The hatch patterns of `BackgroundHatchType` as GDI+ has them: eight rows of eight pixels, two hexadecimal digits
 * a row, the highest bit at the left; a set bit is the foreground.
 */
export const HATCH_ROWS = {
  BackwardDiagonal: '0102040810204080',
  Cross: 'FF80808080808080',
  DarkDownwardDiagonal: 'CC663399CC663399',
  DarkHorizontal: 'FFFF0000FFFF0000',
  DarkUpwardDiagonal: '3366CC993366CC99',
  DarkVertical: 'CCCCCCCCCCCCCCCC',
  DashedDownwardDiagonal: '0000884422110000',
  DashedHorizontal: 'F00000000F000000',
  DashedUpwardDiagonal: '0000112244880000',
  DashedVertical: '8080808008080808',
  DiagonalBrick: '0102040818244281',
  DiagonalCross: '8142241818244281',
  Divot: '0010081000800180',
  DottedDiamond: '8000220008002200',
  DottedGrid: 'AA00800080008000',
  ForwardDiagonal: '8040201008040201',
  Horizontal: 'FF00000000000000',
  HorizontalBrick: 'FF808080FF080808',
  LargeCheckerBoard: 'F0F0F0F00F0F0F0F',
  LargeConfetti: 'B130031BD8C00C8D',
  LargeGrid: 'FF80808080808080',
  LightDownwardDiagonal: '8844221188442211',
  LightHorizontal: 'FF000000FF000000',
  LightUpwardDiagonal: '1122448811224488',
  LightVertical: '8888888888888888',
  NarrowHorizontal: 'FF00FF00FF00FF00',
  NarrowVertical: 'AAAAAAAAAAAAAAAA',
  OutlinedDiamond: '8244281028448201',
  Percent05: '8000000008000000',
  Percent10: '8000080080000800',
  Percent20: '8800220088002200',
  Percent25: '8822882288228822',
  Percent30: 'AA44AA11AA44AA11',
  Percent40: 'AA51AA15AA51AA15',
  Percent50: 'AA55AA55AA55AA55',
  Percent60: 'EE55BB55EE55BB55',
  Percent70: '77DD77DD77DD77DD',
  Percent75: '77FFDDFF77FFDDFF',
  Percent80: '7FFFF7FF7FFFF7FF',
  Percent90: '7FFFFFFFF7FFFFFF',
  Plaid: 'AA55AA55F0F0F0F0',
  Shingle: '038448300C020101',
  SmallCheckerBoard: '9966669999666699',
  SmallConfetti: '8008400210012004',
  SmallGrid: 'FF888888FF888888',
  SolidDiamond: '10387CFE7C381000',
  Sphere: '77898F8F7798F8F8',
  Trellis: 'FF66FF99FF66FF99',
  Vertical: '8080808080808080',
  Wave: '001825C0001825C0',
  Weave: '8854224588142251',
  WideDownwardDiagonal: 'C1E070381C0E0783',
  WideUpwardDiagonal: 'C183070E1C3870E0',
  ZigZag: '8142241881422418',
} as const;

export type HatchType = keyof typeof HATCH_ROWS;

/** The set pixels of a hatch as one path of horizontal runs, each one pixel high. */
export function hatchPath(type: HatchType): string {
  const rows = HATCH_ROWS[type];
  let path = '';
  for (let y = 0; y < 8; y++) {
    const bits = Number.parseInt(rows.slice(y * 2, y * 2 + 2), 16);
    let x = 0;
    while (x < 8) {
      const start = x;
      while (x < 8 && bits & (0x80 >> x)) x++;
      if (x > start) path += `M${start} ${y}h${x - start}v1h${start - x}z`;
      else x++;
    }
  }
  return path;
}
