import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ItemBody } from '../../../core/catalog/catalog-table.ts';
import type { Finding } from '../../../core/verify/finding.ts';
import type { SnapshotRecord } from '../../../core/catalog/records.ts';
import type { VerifyCounts } from '../../../core/verify/verification.ts';
import { verifyArchive } from '../../../core/verify/verify.ts';
import { indexKey, searchKey } from '../../../core/capture/object-keys.ts';
import { INDEX_FORM } from '../../../core/publish/indexes/data-index.ts';
import { SEARCH_FORM } from '../../../core/publish/search/search-index.ts';
import { writeCapture } from '../../../core/capture/warc-capture.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import type { Reading } from '../../../core/read/document.ts';
import { keepReading } from '../../../core/read/stored-reading.ts';
import {
  DATE,
  FRONT,
  type LocalArchive,
  SITE,
  articlePage,
  exchangeOf,
  keep,
  localArchive,
  nodePage,
} from '../../support/kept-issue.ts';

const ARTICLE = asResourcePath('html/2023-02/25/content_1.htm');
const LOGIN = 'html/2023-02/25/content_2.htm';

describe('verifyArchive', () => {
  it('finds nothing wrong with a sound archive, and tells what it looked at', async () => {
    const { archive, objects } = await issue();
    const sizes = await Promise.all(objects.map(async (key) => (await archive.objects.get(key)).length));
    const seen: VerifyCounts[] = [];
    expect(await findings(archive, seen)).toEqual([]);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(seen.at(-1)).toEqual({ objects: 5, bytes, snapshots: 3, readings: 2 });
    expect(seen.map((counts) => counts.objects)).toEqual([1, 2, 3, 4, 5, 5]);
  });

  it('finds nothing wrong with an empty archive', async () => {
    expect(await findings(await localArchive())).toEqual([]);
  });

  it('finds an object that is gone, of every kind that the index names', async () => {
    const { archive, objects } = await issue();
    for (const key of objects) await rm(archive.pathOf(key));
    expect((await findings(archive)).sort()).toEqual(
      objects.map((key) => `damage object-missing ${key}`).sort(),
    );
  });

  it('finds a single changed byte anywhere in a kept capture', async () => {
    const { archive, second } = await issue();
    const path = archive.pathOf(second.object);
    const whole = await readFile(path);
    for (let at = 0; at < whole.length; at += 13) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0x01;
      await writeFile(path, flipped);
      expect(await findings(archive), `byte ${at}`).toEqual([`damage snapshot-damaged ${second.object}`]);
    }
  });

  it('finds a capture that ends 40 bytes early, and one that something was added to', async () => {
    const { archive, second } = await issue();
    const path = archive.pathOf(second.object);
    const whole = await readFile(path);
    for (const other of [whole.subarray(0, -40), Buffer.concat([whole, whole]), Buffer.alloc(0)]) {
      await writeFile(path, other);
      expect(await findings(archive)).toEqual([`damage snapshot-damaged ${second.object}`]);
    }
  });

  it('finds a capture with sound digests in the place of another', async () => {
    const { archive, first, second } = await issue();
    await writeFile(archive.pathOf(second.object), await readFile(archive.pathOf(first.object)));
    expect(await findings(archive)).toEqual([`damage snapshot-damaged ${second.object}`]);
    // The same payload, said to be of another page and time.
    const exchange = exchangeOf({ url: `${SITE}other.htm`, body: articlePage('4.57亿元') });
    const name = second.object.slice(second.object.lastIndexOf('/') + 1);
    await writeFile(archive.pathOf(second.object), writeCapture(JMRB, 'x', name, exchange));
    expect(await findings(archive)).toEqual([`damage object-misplaced ${second.object}`]);
  });

  it('finds a refused answer that was changed', async () => {
    const { archive, refused } = await issue();
    const path = archive.pathOf(refused);
    await writeFile(path, (await readFile(path)).subarray(0, -40));
    expect(await findings(archive)).toEqual([`damage object-damaged ${refused}`]);
  });

  it('finds a reading that is none, and one whose figures are not in its text', async () => {
    const { archive, reading } = await issue();
    const path = archive.pathOf(reading);
    const text = await readFile(path, 'utf8');
    for (const other of ['', '{}', text.slice(0, -1), text.replace('"start":4', '"start":5')]) {
      expect(other).not.toBe(text);
      await writeFile(path, other);
      expect(await findings(archive), other).toEqual([`damage reading-damaged ${reading}`]);
    }
    await writeFile(path, text.replace(/"figures":\[.*\],"report"/, '"figures":[],"report"'));
    expect(await findings(archive)).toEqual([`damage reading-damaged ${reading}`]);
  });

  it('notes an object that no index entry names, and finds it damaged when it is', async () => {
    const { archive } = await issue();
    const day = `captures/jmrb/${DATE}`;
    const file = writeCapture(JMRB, 'lost', 'lost.warc.gz', exchangeOf({ body: articlePage('x') }));
    await archive.objects.putOnce(`${day}/lost.warc.gz`, file);
    await archive.objects.putOnce('captures/jmrb/2031-01-01/lost.warc.gz', file);
    await archive.objects.putOnce(`${day}/cut.warc.gz`, file.subarray(0, -40));
    await archive.objects.putOnce('captures/stray.txt', file);
    await archive.objects.putOnce(`readings/v1/jmrb/${ARTICLE}/${'0'.repeat(64)}.json`, file);
    await archive.objects.putOnce('readings/v1/other.json', file);
    await archive.objects.putOnce('releases/v1.0.0/figures.csv', file);
    expect(await findings(archive)).toEqual([
      `note orphan ${day}/cut.warc.gz`,
      `damage object-damaged ${day}/cut.warc.gz`,
      `note orphan ${day}/lost.warc.gz`,
      'damage issue-missing jmrb 2031-01-01',
      'note orphan captures/jmrb/2031-01-01/lost.warc.gz',
      'note orphan captures/stray.txt',
      `note orphan readings/v1/jmrb/${ARTICLE}/${'0'.repeat(64)}.json`,
      'note orphan readings/v1/other.json',
      'note orphan releases/v1.0.0/figures.csv',
    ]);
  });

  it('finds index entries that are gone: the newest version, an older one, and a version never seen', async () => {
    const { archive, first, second } = await issue();
    const resource = `RESOURCE#jmrb#${ARTICLE}`;
    const bare = await localArchive();
    await copy(archive, bare, (pk, sk) => pk === resource && sk === 'SNAPSHOT#000002');
    expect(await findings(bare)).toEqual([
      `damage snapshot-missing ${second.object}`,
      `damage snapshot-missing jmrb ${ARTICLE}`,
    ]);
    const older = await localArchive();
    await copy(archive, older, (pk, sk) => pk === resource && sk === 'SNAPSHOT#000001');
    expect(await findings(older)).toEqual([
      `damage snapshot-missing jmrb ${ARTICLE}`,
      `damage snapshot-missing ${first.object}`,
      expect.stringMatching(/^damage snapshot-missing readings\//),
    ]);
  });

  it('finds a state that is not what was kept', async () => {
    const { archive } = await issue();
    const before = await archive.catalog.state('jmrb', DATE, ARTICLE);
    if (before === null) throw new Error('no state');
    const checkedAt = asInstant('2024-01-01T00:00:00.000Z');
    await archive.catalog.putState({
      ...before,
      sha256: sha256Of('another'),
      refusedSha256: null,
      checkedAt,
    });
    expect(await findings(archive)).toEqual([`damage state-differs jmrb ${ARTICLE}`]);
  });

  it('names an index entry that cannot be read, and verifies the rest', async () => {
    const { archive, refused } = await issue();
    const broken = await localArchive();
    await copy(archive, broken, (pk, sk) => pk === `RESOURCE#jmrb#${FRONT}` && sk.startsWith('SNAPSHOT'));
    await broken.table.putOnce({
      pk: `RESOURCE#jmrb#${FRONT}`,
      sk: 'SNAPSHOT#000001',
      body: { paper: 'jmrb' },
    });
    await rm(broken.pathOf(refused));
    const found = await findings(broken);
    expect(found).toContain(`damage index-entry-damaged RESOURCE#jmrb#${FRONT} / SNAPSHOT#000001`);
    expect(found).toContain(`damage object-missing ${refused}`);
  });

  it('verifies issues that stand behind an issue record that cannot be read', async () => {
    const { archive, second } = await issue();
    await archive.table.putOnce({ pk: 'PAPER#jmrb', sk: 'ISSUE#2020-01-01', body: {} });
    await rm(archive.pathOf(second.object));
    expect(await findings(archive)).toEqual([
      'damage index-entry-damaged PAPER#jmrb / ISSUE#2020-01-01',
      `damage object-missing ${second.object}`,
    ]);
  });

  it('takes a resource that two issues list for the one that it was captured for', async () => {
    const { archive } = await issue();
    const next = asIssueDate('2023-02-26');
    await keep(archive, { path: 'html/2023-02/26/content_9.htm', date: next, body: articlePage('次日') });
    const listed = { paper: 'jmrb', path: ARTICLE, kind: 'article', page: null, title: null } as const;
    await archive.catalog.expect({
      ...listed,
      date: next,
      foundOn: null,
      at: asInstant('2023-02-26T00:00:00.000Z'),
    });
    const seen: VerifyCounts[] = [];
    expect(await findings(archive, seen)).toEqual([]);
    expect(seen.at(-1)).toMatchObject({ snapshots: 4, readings: 2 });
  });

  it('holds the files of a release against what was published', async () => {
    const { archive } = await issue();
    const file = new TextEncoder().encode('id,value\n');
    const release = { version: '1.0.0', at: asInstant('2023-03-01T00:00:00.000Z'), rows: 0 };
    const entry = { object: 'releases/v1.0.0/figures.csv', bytes: file.length, sha256: sha256Of(file) };
    await archive.objects.putOnce(entry.object, file);
    const files = [{ ...entry, name: 'figures.csv' }];
    await archive.catalog.addRelease({ ...release, contentSha256: sha256Of(file), files });
    expect(await findings(archive)).toEqual([]);
    await writeFile(archive.pathOf(entry.object), 'id,Value\n');
    expect(await findings(archive)).toEqual([`damage release-damaged ${entry.object}`]);
    await rm(archive.pathOf(entry.object));
    expect(await findings(archive)).toEqual([`damage object-missing ${entry.object}`]);
  });

  it('holds the indexes of releases against their own names, and names those that nobody asks', async () => {
    const archive = await localArchive();
    const index = new TextEncoder().encode('an index');
    const release = { version: '1.0.0', at: asInstant('2023-03-01T00:00:00.000Z'), rows: 0, files: [] };
    await archive.catalog.addRelease({ ...release, contentSha256: sha256Of('') });
    const about = { form: INDEX_FORM, release: '1.0.0', table: 'figures', sha256: sha256Of(index) };
    const sound = indexKey(about);
    const unasked = [
      indexKey({ ...about, release: '9.9.9' }),
      indexKey({ ...about, form: INDEX_FORM - 1 }),
      indexKey({ ...about, form: INDEX_FORM + 1 }),
      `${sound}.old`,
    ];
    for (const key of [sound, ...unasked]) await archive.objects.putOnce(key, index);
    const found = await Array.fromAsync(verifyArchive(archive, () => undefined));
    expect(found.map(({ severity, code, where }) => `${severity} ${code} ${where}`).sort()).toEqual(
      unasked.map((key) => `note orphan ${key}`).sort(),
    );
    // Each says what can be done about it.
    for (const { what } of found) expect(what).toMatch(/; .*it can be removed/);
    expect(found.map(({ what }) => what).join()).toContain(`it is in form ${INDEX_FORM - 1}, and this`);

    for (const key of unasked) await rm(archive.pathOf(key));
    await writeFile(archive.pathOf(sound), 'an inDex');
    const damaged = await Array.fromAsync(verifyArchive(archive, () => undefined));
    expect(damaged.map(({ severity, code, where }) => `${severity} ${code} ${where}`)).toEqual([
      `damage index-damaged ${sound}`,
    ]);
    expect(damaged[0]?.what).toContain("remove it, and 'release' makes it again");
  });
});

