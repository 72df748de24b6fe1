import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';

function verdict({
  section = '要闻',
  title = '题目',
  body = ['正文。'],
}: {
  section?: string;
  title?: string;
  body?: string[];
}) {
  const lines = body.map((line) => `    ${line}\n`).join('\n');
  return readArticleText(`第A01版：${section}\n2023 年 2 月 25 日 星期\n\n${title}\n\n${lines}`, DEMO).report;
}

describe('an article is judged to be', () => {
  test('a work report by its title alone', () => {
    expect(verdict({ title: '二〇二三年台山市政府工作报告' })).toEqual({
      kind: 'work-report',
      reasons: ['title: 政府工作报告'],
    });
  });

  test('a work report by its headings and section, without the words', () => {
    const body = ['2022亮点回顾', '生产总值稳步增长。', '2023年工作安排', '主要预期目标：', '修路。'];
    expect(verdict({ section: '聚焦两会', body })?.kind).toBe('work-report');
  });

  test('a budget', () => {
    expect(verdict({ title: '台山市2022年预算执行情况和2023年预算草案的报告' })?.kind).toBe('budget');
  });

  test('a bulletin', () => {
    expect(verdict({ title: '2022年台山市国民经济和社会发展统计公报' })?.kind).toBe('bulletin');
  });

  test('coverage of a congress, which carries no report itself', () => {
    expect(verdict({ section: '两会专题', title: '人大代表热议教育' })?.kind).toBe('congress-coverage');
  });

  test.each([
    ['work-report', { title: '一图读懂《台山市政府工作报告》' }],
    ['work-report', { title: '政府工作报告（摘登）' }],
    ['work-report', { body: ['各位代表：', '现在，我代表台山市人民政府，向大会报告工作，请予审议。'] }],
    [
      'work-report',
      { body: ['一、2022年工作回顾', '经济平稳。', '二、2023年工作安排', '预计生产总值增长5%。', '修路。'] },
    ],
    ['budget', { title: '关于台山市2021年市级决算的报告' }],
    ['budget', { title: '台山市2022年财政预算调整方案的报告' }],
    ['budget', { title: '2024年，钱花在哪？', body: ['全市一般公共预算收入50亿元。', '修路。'] }],
    ['bulletin', { title: '2018年度生态环境状况公报' }],
    ['bulletin', { title: '台山市第七次全国人口普查公报' }],
    ['bulletin', { title: '台山市2023年上半年经济运行情况' }],
    [
      'congress-coverage',
      { title: '台山市十七届人大三次会议开幕', body: ['代表听取了政府工作报告。', '散会。'] },
    ],
    [
      'congress-coverage',
      { section: '两会专题', title: '热议政府工作报告', body: ['代表认为，目标可行。', '散会。'] },
    ],
    [
      'congress-coverage',
      { title: '政府工作报告引发代表热议', body: ['人大代表甲某说，目标可行。', '散会。'] },
    ],
    [
      'congress-coverage',
      { title: '政协委员建言海岛开发', body: ['市政协十届三次会议上，委员发言。', '散会。'] },
    ],
  ])('a %s: %o', (kind, article) => {
    expect(verdict(article)?.kind).toBe(kind);
  });

  test.each([
    {
      title: '关于台山市2025年国民经济和社会发展计划执行情况的报告',
      body: ['预期目标：', '生产总值增长6%。', '修路。'],
    },
    { title: '医保“家底”几何？最新统计公报来了' },
    { title: '全国学校五十万所', body: ['教育部发布《2020年全国教育事业发展统计公报》。', '散会。'] },
    { title: '台山法院工作报告', body: ['审结案件100宗。', '散会。'] },
    { title: '渔港新貌', body: ['去年，码头焕新。', '今年，航线加密。'] },
  ])('nothing of the kind: %o', (article) => {
    expect(verdict(article)).toBeNull();
  });

  test('what its reasons quote, as the page prints it', () => {
    const page = {
      section: '聚焦２０２３两会',
      title: '台山２０２２年统计公报',
      body: ['本公报数据为初步统计。', '完。'],
    };
    const text = [page.section, page.title, ...page.body].join('\n');
    const reasons = verdict(page)?.reasons ?? [];
    expect(reasons).toContain('title: 台山２０２２年统计公报');
    for (const reason of reasons) expect(text).toContain(reason.replace(/^\w+: /, ''));
  });

  test('nothing of the kind, though it speaks of reports and targets', () => {
    expect(verdict({ body: ['近日，工作人员说起政府工作报告里的目标。', '生产总值也被提到。'] })).toBeNull();
  });
});
