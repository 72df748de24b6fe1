import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import type { WordedTarget } from '../../core/read/figures/worded-targets.ts';
import { type FigureArchive, type HandmadeArticle, figureIn, putArticle } from './figure-archive.ts';

/** Texts that a spreadsheet, a file format or a program that reads one may take for something else. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...['=1+1', '+8', '-14.5', '@SUM(A1)', '＝1', '＋1', '－1', '＠1', '\t=1', '\r=1', '\n=1'],
  ...["'", "''", "'=1", '"', '""', '"a","b"', 'a"b', ',', ';', '|', '\\', '\\N', '\\"', '%s'],
  ...['a\nb', 'a\rb', 'a\r\nb', 'a\n', '\r\n', '\u2028', '\u0085', ' ', '  a  ', '\u00a0', '\u3000'],
  ...['null', 'NULL', 'NaN', 'None', 'NA', 'true', '0', '007', '1e5', '2023-02-25', '1,234'],
  ...['𠮷野家', '👩‍👧', '\u{10ffff}', '\uffff', '\ufeff上', 'e\u0301', '\u202e上', '\u0001', '\u007f'],
  ...['{"a":1}', '[1]', '</script>', '&amp;', '鹤山市'.repeat(400)],
];

/** Decimals of every length, on both sides of what decimal(38, 12) holds. */
export const HOSTILE_NUMBERS: readonly string[] = [
  ...['0', '-0', '0.0', '1', '-1', '10', '0.1', '-0.1', '1234.50', '-14.5', '007', '0.000000000001'],
  ...['9007199254740993', '-9007199254740993', '0.1234567890123', '-0.0000000000001', '1.10000000000000000'],
  ...['99999999999999999999999999.999999999999', '-99999999999999999999999999.999999999999'],
  ...[
    '100000000000000000000000000',
    '-100000000000000000000000000',
    `1${'0'.repeat(60)}`,
    `0.${'3'.repeat(60)}`,
  ],
];

/**
 * Puts articles into an archive so that every column that refers to a row does, and every text, number and nothing
 * stands somewhere. `backward` puts the same in another order.
 */
export async function putHostileArticles(archive: FigureArchive, backward = false): Promise<void> {
  const articles = [...hostileArticles(), ...reports()];
  // Of one article the older version comes first, in whatever order articles come.
  const byId = Map.groupBy(articles, ({ id }) => id);
  const inOrder = [...byId.values()];
  for (const versions of backward ? inOrder.toReversed() : inOrder) {
    for (const version of versions) {
      await putArticle(archive, version);
      await putCapture(archive, version);
    }
  }
}

/** One for each text, with that text wherever the page decides what stands. */
function hostileArticles(): HandmadeArticle[] {
  return HOSTILE_TEXTS.map((hostile, at) => {
    const number = HOSTILE_NUMBERS[at % HOSTILE_NUMBERS.length] ?? '0';
    const other = HOSTILE_NUMBERS[(at * 7 + 3) % HOSTILE_NUMBERS.length] ?? '0';
    const unit = `单${hostile}`;
    const text = `${hostile}第${at}项${number}${unit}${hostile}至${other}~${number}级${hostile}`;
    const told: Partial<Figure> = {
      ...{ indicator: hostile, basis: hostile, sectionPath: [hostile, hostile], listMark: hostile },
      place: { value: hostile, from: 'printed' },
      period: { value: '2022', from: 'masthead' },
    };
    const one = figureIn(text, `${number}${unit}`, {
      ...{ ...told, value: number, normValue: number, unit, baseUnit: hostile },
    });
    const range = figureIn(text, `${other}~${number}级`, {
      ...{ ...told, min: other, max: number, normMin: other, normMax: number, unit: '级', baseUnit: '1' },
      comparator: 'range',
    });
    return {
      ...{ date: `${2020 + (at % 4)}-0${1 + (at % 9)}-11`, page: at % 5 === 0 ? null : 'A01', id: `9${at}` },
      ...{ title: hostile, text, figures: [one, range] },
      document: { section: hostile, introTitle: hostile, subtitle: hostile },
      checks: [
        { code: 'repeat', figures: [one.id, range.id], expected: number, got: other, pass: at % 2 === 0 },
      ],
    };
  });
}

const GDP = {
  indicator: '地区生产总值',
  indicatorId: 'gdp',
  place: { value: '鹤山市', from: 'printed' },
} as const;
const GROWTH = { kind: 'change', unit: '%', baseUnit: '1', direction: 'increase' } as const;
const AIM = { modality: 'target', strength: 'expected' } as const;
const STRIVE = { modality: 'target', strength: 'strive' } as const;

