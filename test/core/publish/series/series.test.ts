import { describe, expect, it } from 'vitest';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';
import { seriesOf } from '../../../../core/publish/series/series.ts';
import { growth, told, year } from './told.ts';

describe('a series', () => {
  it('is nothing without an observation', () => {
    expect(seriesOf([], [year(2022)])).toEqual([]);
  });

  it('keeps units and bases apart, the level in its own unit first', () => {
    const sections = seriesOf(
      [
        growth({ basis: '可比口径', inferred_price_basis: null }),
        growth(),
        told({ norm_value: '100000000', base_unit: 'USD', unit: '亿美元', value: '1' }),
        told(),
        told({ kind: 'ratio', norm_value: '0.12', base_unit: '1', unit: '%', value: '12' }),
        growth({ base_unit: 'pp', norm_value: '1.2', unit: '个百分点', value: '1.2' }),
        growth({ base_unit: 'CNY', norm_value: '200000000', unit: '亿元', value: '2' }),
      ],
      [],
    );
    expect(sections.map(({ id, unit, periods }) => [id, unit?.text, periods.length])).toEqual([
      ['level', '亿元', 1],
      ['level-2', '亿美元', 1],
      ['growth', '%', 1],
      ['growth-2', '%', 1],
      ['points', '个百分点', 1],
      ['amount', '亿元', 1],
      ['other', '1', 1],
    ]);
    expect(sections[3]?.printedBases).toEqual(['可比口径']);
    expect(sections[2]?.inferredBasis).toBe('constant');
  });

  it('chooses none of values that contradict one another, and says why the year is empty', () => {
    const [one, other] = [told({ conflict: 'c' }), told({ conflict: 'c', norm_value: '44000000000' })];
    const [section] = seriesOf([one, other], [year(2022, { level_gap: 'conflict' })]);
    expect(section?.periods).toMatchObject([{ period: '2022', shown: null, gap: 'conflict' }]);
    expect(section?.periods[0]?.came).toHaveLength(2);
  });

  it('tells what was replaced apart from what stands, and what was taken down after it', () => {
    const [stands, gone, replaced] = [
      told(),
      told({ status: 'withdrawn' }),
      told({ status: 'superseded', superseded_by: 'o1' }),
    ];
    const [section] = seriesOf([gone, replaced, stands], []);
    expect(section?.periods[0]).toMatchObject({ came: [stands, gone], shown: stands, replaced: [replaced] });
  });

  it('has the empty years of the table with their reasons, newest first, and parts of years beside them', () => {
    const [section] = seriesOf(
      [told({ period: '2019' }), told(), told({ period: '2022-H1' }), told({ period: '2022-01/2022-11' })],
      [year(2020, { level_gap: 'not-captured' }), year(2021, { level_gap: 'no-issue' })],
    );
    expect(section?.periods.map(({ period, gap }) => [period, gap])).toEqual([
      ['2022', null],
      ['2022-01/2022-11', null],
      ['2022-H1', null],
      ['2021', 'no-issue'],
      ['2020', 'not-captured'],
      ['2019', null],
    ]);
  });

  it('holds an estimate for the year only once the year is over', () => {
    const early = growth({ modality: 'forecast', issue_date: asIssueDate('2022-11-01') });
    const late = growth({ modality: 'forecast', issue_date: asIssueDate('2023-01-05') });
    expect(seriesOf([early], [year(2022, { growth_gap: 'not-printed' })])[0]?.periods[0]).toMatchObject({
      ...{ shown: null, gap: 'not-printed', came: [early] },
    });
    expect(seriesOf([late], [])[0]?.periods[0]).toMatchObject({ shown: late });
  });

  it("gives a year's verdict to the target that it is of", () => {
    const target = { modality: 'target', strength: 'expected' } as const;
    const missed = year(2022, { outcome: 'missed', outcome_reason: null });
    const verdicts = (rows: Parameters<typeof seriesOf>[0]) =>
      seriesOf(rows, [missed]).map(({ id, periods }) => [id, periods[0]?.outcome?.outcome ?? null]);
    // Growth where it came too, else the level.
    expect(verdicts([told(), told(target), growth(), growth(target)])).toEqual([
      ['level', null],
      ['growth', 'missed'],
    ]);
    expect(verdicts([told(), told(target), growth(target)])).toEqual([
      ['level', 'missed'],
      ['growth', null],
    ]);
  });

  it('tells what was striven for by itself', () => {
    const strive = growth({ modality: 'target', strength: 'strive', norm_value: '0.085' });
    const met = year(2022, { strive_outcome: 'met', strive_outcome_reason: null });
    expect(seriesOf([growth(), strive], [met])[0]?.periods[0]).toMatchObject({
      ...{ outcome: null, striveOutcome: { outcome: 'met' }, aimed: [strive] },
    });
  });

  it('has a target in words beside the growth, and alone where there is nothing else', () => {
    const words = told({
      ...{ modality: 'target', words: '与经济增长基本同步', kind: null, norm_value: null, base_unit: null },
      ...{ value: null, unit: null, comparator: null, period: '2023' },
    });
    const [section] = seriesOf([words, growth()], [year(2023, { outcome_reason: 'target-in-words' })]);
    expect(section).toMatchObject({ id: 'growth' });
    expect(section?.periods[0]).toMatchObject({ aimed: [words], outcome: { reason: 'target-in-words' } });
    expect(seriesOf([words], [])).toMatchObject([{ id: 'other', unit: null, measure: null }]);
  });
});
