import { PolicyRecord, TakedownRecord } from '../../core/catalog/rights-records.ts';
import { DATE } from './made-up-reading.ts';
import type { Room } from './small-archive.ts';

/** Writes down what a paper shows from now on. */
export async function setPolicy({ catalog }: Pick<Room, 'catalog'>, over: object): Promise<void> {
  await catalog.addRights(
    PolicyRecord.parse({
      ...{ kind: 'policy', paper: 'jmrb', id: 'p1', at: '2023-02-25T06:00:00.000Z' },
      ...{ level: 'public-facts', embargo: null, rules: [], words: null },
      ...over,
    }),
  );
}

/** Takes down the article 667012, or what `over` says. */
export async function takeDown({ catalog }: Pick<Room, 'catalog'>, over: object = {}): Promise<void> {
  await catalog.addRights(
    TakedownRecord.parse({
      ...{ kind: 'takedown', paper: 'jmrb', id: 't1', at: '2023-02-25T07:00:00.000Z', level: 'block' },
      ...{ of: { what: 'article', date: DATE, articleId: '667012' }, withholdsFigures: false },
      ...{ reason: 'personal-data', words: '当事人请求', askedBy: '某人 secret@example.org' },
      ...{ blockedBy: null, ...over },
    }),
  );
}

export async function lift(
  { catalog }: Pick<Room, 'catalog'>,
  takedown: string,
  over: object = {},
): Promise<void> {
  const told = { kind: 'lift', paper: 'jmrb', id: `lift-${takedown}`, takedown } as const;
  await catalog.addRights({
    ...{ ...told, at: '2023-02-25T08:00:00.000Z', words: null, askedBy: null },
    ...over,
  } as Parameters<typeof catalog.addRights>[0]);
}

let taken = 0;

/** Takes an article down by a record of its own, behind all that a room is made of, and gives back what lifts that. */
export async function takeArticleDown(
  archive: Pick<Room, 'catalog'>,
  article: { readonly date: string; readonly articleId: string },
  over: object = {},
): Promise<() => Promise<void>> {
  taken += 1;
  const id = `article-${taken}`;
  const of = { what: 'article', ...article };
  await takeDown(archive, { id, at: '2024-05-01T00:00:00.000Z', of, ...over });
  return () => lift(archive, id, { at: '2024-05-01T00:00:01.000Z' });
}
