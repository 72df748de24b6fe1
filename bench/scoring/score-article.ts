import type { ReportVerdict } from '../../core/read/document.ts';
import type { Figure } from '../../core/read/figures/figure.ts';
import { type Alignment, align, isSame } from './align.ts';
import {
  type ComparedField,
  FIELDS,
  type FieldName,
  agrees,
  isSameText,
  isSameValue,
  saysMore,
} from './fields.ts';
import { type LocatedNote, locateNotes } from './locate-notes.ts';
import { type Miss, missesOf } from './misses.ts';
import type { ArticleNotes } from './notes.ts';
import { scoreLinks } from './score-links.ts';
import { type FoundTarget, scoreWorded } from './score-worded.ts';
import { type Score, recordOf } from './score.ts';
import type { FieldHits, Hits } from './tally.ts';

/** An article of the corpus, named as its files are. */
export interface AnnotatedArticle {
  readonly name: string;
  readonly text: string;
  readonly notes: ArticleNotes;
}

/** What of a reading is scored. */
export interface ScoredReading {
  readonly figures: readonly Figure[];
  readonly wordedTargets: readonly FoundTarget[];
  readonly report: Pick<ReportVerdict, 'kind'> | null;
}

/** Sets a reading of the article's text against its notes. Fails with BadNotes when they are not of this text. */
export function scoreArticle(
  { name, text, notes }: AnnotatedArticle,
  { figures, wordedTargets, report }: ScoredReading,
): { readonly score: Score; readonly misses: readonly Miss[] } {
  const located = locateNotes(name, text, notes.figures);
  const alignment = align(located, figures);
  const { pairs } = alignment;
  const links = scoreLinks(located, figures, pairs);
  const worded = scoreWorded(text, notes.worded, wordedTargets);
  const kind = report?.kind ?? null;
  const score: Score = {
    articles: 1,
    ...scoreNumbers(located, figures, alignment),
    fields: recordOf(
      FIELDS.map((field) => field.name),
      (fieldName) => hitsOf(fieldName, alignment),
    ),
    ids: {
      expected: located.filter(({ id }) => id !== null).length,
      found: figures.filter(({ indicatorId }) => indicatorId !== null).length,
      right: pairs.filter(({ expected, found }) => expected.id !== null && expected.id === found.indicatorId)
        .length,
    },
    links: links.links,
    worded: worded.worded,
    wordedOf: worded.wordedOf,
    reports: { compared: 1, right: kind === notes.report ? 1 : 0 },
  };
  const wrong = { links: links.wrong, worded: worded.wrong };
  const reports = { expected: notes.report, got: kind };
  return { score, misses: missesOf({ article: name, text, alignment, wrong, reports }) };
}

function scoreNumbers(
  notes: readonly LocatedNote[],
  figures: readonly Figure[],
  { pairs }: Alignment<LocatedNote, Figure>,
): Pick<Score, 'levels' | 'ranges'> {
  const counted = { expected: notes.length, found: figures.length };
  const valued = pairs.filter(({ expected, found }) => isSameValue(expected, found));
  const united = valued.filter(({ expected, found }) => isSameText(expected.unit, found.unit));
  const compared = united.filter(({ expected, found }) => expected.comparator === found.comparator);
  return {
    levels: {
      span: { ...counted, right: pairs.filter(({ expected, found }) => isSame(expected, found)).length },
      value: { ...counted, right: valued.length },
      'value+unit': { ...counted, right: united.length },
      'value+unit+comparator': { ...counted, right: compared.length },
    },
    ranges: {
      expected: notes.filter(({ min }) => min !== null).length,
      found: figures.filter(({ min }) => min !== null).length,
      right: united.filter(({ expected }) => expected.min !== null).length,
    },
  };
}

function hitsOf(fieldName: FieldName, { pairs }: Alignment<LocatedNote, Figure>): FieldHits {
  const field: ComparedField | undefined = FIELDS.find(({ name }) => name === fieldName);
  if (field === undefined) throw new RangeError(`there is no field ${fieldName}`);
  const hits = (compared: typeof pairs): Hits => ({
    compared: compared.length,
    right: compared.filter(({ expected, found }) => agrees(field, expected, found)).length,
  });
  return {
    ...hits(pairs),
    said: hits(pairs.filter(({ expected, found }) => saysMore(field, expected, found))),
  };
}
