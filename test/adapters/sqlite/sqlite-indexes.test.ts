import { copyFile, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SqliteIndexMaker } from '../../../adapters/sqlite/sqlite-index-maker.ts';
import { SqliteIndexes } from '../../../adapters/sqlite/sqlite-indexes.ts';
import { type LocalObjects, NoLocalRoom } from '../../../core/capture/local-objects.ts';
import { sha256OfAll } from '../../../core/paper/sha256.ts';
import {
  IndexDamaged,
  IndexNotReady,
  type IndexForm,
  type IndexedRow,
} from '../../../core/publish/indexes/data-index.ts';
import { answersQuestions, asynchronous } from '../../contracts/data-indexes.contract.ts';
import { localFolder } from '../../support/local-folder.ts';

const FORM: IndexForm = { columns: [{ name: 'id', type: 'string' }], facets: [{ name: 'id', kind: 'key' }] };

const ALL = { conditions: [], after: 0, limit: 100, maxBytes: Infinity };

function indexedRows(count: number): IndexedRow[] {
  return Array.from({ length: count }, (_, at) => ({ row: { id: `${at}` }, facets: { id: `${at}` } }));
}

/** Writes an index to a file of its own. */
async function madeFile(
  form = FORM,
  rows: AsyncIterable<IndexedRow> = asynchronous(indexedRows(100)),
): Promise<string> {
  const folder = await localFolder();
  const made = await new SqliteIndexMaker(folder).make(form, rows);
  const file = join(folder, 'kept.sqlite');
  await writeFile(file, made.bytes());
  await made.close();
  return file;
}

/** Leaves SQLite nothing to complain of. */
async function altered(file: string, sql: string): Promise<void> {
  const db = new DatabaseSync(file);
  db.exec(sql);
  db.close();
  await Promise.resolve();
}

/** Hands out files, and says what is held. */
class Files implements LocalObjects {
  readonly held: string[] = [];
  readonly fetched: string[] = [];
  readonly #fileOf: (key: string) => Promise<string>;
  readonly #room: number;

  constructor(fileOf: (key: string) => Promise<string>, room = 10) {
    this.#fileOf = fileOf;
    this.#room = room;
  }