describe('of indexes of words', () => {
  it('names those that were replaced, that are damaged, and that are gone', async () => {
    const archive = await localArchive();
    const index = new TextEncoder().encode('an index of words');
    const about = { form: SEARCH_FORM, month: '2023-02', sha256: sha256Of(index) };
    const asked = searchKey(about);
    const replaced = [searchKey({ ...about, month: '2023-01' }), `${asked}.old`];
    const at = asInstant('2023-03-01T00:00:00.000Z');
    await archive.catalog.putSearchPart({
      ...{ month: '2023-02', form: SEARCH_FORM, at, state: sha256Of(''), object: asked },
      ...{ bytes: index.length, articles: 1, unread: 0 },
    });
    expect(await findings(archive)).toEqual([`damage object-missing ${asked}`]);
    for (const key of [asked, ...replaced]) await archive.objects.putOnce(key, index);
    expect((await findings(archive)).sort()).toEqual(replaced.map((key) => `note orphan ${key}`).sort());
    for (const key of replaced) await rm(archive.pathOf(key));
    await writeFile(archive.pathOf(asked), 'an inDex of words');
    expect(await findings(archive)).toEqual([`damage index-damaged ${asked}`]);
  });
});

async function findings(archive: LocalArchive, seen: VerifyCounts[] = []): Promise<string[]> {
  const found: Finding[] = await Array.fromAsync(verifyArchive(archive, (counts) => seen.push(counts)));
  return found.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}

