import { expect, it } from 'vitest';
import { captureResource } from '../../../core/capture/capture-resource.ts';
import type { ObjectStore } from '../../../core/capture/object-store.ts';
import { REMEMBERED } from '../../support/remembered.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { repairArchive } from '../../../core/verify/repair.ts';
import { verifyArchive } from '../../../core/verify/verify.ts';
import {
  DATE,
  type LocalArchive,
  SITE,
  articlePage,
  exchangeOf,
  keep,
  localArchive,
} from '../../support/kept-issue.ts';

const PATH = asResourcePath('html/2023-02/25/content_1.htm');
const at = (time: string) => asInstant(`2023-02-24T${time}:00.000Z`);
const orphansOf = async (archive: LocalArchive) =>
  (await Array.fromAsync(verifyArchive(archive, () => undefined))).filter(({ code }) => code === 'orphan');

it('a tombstone whose run was killed before its entry, of a page that is back, is named with what to do', async () => {
  const archive = await localArchive();
  await keep(archive, { path: PATH, at: at('22:20'), body: articlePage('正文') });
  await goneAndKilled(archive);
  await keep(archive, { path: PATH, at: at('23:20'), body: articlePage('正文') });

  const [orphan, ...more] = await orphansOf(archive);
  expect(more).toEqual([]);
  expect(orphan).toMatchObject({ severity: 'note' });
  expect(orphan?.what).toContain(
    `it alone proves that the page was gone at ${at('22:50')}; 'verify --repair' enters that`,
  );

  await Array.fromAsync(repairArchive(archive));
  expect(await orphansOf(archive)).toEqual([]);
  const captures = await Array.fromAsync(archive.catalog.captures(JMRB.id, PATH));
  expect(captures.map(({ at: when, state }) => [when, state])).toContainEqual([at('22:50'), 'withdrawn']);
});

it('an orphan that is no tombstone is not said to prove that anything was gone', async () => {
  const archive = await localArchive();
  await keep(archive, { path: PATH, at: at('22:20'), body: articlePage('正文') });
  await killedAfterObject(archive, { status: 200, body: articlePage('另一个正文') });
  const [orphan] = await orphansOf(archive);
  expect(orphan?.what).toBe(
    'no index entry names it; it is of a capture that was cut off, came second or is under way',
  );
});

class Killed extends Error {
  override readonly name = 'Killed';
}

function goneAndKilled(archive: LocalArchive): Promise<void> {
  return killedAfterObject(archive, { status: 404, body: '<html>404</html>' });
}

/** A capture that ends between its object and the first entry that names it. */
async function killedAfterObject(
  { objects, catalog }: LocalArchive,
  answer: { readonly status: number; readonly body: string },
): Promise<void> {
  const dying: ObjectStore = {
    putOnce: async (key, bytes) => {
      await objects.putOnce(key, bytes);
      throw new Killed(key);
    },
    putOnceFrom: (key, chunks) => objects.putOnceFrom(key, chunks),
    get: (key) => objects.get(key),
    read: (key, range) => objects.read(key, range),
    size: (key) => objects.size(key),
    list: (prefix) => objects.list(prefix),
  };
  const client = {
    fetch: () => Promise.resolve(exchangeOf({ ...answer, url: SITE + PATH, at: at('22:50') })),
  };
  const of = { paper: JMRB.id, date: DATE, path: PATH, kind: 'article' } as const;
  const deps = { client, objects: dying, catalog, newId: () => 'killed0001', within: REMEMBERED };
  const due = { type: 'capture-due', ...of, site: SITE } as const;
  await expect(captureResource(deps, due, at('22:50'))).rejects.toThrow(Killed);
}
