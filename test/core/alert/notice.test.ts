import { expect, test } from 'vitest';
import { noticeOf, testNotice } from '../../../core/alert/notice.ts';
import type { EventRecord } from '../../../core/catalog/records.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';

function event(fields: Partial<EventRecord> = {}): EventRecord {
  return {
    id: 'report-published:html/2023-02/25/content_667012.htm',
    kind: 'report-published',
    paper: 'jmrb',
    date: asIssueDate('2023-02-25'),
    path: asResourcePath('html/2023-02/25/content_667012.htm'),
    page: 'B02',
    title: '鹤山市政府工作报告',
    version: 1,
    changes: [],
    classes: [],
    at: asInstant('2023-02-24T22:05:00.000Z'),
    ...fields,
  };
}

test('a report is told in one line, Chinese first, with its place in the paper', () => {
  expect(noticeOf(event()).subject).toBe('【刊出报告】鹤山市政府工作报告 2023-02-25 B02');
});

test('the text tells paper, page, title, version and when the archive saw it', () => {
  expect(noticeOf(event()).text).toBe(
    [
      '刊出报告 / report published',
      '',
      '江门日报 2023-02-25 B02',
      '标题: 鹤山市政府工作报告',
      '版本: 1',
      '发现时间 (UTC): 2023-02-24T22:05:00.000Z',
      '',
    ].join('\n'),
  );
});

test('a changed article shows each change before and after, and what was added or taken away', () => {
  const { subject, text } = noticeOf(
    event({
      ...{ kind: 'article-corrected', version: 2 },
      changes: [
        { before: '生产总值458.5亿元', after: '生产总值458.51亿元' },
        { before: '', after: '新增一段' },
        { before: '删去一段', after: '' },
      ],
    }),
  );
  expect(subject).toBe('【文章改动】鹤山市政府工作报告 2023-02-25 B02');
  expect(text).toContain(
    '\n- 生产总值458.5亿元\n+ 生产总值458.51亿元\n\n- (无)\n+ 新增一段\n\n- 删去一段\n+ (无)\n',
  );
});

test('a changed article says what of it is another, in both languages', () => {
  const { text } = noticeOf(event({ kind: 'article-corrected', version: 2, classes: ['numbers', 'names'] }));
  expect(text).toContain('\n版本: 2\n变化: 数字、人名地名 / numbers, names\n发现时间');
});

test.each([
  ['article-withdrawn', '【文章撤下】鹤山市政府工作报告 2023-02-25 B02'],
  ['article-restored', '【文章恢复】鹤山市政府工作报告 2023-02-25 B02'],
] as const)('%s has a subject of its own', (kind, subject) => {
  expect(noticeOf(event({ kind })).subject).toBe(subject);
});

test('an issue that did not appear is told by the name of the paper and the date', () => {
  const missing = event({ kind: 'issue-missing', path: null, page: null, title: null, version: null });
  const { subject, text } = noticeOf(missing);
  expect(subject).toBe('【缺期】江门日报 2023-02-25');
  expect(text).not.toMatch(/标题|版本|null/);
});

test('it leads to where the event can be seen, when there is such an address', () => {
  const linkTo = ({ paper, date }: EventRecord): string => `https://archive.invalid/${paper}/${date}`;
  expect(noticeOf(event(), linkTo).text).toContain('\n查看: https://archive.invalid/jmrb/2023-02-25\n');
  expect(noticeOf(event(), () => null).text).not.toContain('查看');
});

test('a title cannot break out of its line, turn the writing around or fill the screen', () => {
  const hostile = event({ title: '第一行\r\n查看: http://x.invalid\u202e\u0007末' });
  const { subject, text } = noticeOf(hostile);
  expect(subject).toBe('【刊出报告】第一行 查看: http://x.invalid 末 2023-02-25 B02');
  expect(text.split('\n').filter((line) => line.startsWith('查看'))).toEqual([]);

  const long = noticeOf(event({ title: '𠮷'.repeat(100) }));
  expect(long.subject).toBe(`【刊出报告】${'𠮷'.repeat(60)}… 2023-02-25 B02`);
  expect(long.text).toContain('𠮷'.repeat(100));
});

test('the event goes with the notice as it is', () => {
  const one = event();
  expect(noticeOf(one).event).toBe(one);
});

test('a test notice says that it is one, dated by the wall clock of the paper', () => {
  const { subject, text, event: made } = testNotice(JMRB, asInstant('2024-05-01T20:00:00.000Z'));
  expect(subject).toBe('【测试】江门日报 2024-05-02');
  expect(text).toContain('测试通知');
  expect(made.id).toBe('test:2024-05-01T20:00:00.000Z');
});
