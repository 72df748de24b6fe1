import { describe, expect, it } from 'vitest';
import { searchWords } from '../../../../core/publish/search/search-words.ts';

function wordsOf(text: string): readonly string[] {
  const asked = searchWords(text);
  return asked.kind === 'words' ? asked.words : [asked.kind];
}

describe('searchWords', () => {
  it.each<[string, string, readonly string[]]>([
    ['one character', '的', ['的']],
    ['several words, parted by any blank', '鹤山　生产总值\u00a0增长', ['鹤山', '生产总值', '增长']],
    ['a word twice, in two forms', '國家 国家', ['国家']],
    ['words between quotes, with their blanks', '"GDP 2023" 增长', ['gdp 2023', '增长']],
    ['full-width quotes', '＂a  b＂', ['a b']],
    ['a quote that none ends', '"GDP 2023', ['"gdp', '2023']],
    ['quotes within a word', '15"屏"幕', ['15"屏"幕']],
    ['nothing between quotes', '"" " "', ['""', '" "']],
    ['curly quotes, which the paper prints', '“十四五” 规划', ['“十四五”', '规划']],
    [
      'what a full-text engine would obey',
      'NEAR(a b) a* ^b -c title:d OR',
      ['near(a', 'b)', 'a*', '^b', '-c', 'title:d', 'or'],
    ],
    ['wildcards of SQL', "% _ ' --", ['%', '_', "'", '--']],
    ['nothing', '', ['nothing']],
    ['blanks only', ' \u3000\n\u200b', ['nothing']],
    ['ten words', 'a b c d e f g h i j', ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']],
    ['eleven words', 'a b c d e f g h i j k', ['too-many']],
    ['a megabyte', '的'.repeat(1 << 20), ['too-long']],
    ['as long as may be, of characters beyond the first plane', '𠮷'.repeat(200), ['𠮷'.repeat(200)]],
    [
      'what is too long for any question, though most of it has no width',
      `${'\u200b'.repeat(400)}a`,
      ['too-long'],
    ],
    ['one longer', '𠮷'.repeat(201), ['too-long']],
    ['one longer of others', '的'.repeat(201), ['too-long']],
  ])('%s', (_, text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});
