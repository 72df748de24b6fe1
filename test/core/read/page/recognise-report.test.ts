import { describe, expect, test } from 'vitest';
import { DEMO } from '../../../../core/paper/papers/demo.ts';
import { readArticleText } from '../../../../core/read/read-article.ts';

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

  test('nothing of the kind, though it speaks of reports and targets', () => {
    expect(verdict({ body: ['近日，工作人员说起政府工作报告里的目标。', '生产总值也被提到。'] })).toBeNull();
  });
});
