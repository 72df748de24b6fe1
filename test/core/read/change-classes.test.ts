import { describe, expect, it } from 'vitest';
import { PLACES_OF_JIANGMEN } from '../../../core/paper/papers/places-of-jiangmen.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { changeClasses } from '../../../core/read/change-classes.ts';
import type { ContentLine, ContentRole, PageContent } from '../../../core/read/page-content.ts';

describe('what changed in an article', () => {
  it.each([
    ['全年增长5.0%。', '全年增长5.5%。', ['numbers']],
    ['投资4.2万元。', '投资4.2亿元。', ['numbers']],
    ['增长百分之五。', '增长百分之六。', ['numbers']],
    ['完成二十三项。', '完成二十五项。', ['numbers']],
    ['全年增长5.0%。', '全年增速5.5%。', ['numbers', 'text']],
    ['全年增长5.0%。', '全年增长５.0%。', ['text']],
    ['市长王伟表示，', '市长王玮表示，', ['names']],
    ['厂长陈远航介绍', '厂长陈远帆介绍', ['names']],
    ['增长高于预期', '增长高过预期', ['text']],
    ['记者李明报道', '记者张明报道', ['names']],
    ['李华说：“好。”', '刘华说：“好。”', ['names']],
    ['在鹤山市召开', '在开平市召开', ['names']],
    ['在鹤山召开', '在恩平召开', ['names']],
    ['在鹤山市召开2次', '在开平市召开3次', ['numbers', 'names']],
    ['市长强调发展', '市长要求发展', ['text']],
    ['有关方面表示', '有关部门表示', ['text']],
    ['会议开始。', '会议结束。', ['text']],
    ['统一部署', '一体部署', ['text']],
  ])('of %s to %s is %j', (before, after, classes) => {
    expect(classesOf([line('text', before)], [line('text', after)])).toEqual(classes);
  });

  it('is its title when that differs, and its numbers as well when those do', () => {
    const body = line('text', '正文。');
    expect(classesOf([line('title', '甲'), body], [line('title', '乙'), body])).toEqual(['title']);
    expect(classesOf([line('title', '增长5%'), body], [line('title', '增长6%'), body])).toEqual([
      'numbers',
      'title',
    ]);
    expect(
      classesOf([line('title', '甲'), line('subtitle', '乙')], [line('title', '乙'), line('subtitle', '甲')]),
    ).toEqual(['title']);
  });

  it('is who signed it, and what is shown', () => {
    expect(classesOf([line('byline', '文/甲')], [line('byline', '文/乙')])).toEqual(['names']);
    expect(classesOf([line('file', 'res/1.jpg')], [line('file', 'res/2.jpg')])).toEqual(['text']);
  });

  it('is where it stands when nothing else differs', () => {
    const [a, b] = [line('text', '第1段。'), line('text', '第2段。')];
    expect(classesOf([a, b], [b, a])).toEqual(['moved']);
    expect(classesOf([line('text', '说明。'), a], [line('caption', '说明。'), a])).toEqual(['moved']);
    expect(classesOf([line('place', 'A02'), a], [line('place', 'A03'), a])).toEqual(['moved']);
    expect(classesOf([a, b], [a, b])).toEqual([]);
  });

  it('is text, and numbers, where a paragraph came or went with its numbers', () => {
    const kept = line('text', '不变。');
    expect(classesOf([kept, line('text', '产值3亿元。')], [kept])).toEqual(['numbers', 'text']);
    expect(classesOf([kept], [line('text', '新的一段。'), kept])).toEqual(['text']);
  });
});

describe('what changed in a node', () => {
  const [one, two] = [listed('content_1.htm', '甲'), listed('content_2.htm', '乙')];

  it('is text where it lists something else, a title where it lists the same under another, else a move', () => {
    expect(classesOf([one, two], [one])).toEqual(['text']);
    expect(classesOf([one], [one, two])).toEqual(['text']);
    expect(classesOf([one, two], [one, listed('content_2.htm', '丙')])).toEqual(['title']);
    expect(classesOf([one, two], [two, one])).toEqual(['moved']);
  });
});

function classesOf(before: PageContent, after: PageContent): string[] {
  return changeClasses(before, after, PLACES_OF_JIANGMEN);
}

function line(role: ContentRole, text: string): ContentLine {
  return { role, text, of: null };
}

function listed(name: string, text: string): ContentLine {
  return { role: 'article', text, of: asResourcePath(`html/2023-02/25/${name}`) };
}
