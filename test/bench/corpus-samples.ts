import type { Figure } from '../../core/read/figures/figure.ts';

/** A figure that says nothing but its number, at the first place of its characters in `text`. */
export function figureIn(text: string, exact: string, more: Partial<Figure> = {}): Figure {
  const start = text.indexOf(exact);
  const [value = '', unit = ''] = /^([\d.]+)(.*)$/.exec(exact)?.slice(1) ?? [];
  return {
    id: `f${start}`,
    exact,
    start,
    end: start + exact.length,
    source: null,
    value,
    min: null,
    max: null,
    unit,
    normValue: null,
    normMin: null,
    normMax: null,
    baseUnit: null,
    comparator: 'eq',
    kind: 'level',
    modality: 'actual',
    strength: null,
    direction: null,
    indicator: null,
    indicatorId: null,
    basis: null,
    inferredPriceBasis: null,
    place: null,
    period: null,
    sectionPath: [],
    listMark: null,
    changeOf: null,
    sameAs: null,
    partOf: null,
    qualifies: null,
    ...more,
  };
}

/** The lines of a `.jsonl`, with the first one in front. */
export function jsonl(...lines: readonly object[]): string {
  return [{ report: null, genre: 'sample' }, ...lines].map((line) => JSON.stringify(line)).join('\n');
}
