import { parseArgs } from 'node:util';
import { RdlError } from '../errors.ts';
import type { GivenParameters } from '../parameters/resolve-parameters.ts';

export const RENDER_USAGE = `npm run render -- FILE.rdl [FILE.rdl …] [options]

Lists what a report holds, or draws one of its items with no server at all.

  --list              list charts, gauge panels, maps and images; with --json as one object a file and line
  --item NAME         the item to draw; may be left out when just one can be drawn
  --out FILE.png      where the picture goes (REPORT-ITEM.png here when no output is named)
  --data FILE.json    rows: {"DataSet": [{"field": value}]}
  --data-out FILE     what was drawn, as JSON
  --svg-out FILE      the picture as SVG
  --param NAME=VALUE  a report parameter; repeated for several values; NAME alone is null
  --image URL=FILE    the bytes of an external image
  --size WxH          pixels of the picture (default: the item's own size at 96 dpi)
  --scale N           PNG pixels per pixel (default 1)
  --culture NAME      the language of the reader (default en-US); a report's own language wins
  --now INSTANT       the time of the rendering, as 2026-08-12T14:05:00Z (default: now)
  --time-zone ZONE    the IANA zone of the rendering (default UTC)
  --json              errors and results as JSON
  --help              this text
`;

export type RenderArguments = {
  readonly files: readonly string[];
  readonly help: boolean;
  readonly list: boolean;
  readonly json: boolean;
  readonly item: string | undefined;
  readonly out: string | undefined;
  readonly data: string | undefined;
  readonly dataOut: string | undefined;
  readonly svgOut: string | undefined;
  readonly parameters: GivenParameters;
  readonly images: ReadonlyMap<string, string>;
  readonly size: { readonly width: number; readonly height: number } | undefined;
  readonly scale: number;
  readonly culture: string;
  readonly now: string | undefined;
  readonly timeZone: string;
};

const OPTIONS = {
  list: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
  item: { type: 'string' },
  out: { type: 'string' },
  data: { type: 'string' },
  'data-out': { type: 'string' },
  'svg-out': { type: 'string' },
  param: { type: 'string', multiple: true },
  image: { type: 'string', multiple: true },
  size: { type: 'string' },
  scale: { type: 'string' },
  culture: { type: 'string' },
  now: { type: 'string' },
  'time-zone': { type: 'string' },
} as const;

/** A command line that cannot be understood; the message says what is wrong with it. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** @throws UsageError */
export function parseRenderArguments(args: readonly string[]): RenderArguments {
  const { values, positionals } = parsed(args);
  if (!values.help && positionals.length === 0) throw new UsageError('No report is named.');
  if (positionals.length > 1 && !values.list) throw new UsageError('Only --list takes several reports.');
  const scale = Number(values.scale ?? 1);
  if (!(scale > 0 && scale <= 16))
    throw new UsageError(`--scale ${values.scale} is not a number from 0 to 16.`);
  return {
    files: positionals,
    help: values.help ?? false,
    list: values.list ?? false,
    json: values.json ?? false,
    item: values.item,
    out: values.out,
    data: values.data,
    dataOut: values['data-out'],
    svgOut: values['svg-out'],
    parameters: parseParameters(values.param ?? []),
    images: parseImages(values.image ?? []),
    size: parseSize(values.size),
    scale,
    culture: values.culture ?? 'en-US',
    now: values.now,
    timeZone: values['time-zone'] ?? 'UTC',
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** One value of a name is that value, several are a list; a name without `=` is null. */
export function parseParameters(written: readonly string[]): GivenParameters {
  const values = new Map<string, (string | null)[]>();
  for (const text of written) {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (name === '') throw new UsageError(`--param ${text} has no name.`);
    values.set(name, [...(values.get(name) ?? []), equals < 0 ? null : text.slice(equals + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([name, list]) => [name, list.length === 1 ? (list[0] ?? null) : list]),
  );
}

function parseImages(written: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    written.map((text) => {
      const equals = text.lastIndexOf('=');
      if (equals < 1) throw new UsageError(`--image ${text} is not URL=FILE.`);
      return [text.slice(0, equals), text.slice(equals + 1)];
    }),
  );
}

function parseSize(text: string | undefined): RenderArguments['size'] {
  if (text === undefined) return undefined;
  const [, width, height] = /^(\d{1,5})x(\d{1,5})$/i.exec(text) ?? [];
  if (width === undefined || height === undefined)
    throw new UsageError(`--size ${text} is not WIDTHxHEIGHT.`);
  return { width: Number(width), height: Number(height) };
}

/** The form of an error in JSON (DESIGN.md section 12). */
export function errorJson(error: unknown): {
  readonly code: string;
  readonly message: string;
  readonly element?: string;
  readonly line?: number;
} {
  if (error instanceof RdlError) {
    const { code, message, element, line } = error;
    return { code, message, ...(element !== undefined && { element }), ...(line !== undefined && { line }) };
  }
  if (error instanceof UsageError) return { code: 'USAGE', message: error.message };
  throw error;
}