interface Issue {
  readonly archive: LocalArchive;
  readonly objects: readonly string[];
  /** The two versions of the article. */
  readonly first: SnapshotRecord;
  readonly second: SnapshotRecord;
  readonly refused: string;
  readonly reading: string;
}

/** A front node, an article in two versions with a reading of the first, and an answer that was refused. */
async function issue(): Promise<Issue> {
  const archive = await localArchive();
  const at = (time: string) => asInstant(`2023-02-24T${time}:00.000Z`);
  const front = await keep(archive, {
    path: FRONT,
    kind: 'node',
    at: at('22:10'),
    body: nodePage('第A01版'),
  });
  const first = await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('4.51亿元') });
  const second = await keep(archive, { path: ARTICLE, at: at('23:20'), body: articlePage('4.57亿元') });
  await keep(archive, { path: LOGIN, at: at('22:30'), body: '<html>登录</html>' });
  if (!front || !first || !second) throw new Error('nothing was kept');
  const [attempt] = await Array.fromAsync(archive.catalog.captures('jmrb', asResourcePath(LOGIN)));
  const refused = attempt?.object ?? '';

  const address = { paper: 'jmrb', path: ARTICLE, sha256: first.sha256, readerVersion: 1 };
  const stored = await keepReading(archive.objects, address, READING);
  const reading = stored.object;
  const record = { date: DATE, version: 1, figures: 1, flaws: 0, at: at('22:21') };
  await archive.catalog.addReading({ ...address, ...record, ...stored });
  const ofFront = { paper: 'jmrb', path: front.path, sha256: front.sha256, readerVersion: 1 };
  await archive.catalog.addReading({ ...ofFront, ...record, figures: 0, object: null, objectSha256: null });
  const objects = [front.object, first.object, second.object, refused, reading];
  return { archive, objects, first, second, refused, reading };
}

