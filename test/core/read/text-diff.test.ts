import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DiffLine, lineDiff, textDiff } from '../../../core/read/text-diff.ts';

/** `[-gone-]` and `[+come+]`, a line of the difference on a line. */
function shown(before: string, after: string): string[] {
  return textDiff(before.split('\n'), after.split('\n')).map((one) => {
    if (one.kind === 'same') return one.line;
    if (one.kind !== 'changed') return marked(one.kind, one.line);
    return one.pieces.map(({ kind, text }) => (kind === 'same' ? text : marked(kind, text))).join('');
  });
}

function marked(kind: 'removed' | 'added', text: string): string {
  return kind === 'removed' ? `[-${text}-]` : `[+${text}+]`;
}

describe('two texts', () => {
  it('differ in whole numbers, with what decides their size', () => {
    expect(shown('全镇产值458.51亿元，增长2.8%。', '全镇产值458.5亿元，增长3.0%。')).toEqual([
      '全镇产值[-458.51亿-][+458.5亿+]元，增长[-2.8%-][+3.0%+]。',
    ]);
    expect(shown('完成三十五项', '完成三十六项')).toEqual(['完成[-三十五-][+三十六+]项']);
    expect(shown('全年产值增长２．８％', '全年产值增长２．９％')).toEqual([
      '全年产值增长[-２．８％-][+２．９％+]',
    ]);
  });

  it('differ in whole characters, also where two units of UTF-16 make one', () => {
    expect(shown('村民𠮷田到场', '村民𠮶田到场')).toEqual(['村民[-𠮷-][+𠮶+]田到场']);
  });

  it('have what came, what went and what stayed each on its own line', () => {
    expect(
      shown('第一段说春耕。\n第二段说水利。\n第三段。', '第一段说春耕。\n第三段。\n新添一句话。'),
    ).toEqual(['第一段说春耕。', '[-第二段说水利。-]', '第三段。', '[+新添一句话。+]']);
  });

  it('hold a changed line against its like, and not against its neighbour', () => {
    const before = '新增学位3000个，增长五成。\n水质达标率百分之百，居全市第一。';
    const after = '另有一条快讯刚刚收到。\n新增学位3200个，增长五成。\n水质达标率百分之百，居全市第二。';
    expect(shown(before, after)).toEqual([
      '[+另有一条快讯刚刚收到。+]',
      '新增学位[-3000-][+3200+]个，增长五成。',
      '水质达标率百分之百，居全市[-第一-][+第二+]。',
    ]);
  });

  it('with too many differences are told as replaced, the lines that they begin with among them', () => {
    const lines = (word: string): string[] => Array.from({ length: 300 }, (_, nth) => `${word}${nth}`);
    const diff = textDiff(lines('甲'), lines('乙'));
    expect(diff).toHaveLength(600);
    expect([diff[0], diff[300]]).toEqual([
      { kind: 'removed', line: '甲0' },
      { kind: 'added', line: '乙0' },
    ]);
  });

  it('can be told again from what differs', () => {
    const text = fc.array(
      fc.string({ unit: fc.constantFrom('春', '耕', '水利', '1', '2', '.', '%', '亿', '𠮷', ' ') }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = textDiff(before, after);
        expect(sideOf(diff, 'removed')).toEqual(before);
        expect(sideOf(diff, 'added')).toEqual(after);
      }),
    );
  });
});

it('lines that differ are told alone, those that went before those that came', () => {
  expect(lineDiff(['甲', '乙', '丙'], ['甲', '丁', '丙', '戊'])).toEqual([
    { kind: 'removed', line: '乙' },
    { kind: 'added', line: '丁' },
    { kind: 'added', line: '戊' },
  ]);
  expect(lineDiff(['甲'], ['甲'])).toEqual([]);
});

/** The lines of one of the two texts. */
function sideOf(diff: readonly DiffLine[], side: 'removed' | 'added'): string[] {
  return diff.flatMap((one) => {
    if (one.kind === 'changed') {
      const own = one.pieces.filter(({ kind }) => kind === 'same' || kind === side);
      return [own.map(({ text }) => text).join('')];
    }
    return one.kind === 'same' || one.kind === side ? [one.line] : [];
  });
}
