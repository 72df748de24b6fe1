import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_QUOTES, OPENING, type Quote, quoteHits } from '../../../../core/publish/search/quote-hits.ts';
import type { SearchedField } from '../../../../core/publish/search/search-index.ts';

const text = (...paragraphs: readonly string[]): SearchedField[] =>
  paragraphs.map((one) => ({ line: 'text', text: one }));
const marked = ({ parts }: Pick<Quote, 'parts'>): string =>
  parts.map(({ text: part, isHit }) => (isHit ? `[${part}]` : part)).join('');

describe('quoteHits', () => {
  it('marks words as the article prints them, in its title and around a hit', () => {
    const fields: SearchedField[] = [
      { line: 'title', text: '鶴山市\n工作报告' },
      ...text('第一段。', `${'前'.repeat(40)}ＧＤＰ增长２．８％${'后'.repeat(40)}`),
    ];
    const quoted = quoteHits(fields, ['鹤山', 'gdp', '2.8%'], 'around');
    expect(marked({ parts: quoted.title })).toBe('[鶴山]市\n工作报告');
    expect(quoted.quotes.map(marked)).toEqual([`${'前'.repeat(30)}[ＧＤＰ]增长[２．８％]${'后'.repeat(24)}`]);
    expect(quoted.quotes[0]).toMatchObject({ line: 'text', paragraph: 2, cutBefore: true, cutAfter: true });
    expect(quoted.hits).toBe(3);
  });

  it('marks all characters of words that overlap, each once', () => {
    expect(quoteHits(text('高质量发展'), ['高质量', '质量发'], 'around').quotes.map(marked)).toEqual([
      '[高质量发]展',
    ]);
  });

  it('marks a word that stands twice in a row twice, and says when nothing of the line is left out', () => {
    const quoted = quoteHits(text('鹤山鹤山'), ['鹤山'], 'around');
    expect(quoted.hits).toBe(2);
    expect(quoted.quotes.map(marked)).toEqual(['[鹤山][鹤山]']);
    expect(quoted.quotes[0]).toMatchObject({ cutBefore: false, cutAfter: false });
  });

  it('cuts no character in two', () => {
    const [quote] = quoteHits(text(`${'𠮷'.repeat(40)}。山${'𠮷'.repeat(40)}`), ['山'], 'around').quotes;
    expect(quote && marked(quote).isWellFormed()).toBe(true);
  });

  it('quotes a few places only, and counts all', () => {
    const quoted = quoteHits(text(...Array.from({ length: 9 }, () => '鹤山')), ['鹤山'], 'around');
    expect(quoted.quotes).toHaveLength(MOST_QUOTES);
    expect(quoted.hits).toBe(9);
  });

  describe('for everybody', () => {
    it('quotes titles and how the text begins, and of what is behind the words alone', () => {
      const fields: SearchedField[] = [
        { line: 'subtitle', text: '副题里的鹤山' },
        { line: 'byline', text: '本报记者鹤山人' },
        ...text(`开头鹤山${'文'.repeat(OPENING)}`, '后文鹤山秘密'),
      ];
      const { quotes } = quoteHits(fields, ['鹤山'], 'opening');
      expect(quotes.map(marked)).toEqual(['副题里的[鹤山]', '[鹤山]', `开头[鹤山]${'文'.repeat(30)}`]);
      expect(quoteHits(fields.slice(3), ['秘密'], 'around').quotes.map(marked)).toEqual(['后文鹤山[秘密]']);
    });

    it('counts how the text begins over its paragraphs, and a word across the end alone', () => {
      const quotes = (...paragraphs: readonly string[]) =>
        quoteHits(text(...paragraphs), ['山水'], 'opening').quotes.map(marked);
      const first = '甲'.repeat(OPENING - 20);
      expect(quotes(first, `${'乙'.repeat(10)}山水${'丙'.repeat(40)}`)).toEqual([
        `${'乙'.repeat(10)}[山水]${'丙'.repeat(8)}`,
      ]);
      expect(quotes(first, `${'乙'.repeat(19)}山水${'丙'.repeat(40)}`)).toEqual(['[山水]']);
      expect(quotes(first, '乙'.repeat(20), '丁山水')).toEqual(['[山水]']);
    });

    it('tells no more of an article, however many questions are asked', () => {
      const body = Array.from({ length: 400 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
      const told = new Set<string>();
      // Each question is of what is known to stand there; what the answer adds to it is what it gives away.
      for (let at = 0; at + 2 <= body.length; at += 1) {
        const word = body.slice(at, at + 2);
        for (const { parts } of quoteHits(text(body), [word], 'opening').quotes)
          for (const part of parts) if (!part.isHit) for (const one of part.text) told.add(one);
      }
      expect(told).toEqual(new Set(body.slice(0, OPENING)));
    });
  });

  it('gives back only what stands in the article, with the words marked', () => {
    const letters = fc.array(fc.constantFrom('鹤', '山', '𠮷', 'Ａ', 'a', ' ', '\n', '鶴'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(letters, fc.constantFrom('鹤', '山鹤', 'a', '𠮷', 'a a'), (characters, word) => {
        const original = characters.join('');
        for (const rule of ['around', 'opening'] as const) {
          for (const { parts } of quoteHits(text(original), [word], rule).quotes) {
            expect(original).toContain(parts.map((part) => part.text).join(''));
            expect(parts.some(({ isHit }) => isHit)).toBe(true);
          }
        }
      }),
    );
  });
});
