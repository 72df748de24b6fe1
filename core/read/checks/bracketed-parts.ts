import type { Mention, Sentence } from './checked-article.ts';
import { exceedTogether, isAside, partMeasureOf } from './parts-of-figures.ts';

/*
 * What a bracket says of the parts of the figure before it, and what it keeps from a row of parts outside.
 */

/** No bracket names more parts. */
const MOST_IN_BRACKET = 8;

/**
 * 5.8万余座淤地坝(中型以上1.6万座), 博物馆27个(国有16个、非国有11个): the figures in a bracket behind one of their measure, each with
 * the words of a class; none when the mention `at` does not begin such a bracket.
 */
export function bracketedParts(sentence: Sentence, at: number): Sentence {
  const [first, before] = [sentence[at], sentence[at - 1]];
  if (first === undefined || before === undefined || !IN_BRACKET.test(first.lead)) return [];
  const inside: Mention[] = [first];
  while (!(inside.at(-1)?.tail ?? ')').startsWith(')')) {
    const next = sentence[at + inside.length];
    if (next === undefined || inside.length >= MOST_IN_BRACKET || !ONE_MORE.test(next.lead)) return [];
    inside.push(next);
  }
  const measure = partMeasureOf(before.figure);
  const alike = inside.every(
    ({ figure }) =>
      figure.kind === before.figure.kind &&
      figure.sameAs === null &&
      (inside.length === 1 || (!isAside(figure) && partMeasureOf(figure) === measure)),
  );
  const parts = inside.map(({ figure }) => figure);
  return alike && !exceedTogether(parts, before.figure) ? inside : [];
}

/** Words of a class; what was, or is to be, is no part. */
const IN_BRACKET =
  /^[\u4e00-\u9fff]{0,10}\((?!.*(?:去年|上年|同期|[比较]|增|减|目标|计划|预计|原|[人户]均|每|约|合|占|为期))[\u4e00-\u9fffA-Z\d“”]{2,12}$/;

const ONE_MORE = /^[、,;和及](?!.*(?:去年|上年|同期|[比较]|增|减|[人户]均|每|占))[\u4e00-\u9fff“”]{2,12}$/;

/** Of a row that begins in a bracket what stands in it, and of one that does not what stands in none: 酒驾3120起(含醉驾486起)、超速5.8万起. */
export function ofOneBracket(row: Sentence): Sentence {
  const [first, ...others] = row;
  if (first === undefined) return row;
  if (opensBracket(first.lead)) {
    const end = others.findIndex(({ lead }) => lead.includes(')'));
    return end < 0 ? row : row.slice(0, end + 1);
  }
  const outside: Mention[] = [first];
  let inside = false;
  for (const mention of others) {
    const closed: boolean = inside && mention.lead.includes(')');
    inside = (inside && !closed) || opensBracket(mention.lead);
    if (!inside) outside.push(closed ? { ...mention, lead: behindBracket(mention.lead) } : mention);
  }
  return outside;
}

function opensBracket(lead: string): boolean {
  return lead.lastIndexOf('(') > lead.lastIndexOf(')');
}

function behindBracket(lead: string): string {
  return lead.slice(lead.indexOf(')') + 1);
}
