import { createEngine } from '../rdl/engine.ts';
import { pageLayouts } from '../rdl/items/page-layout.ts';
import { readReport } from '../rdl/model/read-report.ts';
import { readSharedDataSet, readSharedDataSource } from '../rdl/model/read-shared.ts';
import { DEFAULT_LIMITS } from '../rdl/reader/limits.ts';
import { RENDERERS } from '../rdl/renderers.ts';
import { captionTexts } from './caption-texts.ts';
import { itemDataOf } from './item-data.ts';
import { openItemData, openParameterPrompts } from './open-item-data.ts';
import { placeholderPicture } from './placeholder-picture.ts';
import type { ReportEngine } from './report-engine.ts';
import { asDomainError } from './translate-rdl-error.ts';

/** The item engine of lib/rdl, with every kind of item this app draws. It keeps its fonts: one a process. */
export function createRdlReportEngine(options: { readonly maxDefinitionBytes: number }): ReportEngine {
  const limits = { ...DEFAULT_LIMITS, bytes: options.maxDefinitionBytes };
  const engine = createEngine({ renderers: RENDERERS });
  return {
    read: (bytes) => translated(() => readReport(bytes, limits)),
    readDataSource: (bytes) => translated(() => readSharedDataSource(bytes, limits)),
    readDataSet: (bytes) => translated(() => readSharedDataSet(bytes, limits)),
    items: (report) => engine.listItems(report),
    pages: (report) => pageLayouts(report),
    parameters: (opened, options) => openParameterPrompts(opened, options),
    async draw(opened, itemName, { parameters, now, scale }) {
      try {
        return await engine.renderItem({
          report: opened.report,
          itemName,
          scale,
          externalImages: opened.externalImages,
          open: () => openItemData(opened, itemName, { parameters, now }),
        });
      } catch (error) {
        throw asDomainError(error);
      }
    },
    async data(opened, itemName, { parameters, now }) {
      try {
        const drawn = await engine.drawItem({
          report: opened.report,
          itemName,
          externalImages: opened.externalImages,
          open: () => openItemData(opened, itemName, { parameters, now }),
        });
        return itemDataOf(drawn.data);
      } catch (error) {
        throw asDomainError(error);
      }
    },
    placeholder: placeholderPicture,
    caption: (png, caption) => engine.captionPicture(png, captionTexts(caption)),
  };
}

function translated<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw asDomainError(error);
  }
}
