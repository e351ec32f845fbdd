import { basename, extname } from 'node:path';
import { type ListedItem, listItems, type Renderers } from '../items/list-items.ts';
import type { DataSetDefinition, ParameterDefinition, Report } from '../model/report.ts';

/** What `--list --json` prints of a report (DESIGN.md section 12); lengths in points. */
export type ReportListing = {
  readonly title: string;
  readonly pages: Report['pages'];
  readonly items: readonly ListedItem[];
  readonly parameters: readonly ListedParameter[];
  readonly dataSets: readonly ListedDataSet[];
};

type ListedParameter = Pick<
  ParameterDefinition,
  'name' | 'dataType' | 'hidden' | 'nullable' | 'allowBlank' | 'multiValue'
> & { readonly prompt: string | null; readonly hasDefault: boolean; readonly hasValidValues: boolean };

type ListedDataSet = {
  readonly name: string;
  readonly fields: readonly string[];
  readonly source: string | null;
};

/** What a report holds; its title is the name of its file. */
export function listReport(report: Report, file: string, renderers: Renderers): ReportListing {
  return {
    title: reportTitle(file),
    pages: report.pages,
    items: listItems(report, renderers),
    parameters: report.parameters.map(({ defaults, validValues, prompt, ...parameter }) => ({
      ...parameter,
      prompt: prompt ?? null,
      hasDefault: defaults !== undefined,
      hasValidValues: validValues !== undefined,
    })),
    dataSets: report.dataSets.map(listDataSet),
  };
}

export function reportTitle(file: string): string {
  return basename(file, extname(file));
}

function listDataSet({ name, fields, reference, dataSourceName }: DataSetDefinition): ListedDataSet {
  return { name, fields: fields.map((field) => field.name), source: reference ?? dataSourceName ?? null };
}

/** The same for people. */
export function listingText(listing: ReportListing): string {
  const lines = [`${listing.title}`];
  const items = listing.items.map(itemLine);
  lines.push(...(items.length > 0 ? items : ['  no chart, gauge panel, map or image']));
  for (const { name, dataType, hasDefault, multiValue } of listing.parameters) {
    const traits = [
      dataType,
      multiValue ? 'several values' : '',
      hasDefault ? 'has a default' : 'must be given',
    ];
    lines.push(`  parameter ${name}: ${traits.filter((trait) => trait !== '').join(', ')}`);
  }
  for (const { name, fields, source } of listing.dataSets) {
    lines.push(`  dataset ${name}${source === null ? '' : ` from ${source}`}: ${fields.join(', ')}`);
  }
  return lines.join('\n');
}

const WHY_TEXTS = {
  'nested-in-data-region': 'nested in a data region',
  'page-header': 'in the page header',
  'page-footer': 'in the page footer',
} as const;

function itemLine(item: ListedItem): string {
  const { kind, name, why, reason, width, height } = item;
  const size = `${Math.round(width)} × ${Math.round(height)} pt`;
  const pin = why === null ? 'can be pinned' : `cannot be pinned: ${WHY_TEXTS[why]}`;
  return `  ${kind} ${name} (${size}): ${pin}${reason === null ? '' : `; cannot be drawn: ${reason}`}`;
}
