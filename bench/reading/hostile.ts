/** Twice as many are as many as an article may have: what is behind them is not read any further. */
const HALF_OF_ALL_FIGURES = 2_500;

/** Texts that are made to take long: no article, but any page may hold one. `size` is counted as each name says. */
export const HOSTILE: readonly {
  readonly name: string;
  readonly size: number;
  readonly text: (size: number) => string;
}[] = [
  { name: 'digits', size: 100_000, text: (size) => '7'.repeat(size) },
  { name: 'opening brackets', size: 10_000, text: (size) => '（'.repeat(size) },
  {
    name: 'pairs of brackets',
    size: HALF_OF_ALL_FIGURES,
    text: (size) => '5亩（'.repeat(size) + '）'.repeat(size),
  },
  { name: 'Chinese numerals', size: 100_000, text: (size) => '三'.repeat(size) },
  { name: 'Chinese numerals with tens', size: 100_000, text: (size) => '三十'.repeat(size / 2) },
  { name: 'units', size: 10_000, text: (size) => '亿元'.repeat(size) },
  { name: 'figures without a stop', size: HALF_OF_ALL_FIGURES, text: (size) => '5亿元'.repeat(size) },
  { name: 'figures of a list', size: 10_000, text: (size) => '5、'.repeat(size) + '亿元' },
  { name: 'ranges of ranges', size: 10_000, text: (size) => '5—'.repeat(size) + '亿元' },
  { name: 'words of change and parts', size: 20_000, text: (size) => '其中增长'.repeat(size / 2) },
  { name: 'words of targets', size: 20_000, text: (size) => '力争预期目标'.repeat(size / 2) },
  {
    name: 'figures with their parts',
    size: HALF_OF_ALL_FIGURES,
    text: (size) => '其中5亿元增长'.repeat(size),
  },
  {
    name: 'what became of things',
    size: HALF_OF_ALL_FIGURES / 2,
    text: (size) => '在建17个，余下4个'.repeat(size),
  },
  { name: 'thresholds', size: HALF_OF_ALL_FIGURES, text: (size) => '5亿元以上'.repeat(size) },
  { name: 'years', size: 10_000, text: (size) => '2023年1月'.repeat(size) },
  { name: 'places', size: 10_000, text: (size) => '鹤山市'.repeat(size) },
  { name: 'list marks', size: 10_000, text: (size) => '1.（一）'.repeat(size) },
  {
    name: 'lines without a number before a long one',
    size: 250_000,
    text: (size) => '村\n'.repeat(size / 100) + '村'.repeat(size),
  },
  { name: 'lines', size: HALF_OF_ALL_FIGURES, text: (size) => '一、增长5%\n'.repeat(size) },
];
