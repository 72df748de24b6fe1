import { LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import {
  MARKS,
  type Mark,
  type MarkKind,
  type SeriesPoints,
} from '../../core/publish/series/series-points.ts';

use([LineChart, ScatterChart, GridComponent, LegendComponent, SVGRenderer]);

/** What is written in a chart. */
export interface ChartWords {
  readonly title: string;
  readonly marks: Readonly<Record<MarkKind, string>>;
}

export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

/** The inks of paper, and what they are on a dark one. Each is in the drawing for one thing only. */
const INKS = {
  ink: ['#22201c', '#e9e4da'],
  quiet: ['#66605a', '#a39c90'],
  rule: ['#d9d2c5', '#3d3933'],
  line: ['#1f5fa8', '#8dbcf0'],
  met: ['#22592b', '#8fd397'],
  missed: ['#a5281b', '#f5a094'],
  open: ['#74500a', '#f0d28f'],
  sheet: ['#fefefd', '#211f1c'],
} as const;
const ink = (name: keyof typeof INKS): string => INKS[name][0];

/** Told apart by their shape, so that a print without colour can be read. */
const SHAPES: Readonly<
  Record<MarkKind, { readonly symbol: string; readonly color: string; readonly hollow?: true }>
> = {
  actual: { symbol: 'circle', color: ink('line') },
  forecast: { symbol: 'circle', color: ink('line'), hollow: true },
  range: { symbol: 'rect', color: ink('line') },
  conflict: { symbol: 'diamond', color: ink('ink'), hollow: true },
  'target-met': { symbol: 'triangle', color: ink('met') },
  'target-missed': { symbol: 'path://M0 0L10 0L5 10Z', color: ink('missed') },
  'target-open': { symbol: 'triangle', color: ink('open'), hollow: true },
  strive: { symbol: 'rect', color: ink('open'), hollow: true },
};

/** What is aimed at stands beside what came, so that neither hides the other; in pixels. */
const BESIDE = 10;

/** Of so many values each is written beside its point. */
const MOST_LABELS = 14;

/** The years of a section as a picture (SVG) that stands by itself. The same points and words give the same bytes. */
export function drawChart(points: SeriesPoints, words: ChartWords, { width, height }: ChartSize): string {
  const chart: ECharts = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(optionOf(points, words, width));
    return finished(chart.renderToSVGString(), words.title);
  } finally {
    chart.dispose();
  }
}

function optionOf(
  { unit, years, line, marks }: SeriesPoints,
  words: ChartWords,
  width: number,
): EChartsCoreOption {
  const kinds = MARKS.filter((kind) => marks.some((mark) => mark.kind === kind));
  const text = { color: ink('quiet'), fontSize: 13 };
  return {
    animation: false,
    backgroundColor: ink('sheet'),
    textStyle: { fontFamily: 'sans-serif' },
    legend: {
      ...{ left: 8, right: 8, top: 4, itemGap: width < 500 ? 10 : 18, itemWidth: 16, selectedMode: false },
      textStyle: { ...text, color: ink('ink') },
      data: kinds.map((kind) => words.marks[kind]),
    },
    grid: {
      left: 12,
      right: 24,
      top: 62,
      bottom: 10,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      ...{ type: 'category', data: years, boundaryGap: true },
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { onZero: false, lineStyle: { color: ink('quiet') } },
    },
    yAxis: {
      ...{ type: 'value', scale: true, name: unit.text, splitNumber: 4 },
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: text,
      splitLine: { lineStyle: { color: ink('rule') } },
    },
    series: [
      {
        ...{ type: 'line', data: line.map((value) => (value === null ? null : Number(value))) },
        ...{ connectNulls: false, showSymbol: false, silent: true, z: 2 },
        lineStyle: { color: ink('line'), width: 2 },
      },
      ...kinds.map((kind) =>
        marksOption(
          kind,
          words.marks[kind],
          marks.filter((mark) => mark.kind === kind),
        ),
      ),
    ],
  };
}

function marksOption(kind: MarkKind, name: string, marks: readonly Mark[]): object {
  const { symbol, color, hollow } = SHAPES[kind];
  const isLine = kind === 'actual' || kind === 'forecast';
  const isAim = kind === 'strive' || kind.startsWith('target');
  return {
    ...{ type: 'scatter', name, symbol, silent: true, z: isLine ? 4 : 3 },
    ...(isAim ? { symbolOffset: [BESIDE, 0] } : {}),
    symbolSize: kind === 'range' ? [16, 4] : isLine ? 9 : 12,
    itemStyle: hollow
      ? { color: ink('sheet'), borderColor: color, borderWidth: 2, opacity: 1 }
      : { color, opacity: 1 },
    label: {
      show: isLine && marks.length <= MOST_LABELS,
      ...{ position: 'top', color: ink('ink'), fontSize: 13, formatter: labelOf },
      ...{ textBorderColor: ink('sheet'), textBorderWidth: 3 },
    },
    labelLayout: { hideOverlap: true },
    // The number as it is held goes beside the point, and not what a float makes of it.
    data: marks.map(({ at, value }) => ({ value: [at, Number(value)], name: value })),
  };
}

function labelOf({ name }: { readonly name: string }): string {
  return name;
}

/** Dark paper has the same drawing in other inks. */
const DARK = Object.values(INKS)
  .map(([light, dark]) => `[fill="${light}"]{fill:${dark}}[stroke="${light}"]{stroke:${dark}}`)
  .join('');

/**
 * Without what the library needs for a pointer and for its own counting, which differs from drawing to drawing; with a
 * title, and with the inks of dark paper.
 */
function finished(svg: string, title: string): string {
  const bare = svg
    .replace(/<style\b[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, 'z-');
  const style = `<style>@media (prefers-color-scheme:dark){${DARK}}</style>`;
  return bare.replace(/^<svg\b[^>]*>/, (opening) => `${opening}<title>${escaped(title)}</title>${style}`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
