import type { ArticleDocument, ReportVerdict } from '../document.ts';
import { foldWidths } from '../fold-widths.ts';
import { ENOUGH, REPORT_ORDER, REPORT_SIGNS, type ReportSign } from './report-signs.ts';

/** A line of the page, as printed and folded. */
interface Passage {
  readonly printed: string;
  readonly folded: string;
}

type Places = Readonly<Record<ReportSign['where'], readonly Passage[]>>;

/**
 * Whether the article carries a report, with the words that say so as the page prints them, or `null` for an ordinary
 * article. Each sign counts once, by the first line that shows it.
 */
export function recogniseReport(document: ArticleDocument): ReportVerdict | null {
  const heads = document.blocks.filter(({ kind }) => kind === 'heading');
  const content = document.blocks.filter(({ kind }) => kind !== 'heading');
  const places: Places = {
    title: [document.introTitle, document.title, document.subtitle].flatMap((part) =>
      (part ?? '').split('\n').map(passageOf),
    ),
    section: [passageOf(document.section)],
    heading: heads.map(({ text }) => passageOf(text)),
    body: content.map(({ text }) => passageOf(text)),
  };
  for (const kind of REPORT_ORDER) {
    const reasons: string[] = [];
    let weight = 0;
    for (const sign of REPORT_SIGNS) {
      if (sign.kind !== kind) continue;
      const found = firstMatch(places[sign.where], sign.words);
      if (found === null) continue;
      weight += sign.weight;
      if (sign.weight > 0) reasons.push(`${sign.where}: ${found}`);
    }
    if (weight >= ENOUGH) return { kind, reasons };
  }
  return null;
}

/** No sentence that tells a report is longer; of a page without punctuation only so much is looked at. */
const LONGEST_PASSAGE = 2_000;

function passageOf(text: string | null): Passage {
  const printed = (text ?? '').slice(0, LONGEST_PASSAGE);
  const folded = foldWidths(printed);
  return { printed, folded: NAMED_LAST.test(folded) ? folded : folded.replace(OTHER_PAPER, hidden) };
}

/** What stands between 《》 is the name of another paper, of which the line only speaks … */
const OTHER_PAPER = /《[^《》]{0,80}》/g;
/** … but a title that ends with it may be the paper's own: 一图读懂《…报告》（摘登）. */
const NAMED_LAST = /^.{0,12}《[^《》]{0,80}》(?:\([^()]{0,20}\))?$/;

/** The place is kept, so that quotes can be cut from what is printed. */
function hidden(name: string): string {
  return '《'.repeat(name.length);
}

function firstMatch(passages: readonly Passage[], words: RegExp): string | null {
  for (const { printed, folded } of passages) {
    const found = words.exec(folded);
    if (found) return printed.slice(found.index, found.index + found[0].length);
  }
  return null;
}
