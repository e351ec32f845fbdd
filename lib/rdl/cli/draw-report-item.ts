import { Temporal } from 'temporal-polyfill';
import { loadReportData } from '../data/loading/load-report-data.ts';
import { itemNamed } from '../engine/draw-item.ts';
import type { ExternalImages } from '../engine/external-images.ts';
import type { OpenedData, RenderRequest } from '../engine.ts';
import type { Report } from '../model/report.ts';
import type { GivenParameters } from '../parameters/resolve-parameters.ts';
import { reportTitle } from './list-report.ts';
import { type RenderArguments, UsageError } from './render-arguments.ts';
import { type RowsFile, readImageFile, readRowsFile } from './report-files.ts';
import { rowsProvider } from './rows-provider.ts';

/** What to draw, with the rows, parameters and images that a command line names. */
export function renderRequest(
  report: Report,
  file: string,
  itemName: string,
  options: RenderArguments,
): RenderRequest {
  const { size, scale, images, data, parameters, culture, timeZone } = options;
  const rows = data === undefined ? {} : readRowsFile(data);
  const now = instantOf(options.now);
  return {
    report,
    itemName,
    size,
    scale,
    externalImages: imagesOf(images),
    open: () => openFromRows(report, { file, itemName, rows, parameters, culture, timeZone, now }),
  };
}

/** Loads the data of an item from rows at hand and from the report itself. */
export async function openFromRows(
  report: Report,
  request: {
    readonly file: string;
    readonly itemName: string;
    readonly rows: RowsFile;
    readonly parameters?: GivenParameters;
    readonly culture?: string;
    readonly timeZone?: string;
    readonly now: Temporal.Instant;
  },
): Promise<OpenedData> {
  const { file, itemName, rows, parameters = {}, culture = 'en-US', timeZone = 'UTC', now } = request;
  return loadReportData({
    report,
    item: itemNamed(report, itemName),
    given: parameters,
    provider: rowsProvider(rows),
    culture,
    timeZone,
    clock: { now: () => now },
    globals: { reportName: reportTitle(file) },
    user: { language: culture },
  });
}

function imagesOf(images: ReadonlyMap<string, string>): ExternalImages {
  return async (address) => {
    const path = images.get(address);
    return path === undefined ? undefined : readImageFile(path);
  };
}

function instantOf(text: string | undefined): Temporal.Instant {
  if (text === undefined) return Temporal.Now.instant();
  try {
    return Temporal.Instant.from(text);
  } catch (cause) {
    throw new UsageError(`--now ${text} is not an instant as 2026-08-12T14:05:00Z.`, { cause });
  }
}
