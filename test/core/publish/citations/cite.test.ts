import { describe, expect, it, test } from 'vitest';
import { bibtex } from '../../../../core/publish/citations/bibtex.ts';
import { cite } from '../../../../core/publish/citations/cite.ts';
import { cslJson } from '../../../../core/publish/citations/csl-json.ts';
import { gbt7714 } from '../../../../core/publish/citations/gbt7714.ts';
import { CITATION_FORMS, type Reference } from '../../../../core/publish/citations/reference.ts';
import { ris } from '../../../../core/publish/citations/ris.ts';
import { asInstant } from '../../../../core/paper/instant.ts';
import { asIssueDate } from '../../../../core/paper/issue-date.ts';

const REFERENCE: Reference = {
  key: 'jmrb-2023-02-25-667012-v2',
  title: '以“开局即决战”之势 跑出100%的加速度',
  creators: ['甲某', '乙某'],
  paperName: '江门日报',
  date: asIssueDate('2023-02-25'),
  page: 'B02',
  url: 'https://archive.example/jmrb/2023-02-25/B02/667012?v=2',
  originalUrl: 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
  capturedAt: asInstant('2023-02-24T22:05:00.000Z'),
  citedOn: asIssueDate('2026-03-01'),
};
const BARE: Reference = { ...REFERENCE, title: null, creators: [], page: null };

describe('GB/T 7714—2015', () => {
  it('writes the example of the standard as the standard does', () => {
    expect(
      gbt7714({
        ...REFERENCE,
        title: '我们的科技一直在追赶: 访中国工程院院长周济',
        creators: ['余建斌'],
        paperName: '人民日报',
        date: asIssueDate('2013-01-12'),
        page: '2',
        url: 'http://paper.people.com.cn/rmrb/html/2013-01/12/nw.D110000renmrb_20130112_5-02.htm',
        citedOn: asIssueDate('2013-03-20'),
      }),
    ).toBe(
      '余建斌. 我们的科技一直在追赶: 访中国工程院院长周济[N/OL]. 人民日报, 2013-01-12(2)[2013-03-20]. http://paper.people.com.cn/rmrb/html/2013-01/12/nw.D110000renmrb_20130112_5-02.htm.',
    );
  });

  it('names three of more, and none of none', () => {
    const start = (creators: readonly string[]) => gbt7714({ ...REFERENCE, creators }).split('. 以')[0];
    expect(start(['甲某', '乙某', '丙某'])).toBe('甲某, 乙某, 丙某');
    expect(start(['甲某', '乙某', '丙某', '丁某'])).toBe('甲某, 乙某, 丙某, 等');
    expect(gbt7714(BARE)).toBe(
      '[无题名][N/OL]. 江门日报, 2023-02-25[2026-03-01]. https://archive.example/jmrb/2023-02-25/B02/667012?v=2.',
    );
  });
});

describe('BibTeX', () => {
  it('has every field, with names and titles kept together', () => {
    expect(bibtex(REFERENCE)).toBe(`@article{jmrb-2023-02-25-667012-v2,
  author = {{甲某} and {乙某}},
  title = {{以“开局即决战”之势 跑出100\\%的加速度}},
  journal = {江门日报},
  year = {2023},
  month = feb,
  day = {25},
  pages = {B02},
  url = {https://archive.example/jmrb/2023-02-25/B02/667012?v=2},
  urldate = {2026-03-01},
  langid = {chinese},
  note = {Captured 2023-02-24T22:05:00.000Z from http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content\\_667012.htm},
}
`);
  });

  it('lets no title end its field or begin a command', () => {
    const title = 'a}{b\\input{x}~^$&#_';
    expect(bibtex({ ...BARE, title })).toContain(
      '  title = {{a\\}\\{b\\textbackslash{}input\\{x\\}\\textasciitilde{}\\textasciicircum{}\\$\\&\\#\\_}},\n',
    );
  });

  it('lets no paper and no address do so either', () => {
    const url = 'https://archive.example/a_b?c={d}\\e&f=%41';
    const told = bibtex({ ...BARE, paperName: '报 & 刊_{x}', url });
    expect(told).toContain('  journal = {报 \\& 刊\\_\\{x\\}},\n');
    // An address is read as it stands: escapes of TeX would be a part of it.
    expect(told).toContain('  url = {https://archive.example/a_b?c=%7Bd%7D%5Ce&f=%41},\n');
  });

  it('leaves out what is not known', () => {
    expect(bibtex(BARE)).not.toMatch(/author|title =|pages/);
  });
});

test('RIS has a line a tag, ends with ER, and its lines with CR LF', () => {
  expect(ris(REFERENCE).split('\r\n')).toEqual([
    'TY  - NEWS',
    'ID  - jmrb-2023-02-25-667012-v2',
    'AU  - 甲某',
    'AU  - 乙某',
    'TI  - 以“开局即决战”之势 跑出100%的加速度',
    'T2  - 江门日报',
    'PY  - 2023',
    'DA  - 2023/02/25/',
    'SP  - B02',
    'LA  - zh',
    'UR  - https://archive.example/jmrb/2023-02-25/B02/667012?v=2',
    'Y2  - 2026/03/01/',
    'N1  - Captured 2023-02-24T22:05:00.000Z from http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    'ER  - ',
    '',
  ]);
  expect(ris(BARE)).not.toMatch(/^(AU|TI|SP)/m);
});

test('CSL-JSON has the names and dates of its schema', () => {
  expect(JSON.parse(cslJson(REFERENCE))).toEqual([
    {
      id: 'jmrb-2023-02-25-667012-v2',
      type: 'article-newspaper',
      title: '以“开局即决战”之势 跑出100%的加速度',
      author: [{ literal: '甲某' }, { literal: '乙某' }],
      'container-title': '江门日报',
      issued: { 'date-parts': [[2023, 2, 25]] },
      page: 'B02',
      language: 'zh-CN',
      URL: 'https://archive.example/jmrb/2023-02-25/B02/667012?v=2',
      accessed: { 'date-parts': [[2026, 3, 1]] },
      note: 'Captured 2023-02-24T22:05:00.000Z from http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    },
  ]);
  expect(JSON.parse(cslJson(BARE))).toEqual([expect.not.objectContaining({ author: [] })]);
});

test('each form is a file of its own type', () => {
  expect(CITATION_FORMS.map((form) => cite(REFERENCE, form).mediaType)).toEqual([
    'text/plain; charset=utf-8',
    'application/x-bibtex; charset=utf-8',
    'application/x-research-info-systems; charset=utf-8',
    'application/vnd.citationstyles.csl+json',
  ]);
  expect(cite(REFERENCE, 'txt').text).toMatch(/^甲某, 乙某\. .*667012\?v=2\.\n$/);
});
