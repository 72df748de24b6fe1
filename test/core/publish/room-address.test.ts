import { describe, expect, it } from 'vitest';
import { passageHref, sentenceHref } from '../../../core/publish/room-address.ts';

const PATH = '/jmrb/2023-02-25/B02/667012?v=1#fig-f9';
const hrefOf = (prefix: string | null, exact: string, suffix: string | null): string =>
  decodeURIComponent(sentenceHref(PATH, { prefix, exact, suffix }));

describe('the address of a sentence', () => {
  it('keeps the anchor and names the words with their own clause', () => {
    expect(hrefOf('总体平稳，地区生产总值达到', '458.51亿元', '，比上年增长2.8%')).toBe(
      `${PATH}:~:text=地区生产总值达到-,458.51亿元`,
    );
    expect(hrefOf('成绩\n●预计增长', '6.1%', '左右\n●规模')).toBe(`${PATH}:~:text=预计增长-,6.1%,-左右`);
  });

  it('leaves out what may begin or end within a word', () => {
    expect(hrefOf('023年地区生产总值', '502.87亿元', '增长6')).toBe(`${PATH}:~:text=502.87亿元`);
    expect(hrefOf(null, '8%', null)).toBe(`${PATH}:~:text=8%`);
  });

  it('escapes what has a meaning there', () => {
    expect(sentenceHref(PATH, { prefix: '，a-b,', exact: '5-6&7', suffix: null })).toBe(
      `${PATH}:~:text=5%2D6%267`,
    );
  });
});

describe('the address of a passage', () => {
  const ARTICLE = '/jmrb/2023-02-25/B02/667012';
  const hrefOf = (paragraph: number | null, prefix: string, suffix: string): string =>
    decodeURIComponent(passageHref(ARTICLE, paragraph, { prefix, exact: '水厂', suffix }));

  it('names the paragraph, and the words with what tells them apart from the same elsewhere', () => {
    expect(hrefOf(3, '今年6月底前，', '还将更换水表。')).toBe(`${ARTICLE}#p-3:~:text=水厂,-还将更换水表`);
  });

  it('names the paragraph alone where a browser would find the same words before it', () => {
    expect(hrefOf(3, '\n', '，去年')).toBe(`${ARTICLE}#p-3`);
    expect(hrefOf(null, '', '')).toBe(`${ARTICLE}#:~:text=水厂`);
  });
});
