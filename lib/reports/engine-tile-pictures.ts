import type { ReportParameters } from '../subscriptions/subscription.ts';
import { requirePinnable } from './pinnable.ts';
import { renderKey } from './render-key.ts';
import type { Renders } from './renders.ts';
import type { LoadReportEngine } from './report-engine.ts';
import type { OpenedReport, ReportSource } from './report-source.ts';
import type { TilePictures } from './tile-pictures.ts';

/** Dashboards are looked at on dense screens: two pixels for one. */
const SCALE = 2;

/** Pictures by the own engine, of reports of any source. */
export function engineTilePictures(options: {
  readonly reports: ReportSource;
  readonly engine: LoadReportEngine;
  /** Pictures that runs of the same occurrence share; without it each is drawn for its caller alone. */
  readonly renders?: Renders;
}): TilePictures {
  const { reports, engine, renders } = options;
  return {
    async render({ reportId, itemName, parameters, now, owner, dueAt }) {
      const [opened, drawing] = await Promise.all([reports.open(reportId, owner), engine()]);
      const item = requirePinnable(drawing.items(opened.report), itemName);
      const draw = () => drawing.draw(opened, item.name, { parameters, now, scale: SCALE });
      const key = dueAt && owner && renderKey(opened, { itemName: item.name, parameters }, { dueAt, owner });
      const { png, warnings, dataAt } = await (renders && key ? renders.share(key, draw) : draw());
      return { title: opened.title, png, warnings, dataAt, ...addressOf(opened, parameters) };
    },

    async data({ reportId, itemName, parameters, now, owner }) {
      const [opened, drawing] = await Promise.all([reports.open(reportId, owner), engine()]);
      const item = requirePinnable(drawing.items(opened.report), itemName);
      const data = await drawing.data(opened, item.name, { parameters, now });
      return { title: opened.title, ...data, ...addressOf(opened, parameters) };
    },

    async placeholder({ reportId, itemName, text, owner }) {
      const [{ report, title }, drawing] = await Promise.all([reports.open(reportId, owner), engine()]);
      const { width, height } = requirePinnable(drawing.items(report), itemName);
      return { title, png: await drawing.placeholder({ width, height, scale: SCALE, text }), warnings: [] };
    },

    async caption(png, caption) {
      return (await engine()).caption(png, caption);
    },
  };
}

function addressOf({ elsewhere }: OpenedReport, parameters: ReportParameters) {
  return elsewhere ? { reportUrl: elsewhere.address(parameters) } : {};
}
