import { foldWidths } from '../../../../core/read/fold-widths.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkFigures } from '../../../../core/read/checks/check-figures.ts';
import { readingOf } from './checks-in.ts';
import { processorMs } from '../../../support/processor-time.ts';

const MANY = 5_000;

describe('a page that is made to be slow', () => {
  test.each([
    ['其中 before every number', [`共有${'项目10个，其中'.repeat(MANY)}`]],
    ['a total behind every number', [`新增${'3个，共'.repeat(MANY)}`]],
    ['out of every number', ['3个项目中，有'.repeat(MANY)]],
    [
      'of the sentence before, again and again',
      [`${'项目10个，'.repeat(MANY / 2)}共20个。其中小学3个${'，其中中学2个'.repeat(MANY / 2)}`],
    ],
    ['a topic before every number', ['新收案件9件，新收案件中，民事案件3件，'.repeat(MANY / 2)]],
    [
      'a row of several columns without end',
      [`报案99件，估损9亿元。${'车险3件，估损1亿元；'.repeat(MANY / 2)}`],
    ],
    ['a row in every line', Array<string>(MANY / 2).fill('车险333件，估损1亿元')],
    ['a bracket behind every number', ['场馆9个（国有3个、民间2个），'.repeat(MANY / 3)]],
    ['classes without end', Array<string>(MANY / 5).fill('收到99件。按渠道分，电话33件，网络22件，其他11件')],
    ['one row without end', [`其中${'小学3所、'.repeat(MANY)}共9所`]],
    ['every number a share', ['甲类占3%，'.repeat(MANY)]],
    ['every number a rise', ['由3个增加到4个，增长3%，'.repeat(MANY / 3)]],
    ['every number a headline', ['2022年地区生产总值3亿元，'.repeat(MANY)]],
    ['one list without end', ['收到9件，涉及', ...Array<string>(MANY).fill('•城管方面3件')]],
    ['a list under every line', Array.from({ length: MANY }, (_, at) => `${at % 2 ? '•' : ''}共3件，涉及`)],
    [
      'words that could be taken in many ways',
      Array<string>(60).fill(`合格率${'达到共计超过比重'.repeat(12)}3%`),
    ],
  ])('is not: %s', (_, lines) => {
    const { document, figures } = readingOf(...lines);
    const folded = foldWidths(document.text);
    expect(processorMs(() => checkFigures(document, folded, figures))).toBeLessThan(2_000);
  });
});

test('any text gives checks of figures that it has, and no part is a part of itself', () => {
  const word = fc.constantFrom(
    ...[
      '其中',
      '共',
      '合计',
      '由',
      '增加到',
      '增长',
      '占',
      '分别',
      '合格率',
      '地区生产总值',
      '第一产业增加值',
      '，',
      '、',
      '。',
      '；',
    ],
    ...[
      '3个',
      '0个',
      '5亿元',
      '0.0%',
      '120%',
      '-3%',
      '7万人',
      '2%至3%',
      '超9家',
      '(4亩)',
      '2公顷',
      '百分之五',
      '城镇',
      '其他',
      '件',
    ],
  );
  const line = fc.array(word, { maxLength: 30 }).map((words) => words.join(''));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), line), { maxLength: 6 }), (lines) => {
      const { figures, checks } = readingOf(...lines.map(([item, text]) => (item ? `•${text}` : text)));
      const ids = new Set(figures.map(({ id }) => id));
      for (const check of checks) {
        expect(check.figures.every((id) => ids.has(id))).toBe(true);
        expect(`${check.expected} ${check.got}`).toMatch(/^-?\d+(?:\.\d+)? -?\d+(?:\.\d+)?$/);
      }
      for (const { id, partOf } of figures) {
        expect(partOf).not.toBe(id);
        expect(partOf === null || ids.has(partOf)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
