import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { openFromRows } from '../../../lib/rdl/cli/draw-report-item.ts';
import { readRowsFile } from '../../../lib/rdl/cli/report-files.ts';
import { datasetsNeeded } from '../../../lib/rdl/data/needs/datasets-needed.ts';
import { createEngine } from '../../../lib/rdl/engine.ts';
import { RdlError } from '../../../lib/rdl/errors.ts';
import { readReport } from '../../../lib/rdl/model/read-report.ts';
import type { Report } from '../../../lib/rdl/model/report.ts';
import { decodeXml } from '../../../lib/rdl/reader/decode.ts';
import { RENDERERS } from '../../../lib/rdl/renderers.ts';
import { trimDefinition } from '../../../lib/report-server/drawing/trim-definition.ts';

// Definitions of our own with their rows, and Microsoft's samples (../shared from the repository root).
const GALLERY = '../shared/gallery';
const SAMPLES = '../shared/reports';
const NOW = Temporal.Instant.from('2026-11-23T07:00:00Z');
const engine = createEngine({ renderers: RENDERERS });
/** Every case with REPORT_TILES_LONG=1, every tenth otherwise. */
const STEP = process.env.REPORT_TILES_LONG === '1' ? 1 : 10;

function read(path: string): { readonly text: string; readonly report: Report } {
  const bytes = readFileSync(path);
  return { text: decodeXml(bytes).replace(/^\uFEFF/, ''), report: readReport(bytes) };
}

const pinnable = (report: Report) => engine.listItems(report).filter((item) => item.pinnable);

function trim({ text, report }: { readonly text: string; readonly report: Report }, itemName: string) {
  const item = report.items.find(({ name }) => name === itemName);
  if (!item) throw new Error(`No ${itemName}.`);
  return trimDefinition({
    definition: text,
    itemName,
    dataSets: datasetsNeeded(report, item).dataSets,
    folder: '/Samples',
    dataSourcePaths: new Map(),
  });
}

describe.skipIf(!existsSync(GALLERY))('an item drawn from a definition of its own', () => {
  const names = existsSync(GALLERY)
    ? readdirSync(GALLERY)
        .filter((name) => name.endsWith('.rdl'))
        .filter((_, index) => index % STEP === 0)
    : [];

  it('is the same picture as in its report', { timeout: 240_000 }, async () => {
    let compared = 0;
    for (const name of names) {
      const path = join(GALLERY, name);
      const original = read(path);
      const rows = readRowsFile(path.replace(/\.rdl$/, '.rows.json'));
      for (const { name: itemName, drawable } of pinnable(original.report)) {
        const trimmed = trim(original, itemName);
        if (!trimmed.ok || !drawable) continue;
        const draw = (report: Report) =>
          engine.drawItem({
            report,
            itemName,
            open: () => openFromRows(report, { file: name, itemName, rows, now: NOW }),
          });
        const [whole, alone] = [await draw(original.report), await draw(readReport(trimmed.definition))];
        expect(alone.svg === whole.svg, `${name}: ${itemName}`).toBe(true);
        compared += 1;
      }
    }
    expect(compared).toBeGreaterThan(names.length * 0.8);
  });
});

describe.skipIf(!existsSync(SAMPLES))('a definition of one item of Microsoft’s samples', () => {
  const names = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.rdl')) : [];

  it('holds that item alone on a page of its size, with absolute references', () => {
    const seen = { trimmed: 0, refused: 0 };
    for (const name of names) {
      let original: ReturnType<typeof read>;
      try {
        original = read(join(SAMPLES, name));
      } catch (error) {
        if (error instanceof RdlError) continue;
        throw error;
      }
      for (const item of pinnable(original.report)) {
        const trimmed = trim(original, item.name);
        if (!trimmed.ok) {
          seen.refused += 1;
          continue;
        }
        const report = readReport(trimmed.definition);
        expect(
          report.items.map((one) => one.name),
          name,
        ).toEqual([item.name]);
        expect(report.items[0]?.box).toMatchObject({
          left: 0,
          top: 0,
          width: item.width,
          height: item.height,
        });
        expect(report.pages).toEqual([{ width: item.width, height: item.height }]);
        const references = [...report.dataSources, ...report.dataSets].flatMap(
          ({ reference }) => reference ?? [],
        );
        expect(references.every((one) => one.startsWith('/'))).toBe(true);
        expect(report.parameters.map((one) => one.name)).toEqual(
          original.report.parameters.map((one) => one.name),
        );
        seen.trimmed += 1;
      }
    }
    expect(seen.trimmed).toBeGreaterThan(seen.refused);
    expect(seen.trimmed).toBeGreaterThan(10);
  });
});
