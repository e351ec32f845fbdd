import type { Report } from '../rdl/model/report.ts';
import { elsewhereData } from './elsewhere-data.ts';
import type { ReportEngine } from './report-engine.ts';

/** A definition whose items are drawn by its own server: any that may be pinned can be drawn there. */
export type ElsewhereReport = Report & { readonly drawnElsewhere: true };

/** The item engine, but for reports that are drawn where they lie: their pictures and parameters are asked for there. */
export function withElsewhere(engine: ReportEngine): ReportEngine {
  return {
    ...engine,
    items(report) {
      const items = engine.items(report);
      if (!('drawnElsewhere' in report)) return items;
      return items.map((item) => (item.pinnable ? { ...item, drawable: true, reason: null } : item));
    },
    parameters: async (opened, options) =>
      opened.elsewhere ? opened.elsewhere.parameters(options) : engine.parameters(opened, options),
    async data(opened, itemName, options) {
      if (!opened.elsewhere) return engine.data(opened, itemName, options);
      return elsewhereData(opened.report, itemName, await opened.elsewhere.rows(itemName, options));
    },
    draw: async (opened, itemName, options) =>
      opened.elsewhere ? opened.elsewhere.draw(itemName, options) : engine.draw(opened, itemName, options),
  };
}
