import type { Paper } from './paper.ts';
import { DEMO } from './papers/demo.ts';
import { JMRB } from './papers/jmrb.ts';

export const PAPERS: readonly Paper[] = [JMRB, DEMO];

/** The paper that the command works on when none is named. */
export const DEFAULT_PAPER: Paper = JMRB;

/** A paper id that the registry does not hold. */
export class UnknownPaper extends Error {
  override readonly name = 'UnknownPaper';
  readonly id: string;

  constructor(id: string) {
    super(`'${id}' is not a registered paper; registered are: ${PAPERS.map((paper) => paper.id).join(', ')}`);
    this.id = id;
  }
}

/** Fails with {@link UnknownPaper}. */
export function paperById(id: string): Paper {
  const found = PAPERS.find((paper) => paper.id === id);
  if (!found) throw new UnknownPaper(id);
  return found;
}
