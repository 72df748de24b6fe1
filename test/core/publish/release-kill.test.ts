import { expect, test } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { makeRelease } from '../../../core/publish/release/make-release.ts';
import { openReleaseFile } from '../../../core/publish/release/release-files.ts';
import { TABLE_NAMES } from '../../../core/publish/tables/column.ts';
import { Killed, contents, dyingAt } from '../../support/dying-archive.ts';
import {
  type FigureArchive,
  all,
  figureArchiveInMemory,
  figureIn,
  putArticle,
} from '../../support/figure-archive.ts';

const AT = asInstant('2024-05-01T20:00:00.000Z');
const LATER = asInstant('2024-05-02T20:00:00.000Z');

/** Each table in four forms, three files more, and the catalog's record. */
const WRITES = Array.from({ length: TABLE_NAMES.length * 4 + 4 }, (_, at) => at + 1);

test.each(WRITES)(
  'a kill before write %i leaves the old release the newest, and a rerun heals',
  async (write) => {
    const archive = await archiveWithTwoStates();
    await expect(makeRelease(dyingAt(archive, write, 'before'), [JMRB], AT)).rejects.toThrow(Killed);
    expect(await versions(archive)).toEqual(['1.0.0']);

    expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
      ...{ kind: 'published', release: { version: '1.1.0', at: LATER } },
    });
    expect(await versions(archive)).toEqual(['1.0.0', '1.1.0']);
    await expectWhole(archive);
  },
);

test.each(WRITES)('a kill after write %i loses and doubles nothing', async (write) => {
  const archive = await archiveWithTwoStates();
  await expect(makeRelease(dyingAt(archive, write, 'after'), [JMRB], AT)).rejects.toThrow(Killed);

  const made = await makeRelease(archive, [JMRB], LATER);
  // After the last write the release is out; nobody was told, and nothing is left to do.
  const isOut = write === WRITES.length;
  expect(made).toMatchObject({
    kind: isOut ? 'unchanged' : 'published',
    release: { version: '1.1.0', at: isOut ? AT : LATER },
  });
  expect(await versions(archive)).toEqual(['1.0.0', '1.1.0']);
  await expectWhole(archive);
});

test.each(WRITES.slice(1))(
  'what a kill before write %i left is passed over when the archive has gone on',
  async (write) => {
    const archive = await archiveWithTwoStates();
    await expect(makeRelease(dyingAt(archive, write, 'before'), [JMRB], AT)).rejects.toThrow(Killed);
    const left = await contents(archive, 'releases/1.1.0/');
    expect(left.size).toBe(write - 1);

    await addArticle(archive, '3');
    expect(await makeRelease(archive, [JMRB], LATER)).toMatchObject({
      ...{ kind: 'published', release: { version: '1.2.0', rows: 3 } },
    });
    expect(await contents(archive, 'releases/1.1.0/')).toEqual(left);
    expect(await versions(archive)).toEqual(['1.0.0', '1.2.0']);
    await expectWhole(archive);
  },
);

test('of two runs at once one publishes and the other finds it published', async () => {
  const archive = await archiveWithTwoStates();
  const made = await Promise.all([makeRelease(archive, [JMRB], AT), makeRelease(archive, [JMRB], LATER)]);
  expect(made.map(({ kind }) => kind).sort()).toEqual(['published', 'unchanged']);
  expect(await versions(archive)).toEqual(['1.0.0', '1.1.0']);
  const [newest] = await all(archive.catalog.releases(true));
  for (const one of made) expect(one).toMatchObject({ release: newest });
});

/** Release 1.0.0 is out, and the archive has more rows since. */
async function archiveWithTwoStates(): Promise<FigureArchive> {
  const archive = await figureArchiveInMemory();
  await addArticle(archive, '1');
  await makeRelease(archive, [JMRB], AT);
  await addArticle(archive, '2');
  return archive;
}

async function addArticle(archive: FigureArchive, id: string): Promise<void> {
  const text = `收入${id}亿元`;
  const figures = [figureIn(text, `${id}亿元`)];
  await putArticle(archive, { date: '2023-02-25', page: 'A01', id, text, figures });
}

async function versions({ catalog }: FigureArchive): Promise<string[]> {
  return (await all(catalog.releases())).map(({ version }) => version);
}

/** Every file of every release is what the catalog says; releasedBytes fails if one is not. */
async function expectWhole({ catalog, objects }: FigureArchive): Promise<void> {
  for await (const release of catalog.releases()) {
    expect(release.files).toHaveLength(WRITES.length - 1);
    for (const file of release.files) await all(await openReleaseFile(objects, release, file));
  }
}
