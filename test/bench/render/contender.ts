/** One way to draw the chart of `sales-chart.ts`, warm: everything that can be kept from picture to picture is kept. */
export type Drawing = {
  /** The chart as a PNG of `SIZE` pixels. */
  draw(): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Makes ready to draw; its time belongs to a cold start. */
export type Contender = () => Promise<Drawing>;

/** Loaded by name, so that a process has only what its contender needs. */
export const CONTENDERS = {
  ours: async () => (await import('./ours.ts')).ours(),
  echarts: async () => (await import('./echarts.ts')).echartsOnResvg(),
  resvg: async () => (await import('./resvg.ts')).ourSvgOnResvg(),
  vega: async () => (await import('./vega.ts')).vegaOnResvg(),
  chromium: async () => (await import('./chromium.ts')).echartsInChromium(),
} as const satisfies Readonly<Record<string, Contender>>;

export type ContenderName = keyof typeof CONTENDERS;

export function isContenderName(name: string): name is ContenderName {
  return Object.hasOwn(CONTENDERS, name);
}
