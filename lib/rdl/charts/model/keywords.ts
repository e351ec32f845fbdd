/** What the keywords of a label stand for. */
export type KeywordSource = {
  readonly x: number;
  readonly y: readonly number[];
  readonly axisLabel: string;
  readonly label: string;
  readonly legendText: string;
  readonly seriesName: string;
  /** Position of the point in its series, from 0. */
  readonly index: number;
  /** The Y values of all points of the series. */
  readonly series: readonly (readonly number[])[];
  readonly attributes: ReadonlyMap<string, string>;
  readonly write: (value: number, format: string, kind: 'x' | 'y' | 'number') => string;
};

const KEYWORD =
  /#(CUSTOMPROPERTY\(([^)]*)\)|PERCENT|TOTAL|VALX|VALY?|AVG|MIN|MAX|FIRST|LAST|INDEX|AXISLABEL|SERIESNAME|SER|LEGENDTEXT|LABEL)(?:Y?([2-9]))?(?:\{([^}]*)\})?/g;

/** Replaces the keywords of a label (`#VALY{N0}`, `#PERCENT`, `#AXISLABEL`, ..); everything else stays. */
export function replaceKeywords(text: string, source: KeywordSource): string {
  if (!text.includes('#')) return text;
  return text.replace(
    KEYWORD,
    (written: string, name: string, property?: string, number?: string, format?: string) =>
      keywordText(
        { name, property: property ?? '', place: number ? Number(number) - 1 : 0, format },
        source,
      ) ?? written,
  );
}

type Keyword = {
  readonly name: string;
  readonly property: string;
  readonly place: number;
  readonly format: string | undefined;
};

function keywordText(keyword: Keyword, source: KeywordSource): string | undefined {
  const { place, format } = keyword;
  const values = source.series.map((y) => y[place] ?? 0);
  const total = values.reduce((sum, value) => sum + value, 0);
  const value = source.y[place] ?? 0;
  const write = (number: number) => source.write(number, format ?? '', 'y');
  if (keyword.name.startsWith('CUSTOMPROPERTY')) return source.attributes.get(keyword.property.trim()) ?? '';
  switch (keyword.name) {
    case 'VAL':
    case 'VALY':
      return write(value);
    case 'VALX':
      return source.write(source.x, format ?? '', 'x');
    case 'PERCENT':
      return source.write(total === 0 ? 0 : value / total, format ?? 'P', 'number');
    case 'TOTAL':
      return write(total);
    case 'AVG':
      return write(values.length === 0 ? 0 : total / values.length);
    case 'MIN':
      return write(Math.min(...values));
    case 'MAX':
      return write(Math.max(...values));
    case 'FIRST':
      return write(values[0] ?? 0);
    case 'LAST':
      return write(values.at(-1) ?? 0);
    case 'INDEX':
      return String(source.index);
    case 'AXISLABEL':
      return source.axisLabel;
    case 'SER':
    case 'SERIESNAME':
      return source.seriesName;
    case 'LEGENDTEXT':
      return source.legendText;
    case 'LABEL':
      return source.label;
    default:
      return undefined;
  }
}
