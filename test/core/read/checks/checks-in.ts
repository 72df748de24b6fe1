import { DEMO } from '../../../../core/paper/papers/demo.ts';
import type { CheckCode, Reading } from '../../../../core/read/document.ts';
import { readArticleText } from '../../../../core/read/read-text.ts';

/** The reading of an article of 25 February 2023 with these paragraphs. */
export function readingOf(...lines: readonly string[]): Reading {
  return titledReading('题目', ...lines);
}

export function titledReading(title: string, ...lines: readonly string[]): Reading {
  const body = lines.map((line) => `    ${line}\n`).join('\n');
  return readArticleText(`2023 年 2 月 25 日 星期\n\n${title}\n\n${body}`, DEMO);
}

/** The checks of one code: what each is about, as printed, and whether it passes. */
export function checksOf(
  code: CheckCode,
  { figures, checks }: Reading,
): { readonly of: string; readonly pass: boolean }[] {
  const exact = new Map(figures.map((figure) => [figure.id, figure.exact]));
  return checks
    .filter((check) => check.code === code)
    .map((check) => ({ of: check.figures.map((id) => exact.get(id) ?? '').join(' '), pass: check.pass }));
}

/** Whether the checks of one code pass, in their order. */
export function passes(code: CheckCode, ...lines: readonly string[]): boolean[] {
  return checksOf(code, readingOf(...lines)).map(({ pass }) => pass);
}

/** Every figure that is a part, with its whole, as printed. */
export function partsIn({ figures }: Reading): Record<string, string> {
  const exact = new Map(figures.map((figure) => [figure.id, figure.exact]));
  return Object.fromEntries(
    figures.flatMap(({ exact: part, partOf }) => (partOf === null ? [] : [[part, exact.get(partOf) ?? '']])),
  );
}
