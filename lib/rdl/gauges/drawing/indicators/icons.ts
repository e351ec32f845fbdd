import type { Point } from '../../../drawing/svg.ts';
import type { IndicatorStyle } from '../../model/indicator-styles.ts';
import { type Icon, type IconPart, leftOf, rectangle, starPoints } from './icon-parts.ts';

/** Measured in the gallery. */
const ARROW: readonly Point[] = [
  [0, -0.88],
  [0.73, -0.15],
  [0.333, -0.15],
  [0.333, 0.86],
  [-0.333, 0.86],
  [-0.333, -0.15],
  [-0.73, -0.15],
];

/** The icon of a style. Arrows, traffic light and stars are measured, the others drawn by their description. */
export function iconOf(style: IndicatorStyle): Icon {
  switch (style) {
    case 'None':
    case 'Image':
      return { parts: [] };
    case 'Circle':
    case 'ThreeSignsCircle':
    case 'TrafficLightUnrimmed':
      return solid({ tone: 'main', circle: [0, 0, 0.86] });
    case 'Flag':
      return FLAG;
    case 'ArrowUp':
      return arrow(0);
    case 'ArrowUpIncline':
      return arrow(45);
    case 'ArrowSide':
      return arrow(90);
    case 'ArrowDownIncline':
      return arrow(135);
    case 'ArrowDown':
      return arrow(180);
    case 'LightArrowUp':
      return lightArrow(0);
    case 'LightArrowUpIncline':
      return lightArrow(45);
    case 'LightArrowSide':
      return lightArrow(90);
    case 'LightArrowDownIncline':
      return lightArrow(135);
    case 'LightArrowDown':
      return lightArrow(180);
    case 'BoxesNoneFilled':
      return boxes(0);
    case 'BoxesOneFilled':
      return boxes(1);
    case 'BoxesTwoFilled':
      return boxes(2);
    case 'BoxesThreeFilled':
      return boxes(3);
    case 'BoxesAllFilled':
      return boxes(4);
    case 'QuartersNoneFilled':
      return quarters(0);
    case 'QuartersOneFilled':
      return quarters(1);
    case 'QuartersTwoFilled':
      return quarters(2);
    case 'QuartersThreeFilled':
      return quarters(3);
    case 'QuartersAllFilled':
      return quarters(4);
    case 'SignalMeterNoneFilled':
      return signal(0);
    case 'SignalMeterOneFilled':
      return signal(1);
    case 'SignalMeterTwoFilled':
      return signal(2);
    case 'SignalMeterThreeFilled':
      return signal(3);
    case 'SignalMeterFourFilled':
      return signal(4);
    case 'StarQuartersNoneFilled':
      return star(0);
    case 'StarQuartersOneFilled':
      return star(1);
    case 'StarQuartersTwoFilled':
      return star(2);
    case 'StarQuartersThreeFilled':
      return star(3);
    case 'StarQuartersAllFilled':
      return star(4);
    case 'ThreeSignsDiamond':
      return solid({ tone: 'main', polygon: DIAMOND });
    case 'ThreeSignsTriangle':
    case 'TriangleUp':
      return solid({ tone: 'main', polygon: TRIANGLE });
    case 'TriangleDown':
      return { ...solid({ tone: 'main', polygon: TRIANGLE }), turn: 180 };
    case 'TriangleDash':
      return solid({ tone: 'main', polygon: rectangle(-0.86, -0.24, 0.86, 0.24) });
    case 'ThreeSymbolCheck':
      return circled(CHECK);
    case 'ThreeSymbolCross':
      return circled(CROSS);
    case 'ThreeSymbolExclamation':
      return circled(EXCLAMATION);
    case 'ThreeSymbolUnCircledCheck':
      return { parts: toned(CHECK, 'main') };
    case 'ThreeSymbolUnCircledCross':
      return { parts: toned(CROSS, 'main') };
    case 'ThreeSymbolUnCircledExclamation':
      return { parts: toned(EXCLAMATION, 'main') };
    case 'TrafficLight':
      return TRAFFIC_LIGHT;
    case 'ButtonStop':
      return button([{ tone: 'white', polygon: rectangle(-0.34, -0.34, 0.34, 0.34) }]);
    case 'ButtonPlay':
      return button([
        {
          tone: 'white',
          polygon: [
            [-0.28, -0.42],
            [0.46, 0],
            [-0.28, 0.42],
          ],
        },
      ]);
    case 'ButtonPause':
      return button([
        { tone: 'white', polygon: rectangle(-0.36, -0.38, -0.1, 0.38) },
        { tone: 'white', polygon: rectangle(0.1, -0.38, 0.36, 0.38) },
      ]);
    case 'FaceSmile':
      return face('M-0.42 0.22C-0.22 0.56 0.22 0.56 0.42 0.22');
    case 'FaceNeutral':
      return face('M-0.4 0.36L0.4 0.36');
    case 'FaceFrown':
      return face('M-0.42 0.5C-0.22 0.18 0.22 0.18 0.42 0.5');
  }
}