  async hold(key: string): Promise<string> {
    this.fetched.push(key);
    if (this.held.length >= this.#room) throw new NoLocalRoom(key, 1, this.#room);
    const file = await this.#fileOf(key);
    this.held.push(key);
    return file;
  }

  letGo(key: string): Promise<void> {
    this.held.splice(this.held.indexOf(key), 1);
    return Promise.resolve();
  }
}

function opened(files: Files, settings = {}): SqliteIndexes {
  const indexes = new SqliteIndexes(files, settings);
  onTestFinished(() => indexes.close());
  return indexes;
}

describe('SqliteIndexMaker and SqliteIndexes', () => {
  answersQuestions(async (form, rows) => {
    const file = await madeFile(form, rows);
    return opened(new Files(() => Promise.resolve(file))).open('index');
  });
});

describe('SqliteIndexMaker', () => {
  it('makes the same bytes of the same rows, and tells their digest', async () => {
    const [one, other] = [await madeFile(), await madeFile()];
    expect(await readFile(one)).toEqual(await readFile(other));
    const folder = await localFolder();
    const made = await new SqliteIndexMaker(folder).make(FORM, asynchronous(indexedRows(100)));
    expect([made.rows, made.sha256]).toEqual([100, await sha256OfAll([await readFile(one)])]);
    await made.close();
  });

  it('leaves nothing behind, also when the rows fail', async () => {
    const folder = await localFolder();
    const maker = new SqliteIndexMaker(folder);
    const made = await maker.make(FORM, asynchronous(indexedRows(3)));
    expect(await readdir(folder)).toHaveLength(1);
    await made.close();
    async function* failing(): AsyncGenerator<IndexedRow> {
      yield* indexedRows(3);
      await Promise.reject(new RangeError('the rows end here'));
    }
    await expect(maker.make(FORM, failing())).rejects.toThrow('the rows end here');
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('SqliteIndexes', () => {
  it('opens an index once, however many ask for it', async () => {
    const file = await madeFile();
    const files = new Files(() => Promise.resolve(file));
    const indexes = opened(files);
    const [one, other] = await Promise.all([indexes.open('a'), indexes.open('a')]);
    expect(one).toBe(other);
    expect(await indexes.open('a')).toBe(one);
    expect(files.fetched).toEqual(['a']);
  });

  it('keeps those open that were asked last, and lets go of all in the end', async () => {
    const file = await madeFile();
    const files = new Files(() => Promise.resolve(file));
    const indexes = opened(files, { mostOpen: 2 });
    for (const key of ['a', 'b', 'a', 'c']) await indexes.open(key);
    expect(files.held.toSorted()).toEqual(['a', 'c']);
    await indexes.close();
    expect(files.held).toEqual([]);
  });

  it('gives up what was asked longest ago where there is no room', async () => {
    const file = await madeFile();
    const files = new Files(() => Promise.resolve(file), 1);
    const indexes = opened(files);
    await indexes.open('a');
    const b = await indexes.open('b');
    expect(files.held).toEqual(['b']);
    expect(b.ask({ ...ALL, after: 98 }).rows.map(({ place }) => place)).toEqual([99, 100]);
    await expect(opened(new Files(() => Promise.resolve(file), 0)).open('a')).rejects.toThrow(NoLocalRoom);
  });

  it('closes none that somebody was just given, however many are asked for at once', async () => {
    const file = await madeFile();
    const indexes = opened(new Files(() => Promise.resolve(file)), { mostOpen: 1 });
    const answers = Array.from({ length: 20 }, async (_, at) => {
      const index = await indexes.open(String(at % 7));
      // As long as it takes a caller who waits for nothing to come to ask.
      for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
      return index.ask(ALL).rows.length;
    });
    expect(await Promise.all(answers)).toEqual(answers.map(() => 100));
  });

  it('keeps nobody waiting for one that is long in coming, and gives it to who asks again', async () => {
    const file = await madeFile();
    const { promise, resolve } = Promise.withResolvers<string>();
    const files = new Files(() => promise);
    const indexes = opened(files, { patienceMs: 1 });
    await expect(indexes.open('a')).rejects.toThrow(IndexNotReady);
    const again = indexes.open('a');
    resolve(file);
    await again;
    expect(files.fetched).toEqual(['a']);
  });

  it('asks anew for what could not be fetched', async () => {
    const file = await madeFile();
    let tries = 0;
    const files = new Files(() =>
      (tries += 1) === 1 ? Promise.reject(new Error('the line broke')) : Promise.resolve(file),
    );
    const indexes = opened(files);
    await expect(indexes.open('a')).rejects.toThrow('the line broke');
    expect((await indexes.open('a')).columns).toEqual(FORM.columns);
  });

  it.each<[string, (file: string) => Promise<void>]>([
    ['is no database', (file) => writeFile(file, 'a text of some length that is no database'.repeat(9))],
    ['is empty', (file) => writeFile(file, '')],
    ['is cut off', (file) => truncate(file, 20_000)],
    ['holds no rows where they should be', async (file) => altered(file, `UPDATE blocks SET rows = x'ff'`)],
    [
      'holds something else than rows',
      async (file) =>
        altered(file, `UPDATE blocks SET rows = x'${deflateRawSync('[true]').toString('hex')}'`),
    ],
    ['lacks rows', async (file) => altered(file, 'DELETE FROM blocks WHERE first > 8')],
  ])('says so when a file %s', async (_, harm) => {
    const file = await madeFile();
    await harm(file);
    const files = new Files(() => Promise.resolve(file));
    const indexes = opened(files);
    const all = async () => (await indexes.open('a')).ask(ALL);
    await expect(all()).rejects.toThrow(IndexDamaged);
    // Whoever has it made again is not told of the old one for ever.
    await rm(file);
    await copyFile(await madeFile(), file);
    expect((await all()).rows).toHaveLength(100);
  });
});
