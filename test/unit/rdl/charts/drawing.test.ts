import { describe, expect, it } from 'vitest';
import { spread } from '../../../../lib/rdl/charts/drawing/pie-labels.ts';
import { middleAngle, slicesOf } from '../../../../lib/rdl/charts/drawing/pie-shape.ts';
import { LabelPlacer, type LabelRequest } from '../../../../lib/rdl/charts/drawing/smart-labels.ts';
import { treeCells } from '../../../../lib/rdl/charts/drawing/tree-layout.ts';
import type { PointModel, SeriesModel } from '../../../../lib/rdl/charts/model/series-model.ts';
import { BLACK } from '../../../../lib/rdl/drawing/color.ts';

function point(value: number, index: number, more: Partial<PointModel> = {}): PointModel {
  return {
    index,
    category: `C${index}`,
    x: undefined,
    y: [value],
    empty: false,
    color: BLACK,
    style: {
      background: { color: BLACK },
      border: undefined,
      lineWidth: 1,
      lineStyle: undefined,
      borderColor: undefined,
      shadow: undefined,
      marker: undefined,
    },
    label: undefined,
    collected: false,
    legendText: '',
    inLegend: true,
    attributes: new Map(),
    ...more,
  };
}

const SMART: SeriesModel['smartLabels'] = {
  enabled: true,
  allowOutsidePlot: 'Partial',
  callout: 'Underlined',
  calloutColor: BLACK,
  markerOverlapping: false,
  maxMovingDistance: 30,
  minMovingDistance: 0,
  hideOverlapped: true,
  blockedSides: [],
};

function series(values: readonly number[], more: Partial<SeriesModel> = {}): SeriesModel {
  return {
    name: 'S',
    internalName: 'S',
    type: 'Pie',
    area: 'Area',
    valueAxis: 'Y',
    categoryAxis: 'X',
    hidden: false,
    color: BLACK,
    style: point(0, 1).style,
    legendName: '',
    legendText: 'S',
    inLegend: true,
    xKind: 'category',
    yIsDate: false,
    attributes: new Map(),
    smartLabels: SMART,
    points: values.map((value, index) => point(value, index + 1)),
    ...more,
  };
}

describe('the slices of a pie', () => {
  it('go clockwise from 3 o’clock by their amounts, negative ones too', () => {
    const slices = slicesOf(series([1, -1, 2]));
    expect(slices.map(({ start, sweep }) => [start, sweep])).toEqual([
      [0, 90],
      [90, 90],
      [180, 180],
    ]);
  });

  it('begin where PieStartAngle says', () => {
    const [first] = slicesOf(series([1, 1], { attributes: new Map([['PieStartAngle', '270']]) }));
    expect(first?.start).toBe(270);
    expect(first && middleAngle(first)).toBe(0);
  });

  it('are none where nothing has an amount', () => {
    expect(slicesOf(series([0, 0]))).toEqual([]);
  });
});

describe('labels beside a pie', () => {
  it('move apart around their common middle and stay inside', () => {
    const heights = [20, 20, 20];
    const places = spread(
      [50, 52, 54].map((middle, index) => ({ middle, height: heights[index] ?? 0 })),
      0,
      100,
    );
    expect(places).toEqual([32, 52, 72]);
    const lower = spread(
      [90, 95].map((middle) => ({ middle, height: 20 })),
      0,
      100,
    );
    expect(lower).toEqual([70, 90]);
  });
});

describe('smart labels', () => {
  const picture = { left: 0, top: 0, width: 200, height: 100 };
  const request = (preferred: readonly [number, number]): LabelRequest => ({
    anchor: [preferred[0], preferred[1] + 10],
    width: 30,
    height: 10,
    side: 'Top',
    preferred,
    markerSize: 5,
    smart: SMART,
  });

  it('stay where they are wanted as long as nothing is there', () => {
    const placer = new LabelPlacer(picture, picture, false);
    expect(placer.place(request([100, 50]))).toEqual({ middle: [100, 50], side: 'Top', moved: false });
  });

  it('take the first free side of their point', () => {
    const placer = new LabelPlacer(picture, picture, false);
    placer.place(request([100, 50]));
    const second = placer.place(request([110, 50]));
    expect(second?.side).toBe('Bottom');
    expect(second?.middle[1]).toBeGreaterThan(60);
  });

  it('are left out where no place is free, unless overlapping is shown', () => {
    const tiny = { left: 0, top: 0, width: 10, height: 5 };
    const placer = new LabelPlacer(tiny, tiny, false);
    expect(placer.place(request([5, 2]))).toBeUndefined();
    const shown = { ...request([5, 2]), smart: { ...SMART, hideOverlapped: false } };
    expect(placer.place(shown)?.middle).toEqual([5, 2]);
  });

  it('do not move to blocked sides', () => {
    const placer = new LabelPlacer(picture, picture, false);
    placer.place(request([100, 50]));
    const smart = { ...SMART, blockedSides: ['Bottom'] };
    expect(placer.place({ ...request([110, 50]), smart })?.side).not.toBe('Bottom');
  });
});

describe('a tree map', () => {
  it('fills its box by amounts, the largest first', () => {
    const box = { left: 0, top: 0, width: 100, height: 60 };
    const { cells, branches } = treeCells([series([6, 2]), series([12])], box);
    expect(branches.map(({ branch }) => branch.total)).toEqual([12, 8]);
    const area = (value: number) => (value / 20) * 6000;
    for (const cell of cells) {
      expect(cell.box.width * cell.box.height).toBeCloseTo(area(cell.point.y[0] ?? 0), 6);
    }
    expect(cells[0]?.box).toEqual({ left: 0, top: 0, width: 60, height: 60 });
  });
});