const READING: Reading = {
  readerVersion: 1,
  charset: { name: 'utf-8', from: 'utf-8-valid' },
  eraId: 'founder-classic',
  document: {
    ...{ pageLabel: null, section: null, date: DATE, introTitle: null, title: null, subtitle: null },
    ...{ byline: null, captions: [], pictures: [], blocks: [], text: '一般收入4.51亿元' },
  },
  wordedTargets: [],
  figures: [
    {
      ...{
        id: 'f1',
        exact: '4.51亿元',
        start: 4,
        end: 10,
        source: null,
        value: '4.51',
        min: null,
        max: null,
        unit: '亿元',
      },
      ...{ normValue: '451000000', normMin: null, normMax: null, baseUnit: 'CNY', comparator: 'eq' },
      ...{ kind: 'level', modality: 'actual', strength: null, direction: null, indicator: null },
      ...{ indicatorId: null, basis: null, inferredPriceBasis: null, place: null, period: null },
      ...{ sectionPath: [], listMark: null },
      ...{ changeOf: null, sameAs: null, partOf: null, qualifies: null },
    },
  ],
  ...{ report: null, flaws: [], checks: [] },
};

/** Everything of `from` but the index entries that `lost` tells. */
async function copy(
  from: LocalArchive,
  to: LocalArchive,
  lost: (pk: string, sk: string) => boolean,
): Promise<void> {
  for await (const { key } of from.objects.list('')) {
    await mkdir(dirname(to.pathOf(key)), { recursive: true });
    await writeFile(to.pathOf(key), await from.objects.get(key));
  }
  const partitions = ['PAPERS', 'PAPER#jmrb', `ISSUE#jmrb#${DATE}`];
  for (const path of [ARTICLE, FRONT, LOGIN]) partitions.push(`RESOURCE#jmrb#${path}`);
  for (const pk of partitions) {
    for await (const item of from.table.query({ pk, prefix: '' })) {
      const body: ItemBody = item.body;
      if (!lost(pk, item.sk)) await to.table.putOnce({ pk, sk: item.sk, body });
    }
  }
}
