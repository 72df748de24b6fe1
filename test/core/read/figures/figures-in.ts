import { DEMO } from '../../../../core/paper/papers/demo.ts';
import type { Figure } from '../../../../core/read/figures/figure.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';

/** The text of an article of 25 February 2023. */
export function articleOf(title: string, ...paragraphs: readonly string[]): string {
  return `2023 年 2 月 25 日 星期\n\n${title}\n\n${paragraphs.map((words) => `    ${words}\n`).join('\n')}`;
}

export function readingOf(title: string, ...paragraphs: readonly string[]) {
  return readArticleText(articleOf(title, ...paragraphs), DEMO);
}

/** The figures of one paragraph of an article of 25 February 2023. */
export function figuresIn(paragraph: string): readonly Figure[] {
  return readingOf('题目', paragraph).figures;
}

export function exactsIn(paragraph: string): string[] {
  return figuresIn(paragraph).map(({ exact }) => exact);
}

export function only(paragraph: string): Figure {
  const [figure, ...others] = figuresIn(paragraph);
  if (!figure || others.length > 0) throw new Error(`expected one figure in ${paragraph}`);
  return figure;
}

/** What a link points to, as printed. */
export function linkedTo(figures: readonly Figure[], id: string | null): string | null {
  return figures.find((figure) => figure.id === id)?.exact ?? null;
}

/** What each figure of a paragraph points to by one link, as printed; those without it are left out. */
export function linked(name: 'changeOf' | 'sameAs' | 'qualifies', paragraph: string): Record<string, string> {
  const figures = figuresIn(paragraph);
  return Object.fromEntries(
    figures.flatMap((figure) => {
      const to = linkedTo(figures, figure[name]);
      return to === null ? [] : [[figure.exact, to]];
    }),
  );
}
