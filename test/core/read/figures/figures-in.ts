import { DEMO } from '../../../../core/paper/papers/demo.ts';
import type { Figure } from '../../../../core/read/figures/figure.ts';
import { readArticleText } from '../../../../core/read/read-article.ts';

/** The figures of one paragraph of an article of 25 February 2023. */
export function figuresIn(paragraph: string): readonly Figure[] {
  return readArticleText(`2023 年 2 月 25 日 星期\n\n题目\n\n    ${paragraph}\n`, DEMO).figures;
}

export function exactsIn(paragraph: string): string[] {
  return figuresIn(paragraph).map(({ exact }) => exact);
}

export function only(paragraph: string): Figure {
  const [figure, ...others] = figuresIn(paragraph);
  if (!figure || others.length > 0) throw new Error(`expected one figure in ${paragraph}`);
  return figure;
}