/** What came of two years and what was aimed at, in numbers and in words, one of them corrected. */
function reports(): HandmadeArticle[] {
  const first = report('2022', ['374.76亿元', '6.1%', '8%', '400亿元', '9%', '420亿元']);
  const misprint = report('2023', ['485.51亿元', '2.8%', '7%', '500亿元', '8.5%', '510亿元']);
  const second = report('2023', ['458.51亿元', '2.8%', '7%', '500亿元', '8.5%', '510亿元']);
  return [
    first,
    { ...misprint, at: '2023-02-25T00:00:00.000Z' },
    { ...second, version: 2, at: '2023-03-01T00:00:00.000Z' },
  ];
}

function report(
  year: string,
  numbers: readonly [string, string, string, string, string, string],
): HandmadeArticle {
  const [level, growth, aim, aimLevel, strive, striveLevel] = numbers;
  const text = `总值${level}，增长${growth}。目标增长${aim}，总值${aimLevel}。力争增长${strive}，总值${striveLevel}。与收入基本同步。其中50亿元、12345万元，含100家，1亿元以上。`;
  const before = { value: String(Number(year) - 1), from: 'heading' } as const;
  const now = { value: year, from: 'heading' } as const;
  const amount = (exact: string, more: Partial<Figure>): Figure =>
    figureIn(text, exact, { ...GDP, ...inYuan(exact), baseUnit: 'CNY', ...more });
  const rate = (exact: string, more: Partial<Figure>): Figure =>
    figureIn(text, exact, { ...GDP, ...GROWTH, ...inShares(exact), ...more });
  const came = amount(level, { period: before });
  const part = amount('50亿元', { period: before, indicator: '其中', indicatorId: null, partOf: came.id });
  const again = figureIn(text, '12345万元', {
    value: '12345',
    normValue: '123450000',
    baseUnit: 'CNY',
    unit: '万元',
    sameAs: part.id,
  });
  const count = figureIn(text, '100家', { value: '100', unit: '家', kind: 'count' });
  const limit = figureIn(text, '1亿元以上', {
    value: '1',
    unit: '亿元',
    kind: 'threshold',
    comparator: 'gte',
    qualifies: count.id,
  });
  const words = '与收入基本同步';
  const start = text.indexOf(words);
  const worded: WordedTarget = {
    ...{ id: 'w1', exact: words, start, end: start + words.length, ...GDP, ...AIM },
    ...{ period: now, sectionPath: [], listMark: null },
  };
  return {
    ...{ date: `${year}-02-25`, page: 'B02', id: year, title: '政府工作报告', text },
    figures: [
      ...[came, rate(growth, { period: before, changeOf: came.id }), rate(aim, { period: now, ...AIM })],
      ...[amount(aimLevel, { period: now, ...AIM }), rate(strive, { period: now, ...STRIVE })],
      ...[amount(striveLevel, { period: now, ...STRIVE }), part, again, count, limit],
    ],
    wordedTargets: [worded],
    report: { kind: 'work-report', reasons: ['title'] },
  };
}

function inYuan(exact: string): Partial<Figure> {
  const value = exact.replace('亿元', '');
  const [whole = '', fraction = ''] = value.split('.');
  return { value, normValue: `${whole}${fraction.padEnd(8, '0')}` };
}

function inShares(exact: string): Partial<Figure> {
  const value = exact.replace('%', '');
  const [whole = '', fraction = ''] = value.split('.');
  return { value, normValue: `0.${whole.padStart(2, '0')}${fraction}` };
}

/** That the version was captured, and by what. */
async function putCapture({ catalog }: FigureArchive, one: HandmadeArticle): Promise<void> {
  const { paper = 'jmrb', version = 1 } = one;
  const date = asIssueDate(one.date);
  const at = asInstant(one.at ?? `${one.date}T00:00:00.000Z`);
  const [year, month, day] = one.date.split('-');
  const path = asResourcePath(`html/${year}-${month}/${day}/content_${one.id}.htm`);
  const url = `http://127.0.0.1:8080/${paper}/${path}`;
  const sha256 = sha256Of(`${paper} ${path} ${version} ${one.text}`);
  const of = { paper, date, path, kind: 'article', url, reason: null, sha256, bytes: 1, version } as const;
  await catalog.putState({ ...of, state: 'captured', refusedSha256: null, checkedAt: at });
  await catalog.addCapture({
    ...{ ...of, id: sha256.slice(0, 20), at, tookMs: 1, state: 'captured', status: 200 },
    ...{
      object: `captures/${paper}/${one.date}/${one.id}-${version}.warc.gz`,
      classes: [],
      trace: null,
      tries: [],
    },
  });
}