const DIAMOND: readonly Point[] = [
  [0, -0.92],
  [0.92, 0],
  [0, 0.92],
  [-0.92, 0],
];

const TRIANGLE: readonly Point[] = [
  [0, -0.84],
  [0.92, 0.76],
  [-0.92, 0.76],
];

const CHECK: IconPart = {
  tone: 'white',
  line: [
    [-0.42, 0.04],
    [-0.1, 0.38],
    [0.44, -0.36],
  ],
  width: 0.24,
};

const CROSS: readonly IconPart[] = [
  {
    tone: 'white',
    line: [
      [-0.38, -0.38],
      [0.38, 0.38],
    ],
    width: 0.24,
  },
  {
    tone: 'white',
    line: [
      [0.38, -0.38],
      [-0.38, 0.38],
    ],
    width: 0.24,
  },
];

const EXCLAMATION: readonly IconPart[] = [
  {
    tone: 'white',
    polygon: [
      [-0.14, -0.6],
      [0.14, -0.6],
      [0.09, 0.2],
      [-0.09, 0.2],
    ],
  },
  { tone: 'white', circle: [0, 0.45, 0.14] },
];

const FLAG: Icon = {
  parts: [
    { tone: 'black', polygon: rectangle(-0.62, -0.9, -0.48, 0.9) },
    {
      tone: 'main',
      polygon: [
        [-0.48, -0.86],
        [0.72, -0.36],
        [-0.48, 0.14],
      ],
    },
  ],
  shadow: {
    tone: 'black',
    polygon: [
      [-0.62, -0.9],
      [-0.48, -0.86],
      [0.72, -0.36],
      [-0.48, 0.14],
      [-0.48, 0.9],
      [-0.62, 0.9],
    ],
  },
};

const TRAFFIC_LIGHT: Icon = {
  parts: [
    { tone: 'black', polygon: rectangle(-0.9, -0.9, 0.89, 0.88) },
    { tone: 'main', circle: [-0.005, -0.005, 0.53] },
  ],
};

function solid(part: IconPart): Icon {
  return { parts: [part], shadow: part };
}

function arrow(turn: number): Icon {
  return { ...solid({ tone: 'main', polygon: ARROW }), turn };
}

function lightArrow(turn: number): Icon {
  return { ...solid({ tone: 'soft', polygon: ARROW }), turn };
}

function boxes(filled: number): Icon {
  const places: readonly Point[] = [
    [-1, 0],
    [0, 0],
    [0, -1],
    [-1, -1],
  ];
  return {
    parts: places.map(([x, y], index) => ({
      tone: index < filled ? 'main' : 'empty',
      polygon: rectangle(x * 0.86 + 0.06, y * 0.86 + 0.06, x * 0.86 + 0.8, y * 0.86 + 0.8),
    })),
  };
}

