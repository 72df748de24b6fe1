import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import type { Mark, SeriesPoints } from '../../core/publish/series/series-points.ts';
import { Charts } from '../../web/charts/charts.ts';
import { drawChart } from '../../web/charts/draw-chart.ts';
import { ZH } from '../../web/texts/zh.ts';

const WORDS = { title: '鹤山市 <地区> & "生产总值"', marks: ZH.series.mark };
const SIZE = { width: 760, height: 380 };
const UNIT = { text: '亿元', factor: { numerator: 1n, denominator: 100_000_000n } };

function pointsOf(line: readonly (string | null)[], marks: readonly Mark[] = []): SeriesPoints {
  const actual = line.flatMap((value, at): Mark[] => (value === null ? [] : [{ kind: 'actual', at, value }]));
  return { unit: UNIT, years: line.map((_, at) => String(1700 + at)), line, marks: [...actual, ...marks] };
}

const drawn = (points: SeriesPoints) => load(drawChart(points, WORDS, SIZE), { xmlMode: true });
/** Of the line alone: how often the pen is put down. */
const strokesOf = (points: SeriesPoints): number =>
  (drawn(points)('path[stroke="#1f5fa8"][stroke-width="2"]').attr('d') ?? '').split('M').length - 1;

describe('a chart', () => {
  it('breaks its line where a year has no value', () => {
    expect(strokesOf(pointsOf(['1', '2', '3', '4']))).toBe(1);
    expect(strokesOf(pointsOf(['1', '2', null, '3', '4', null, '5', '6']))).toBe(3);
  });

  it('writes beside a point the number as it is held', () => {
    const $ = drawn(pointsOf(['-0.1000000000000000000001', '458.51']));
    const texts = $('text')
      .toArray()
      .map((one) => $(one).text());
    expect(texts).toContain('-0.1000000000000000000001');
    expect(texts).toContain('458.51');
    expect(texts).toContain('亿元');
  });

  it('names in its legend what it shows, and nothing else', () => {
    const $ = drawn(pointsOf(['1'], [{ kind: 'target-missed', at: 0, value: '2' }]));
    const texts = $('text')
      .toArray()
      .map((one) => $(one).text());
    expect(texts).toContain('实际');
    expect(texts).toContain('目标（未达到）');
    expect(texts).not.toContain('力争');
  });

  it.each<[string, SeriesPoints]>([
    ['three hundred years', pointsOf(Array.from({ length: 300 }, (_, at) => String((at % 7) - 3)))],
    ['one value', pointsOf(['0'])],
    ['targets alone', pointsOf([null, null], [{ kind: 'target-open', at: 1, value: '8' }])],
    ['a number of a hundred digits', pointsOf(['1', '9'.repeat(100)])],
  ])('of %s is well formed, has its title escaped, and is small', (_, points) => {
    const svg = drawChart(points, WORDS, SIZE);
    const $ = load(svg, { xmlMode: true });
    expect($('title').text()).toBe(WORDS.title);
    expect($('path').length).toBeGreaterThan(2);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(svg.length).toBeLessThan(100_000);
  });

  it('shows a unit as its characters, whatever is in it', () => {
    const unit = { ...UNIT, text: '<script>"&' };
    const $ = drawn({ ...pointsOf(['1', '2']), unit });
    expect($('script')).toHaveLength(0);
    expect(
      $('text')
        .toArray()
        .map((one) => $(one).text()),
    ).toContain(unit.text);
  });

  it('is the same whenever it is drawn', () => {
    const points = pointsOf(['1', null, '3']);
    const first = drawChart(points, WORDS, SIZE);
    drawChart(pointsOf(['5']), WORDS, SIZE);
    expect(drawChart(points, WORDS, SIZE)).toBe(first);
  });
});

describe('charts that are kept', () => {
  it('are those asked for last', async () => {
    const charts = new Charts(3);
    const points = pointsOf(['1']);
    for (const name of ['a', 'b', 'c', 'a', 'd']) await charts.of(name, points, WORDS, SIZE);
    expect(['a', 'b', 'c', 'd'].filter((name) => charts.kept(name) === null)).toEqual(['b']);
  });
});
