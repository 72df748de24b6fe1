import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';
import { articleOf, readingOf } from './figures-in.ts';

describe('where', () => {
  const placesIn = (places: readonly string[]) =>
    readArticleText(articleOf('南山回顾', '建成30个。', '北海市建成40个。'), { ...DEMO, places }).figures.map(
      ({ place }) => place,
    );

  test('a place is one that the paper reports on, printed or named in a heading', () => {
    expect(placesIn(['南山区', '北海市'])).toEqual([
      { value: '南山区', from: 'heading' },
      { value: '北海市', from: 'printed' },
    ]);
  });

  test('a short name counts where it begins a clause', () => {
    const where = (paragraph: string) =>
      readingOf('题目', paragraph).figures.map(({ place }) => place?.value);
    expect(where('奖牌榜上，鹤山只拿到27枚。')).toEqual(['鹤山市']);
    expect(where('向社会公开平台30个。')).toEqual([undefined]);
    expect(where('江门日报记者走访30户。')).toEqual([undefined]);
    expect(where('鹤山果业有限公司有工人30名。')).toEqual([undefined]);
  });

  test('places are dealt out with the numbers', () => {
    const where = (paragraph: string) =>
      readingOf('题目', paragraph).figures.map(({ place }) => place?.value);
    expect(where('台山市、开平市和恩平市分别建成1,080个、61个和47个。')).toEqual([
      '台山市',
      '开平市',
      '恩平市',
    ]);
    expect(where('蓬江、鹤山分获91枚、64枚。')).toEqual(['蓬江区', '鹤山市']);
    expect(where('台山市、开平市分别建成学校、医院30个。')).toEqual(['开平市']);
  });

  test('no masthead gives a place', () => {
    expect(placesIn(['鹤山市'])).toEqual([null, null]);
  });

  test('the last that the sentence prints before the number counts', () => {
    expect(
      readingOf('题目', '蓬江区、江海区建成30个，新会区建成40个。').figures.map(({ place }) => place?.value),
    ).toEqual(['江海区', '新会区']);
  });
});

test('the headings above a figure are told outermost first, as printed but for their numerals', () => {
  const { figures } = readingOf(
    '工作报告',
    '一、２０２２年工作回顾',
    '（一）经济',
    '建成30个。',
    '（二）民生',
    '1.建成40个。',
    '二、工作安排',
    '建成50个。',
  );
  expect(figures.map(({ sectionPath, listMark }) => [sectionPath.join(' > '), listMark])).toEqual([
    ['２０２２年工作回顾 > 经济', null],
    ['２０２２年工作回顾 > 民生', '1.'],
    ['工作安排', null],
  ]);
});
