/** What is said about citing an article. */
export interface CiteWords {
  readonly title: string;
  /** Before the formats that a reference can be taken away in. */
  readonly takeAway: string;
  readonly form: Readonly<Record<'txt' | 'bib' | 'ris' | 'csl.json', string>>;
}

export const CITE_ZH: CiteWords = {
  title: '引用本文',
  takeAway: '导出引文',
  form: { txt: 'GB/T 7714', bib: 'BibTeX', ris: 'RIS', 'csl.json': 'CSL-JSON' },
};

export const CITE_EN: CiteWords = {
  title: 'Cite this article',
  takeAway: 'Export the reference',
  form: { txt: 'GB/T 7714', bib: 'BibTeX', ris: 'RIS', 'csl.json': 'CSL-JSON' },
};