/** A circle filled clockwise from the top. */
function quarters(filled: number): Icon {
  const ends: readonly Point[] = [
    [0, -0.86],
    [0.86, 0],
    [0, 0.86],
    [-0.86, 0],
    [0, -0.86],
  ];
  const [x, y] = ends[filled] ?? [0, 0];
  const sector: IconPart = {
    tone: 'main',
    path: `M0 0L0 -0.86A0.86 0.86 0 ${filled > 2 ? 1 : 0} 1 ${x} ${y}Z`,
  };
  const ring: IconPart = { tone: 'main', circle: [0, 0, 0.9] };
  const empty: IconPart = { tone: 'empty', circle: [0, 0, 0.82] };
  if (filled === 4) return { parts: [ring], shadow: ring };
  return { parts: [ring, empty, ...(filled > 0 ? [sector] : [])], shadow: ring };
}

function signal(filled: number): Icon {
  return {
    parts: [0, 1, 2, 3].map((index): IconPart => {
      const left = -0.88 + index * 0.46;
      return {
        tone: index < filled ? 'main' : 'empty',
        polygon: rectangle(left, 0.42 - index * 0.42, left + 0.38, 0.86),
      };
    }),
  };
}

/** A star filled from the left, quarter by quarter; what is empty is gray inside an edge of its colour. */
function star(filled: number): Icon {
  const middle: Point = [-0.01, -0.01];
  const half: Point = [1.03, 1.06];
  const outline = starPoints(middle, half, { size: 1, depth: 0.4 });
  const inside = starPoints(middle, half, { size: 0.8, depth: 0.42 });
  const edge = -0.92 + filled * 0.46;
  const parts: readonly IconPart[] = [
    { tone: 'soft', polygon: outline },
    ...(filled < 4 ? [{ tone: 'empty', polygon: inside } as const] : []),
    ...(filled > 0 && filled < 4 ? [{ tone: 'soft', polygon: leftOf(outline, edge) } as const] : []),
  ];
  return { parts };
}

function circled(symbol: IconPart | readonly IconPart[]): Icon {
  const disc: IconPart = { tone: 'main', circle: [0, 0, 0.88] };
  return { parts: [disc, ...toned(symbol, 'white')], shadow: disc };
}

function button(symbol: readonly IconPart[]): Icon {
  const disc: IconPart = { tone: 'main', circle: [0, 0, 0.88] };
  return { parts: [disc, ...symbol], shadow: disc };
}

function face(mouth: string): Icon {
  const disc: IconPart = { tone: 'main', circle: [0, 0, 0.88] };
  return {
    parts: [
      disc,
      { tone: 'black', circle: [-0.3, -0.24, 0.11] },
      { tone: 'black', circle: [0.3, -0.24, 0.11] },
      { tone: 'black', line: pathPoints(mouth), width: 0.11 },
    ],
    shadow: disc,
  };
}

/** The points along a mouth: a line, or a curve in sixteen pieces. */
function pathPoints(path: string): readonly Point[] {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = x1, y2 = y1, x3 = x2, y3 = y2] = (
    path.match(/-?[\d.]+/g) ?? []
  ).map(Number);
  if (!path.includes('C'))
    return [
      [x0, y0],
      [x1, y1],
    ];
  return Array.from({ length: 17 }, (_, index): Point => {
    const t = index / 16;
    const u = 1 - t;
    const at = (a: number, b: number, c: number, d: number) =>
      u ** 3 * a + 3 * u * u * t * b + 3 * u * t * t * c + t ** 3 * d;
    return [at(x0, x1, x2, x3), at(y0, y1, y2, y3)];
  });
}

function toned(symbol: IconPart | readonly IconPart[], tone: IconPart['tone']): readonly IconPart[] {
  const parts = 'tone' in symbol ? [symbol] : symbol;
  return parts.map((part) => ({ ...part, tone }));
}
