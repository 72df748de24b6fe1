import type { ArticleDocument, ReportKind, ReportVerdict } from '../document.ts';
import { foldWidths } from '../fold-widths.ts';

/** Words that tell a report, by where they stand. A weight of 3 decides alone. */
interface Sign {
  readonly kind: ReportKind;
  readonly where: 'title' | 'section' | 'heading' | 'body';
  readonly words: RegExp;
  readonly weight: 1 | 2 | 3;
}

const ENOUGH = 3;

const SIGNS: readonly Sign[] = [
  { kind: 'budget', where: 'title', words: /预算执行情况|预算草案/, weight: 3 },
  { kind: 'budget', where: 'heading', words: /预算执行情况|预算草案|预算安排/, weight: 2 },
  { kind: 'budget', where: 'body', words: /一般公共预算(?:收入|支出)/, weight: 1 },
  { kind: 'bulletin', where: 'title', words: /统计公报|经济运行情况/, weight: 3 },
  { kind: 'bulletin', where: 'body', words: /统计局(?:核算|发布)/, weight: 1 },
  { kind: 'work-report', where: 'title', words: /政府工作报告/, weight: 3 },
  { kind: 'work-report', where: 'section', words: /两会|人大会议|政府工作报告/, weight: 1 },
  {
    kind: 'work-report',
    where: 'heading',
    words: /(?:19|20)\d\d年?(?:工作|亮点|成绩)?(?:回顾|亮点)|(?:回顾|回望)(?:19|20)\d\d|过去[一五]年/,
    weight: 1,
  },
  {
    kind: 'work-report',
    where: 'heading',
    words: /工作安排|工作任务|主要任务|重点工作|(?:19|20)\d\d年?(?:部署|打算)|展望(?:19|20)\d\d/,
    weight: 1,
  },
  { kind: 'work-report', where: 'heading', words: /预期目标|发展目标|主要预期(?!目标)/, weight: 2 },
  { kind: 'work-report', where: 'body', words: /生产总值/, weight: 1 },
  { kind: 'congress-coverage', where: 'section', words: /两会/, weight: 1 },
  {
    kind: 'congress-coverage',
    where: 'title',
    words: /人大.{0,8}会议|政协.{0,8}会议|两会|人大代表|政协委员/,
    weight: 2,
  },
  {
    kind: 'congress-coverage',
    where: 'body',
    words: /人民代表大会|人大[一二三四五六七八九十]+次会议|政协[一二三四五六七八九十]+届/,
    weight: 1,
  },
  { kind: 'congress-coverage', where: 'body', words: /政府工作报告/, weight: 1 },
];

/** A congress page that carries the report itself is the report: kinds in the order in which they win. */
const ORDER: readonly ReportKind[] = ['budget', 'bulletin', 'work-report', 'congress-coverage'];

/** Whether the article carries a report, with the words that say so, or `null` for an ordinary article. */
export function recogniseReport(document: ArticleDocument): ReportVerdict | null {
  const places = {
    title: [document.introTitle, document.title, document.subtitle].map((line) => foldWidths(line ?? '')),
    section: [foldWidths(document.section ?? '')],
    heading: document.blocks.filter(({ kind }) => kind === 'heading').map(({ text }) => foldWidths(text)),
    body: document.blocks.filter(({ kind }) => kind !== 'heading').map(({ text }) => foldWidths(text)),
  };
  for (const kind of ORDER) {
    const reasons: string[] = [];
    let weight = 0;
    for (const sign of SIGNS) {
      if (sign.kind !== kind) continue;
      const found = firstMatch(places[sign.where], sign.words);
      if (found === null) continue;
      weight += sign.weight;
      reasons.push(`${sign.where}: ${found}`);
    }
    if (weight >= ENOUGH) return { kind, reasons };
  }
  return null;
}

function firstMatch(texts: readonly string[], words: RegExp): string | null {
  for (const text of texts) {
    const found = words.exec(text);
    if (found) return found[0];
  }
  return null;
}
