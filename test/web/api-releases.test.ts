import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseIndexKey } from '../../core/capture/object-keys.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { IndexNotReady } from '../../core/publish/indexes/data-index.ts';
import type { Row } from '../../core/publish/tables/column.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { putArticle } from '../support/figure-archive.ts';
import { type AskedRoom, Page, askedRoom, fillArchive, problemOf, releasedRoom } from './asked-room.ts';

let room: AskedRoom;

beforeAll(async () => {
  room = await releasedRoom();
});
afterAll(() => room.close());

describe('releases', () => {
  it('are asked by their version; without one the newest answers', async () => {
    const own = await askedRoom();
    try {
      expect((await problemOf(await own.ask('/api/figures'))).status).toBe(404);
      await fillArchive(own.archive);
      await own.release();
      const first = Page.parse(await (await own.ask('/api/figures?limit=1')).json());
      await putArticle(own.archive, { date: '2024-02-25', page: 'A01', id: '1', text: '', figures: [] });
      await own.release();
      const newest = Page.parse(await (await own.ask('/api/figures?limit=1')).json());
      expect([first.release, newest.release]).toEqual(['1.0.0', '1.1.0']);
      expect(Page.parse(await (await own.ask('/api/figures?limit=1&release=1.0.0')).json()).release).toBe(
        '1.0.0',
      );
      // A page that was begun is gone on with in its own release.
      const next = (first.next ?? '').replace('https://archive.example', '');
      expect(Page.parse(await (await own.ask(next)).json()).release).toBe('1.0.0');
      expect((await problemOf(await own.ask('/api/figures?release=9.9.9'))).status).toBe(404);

      // A kill between a release and its indexes: the one before answers until a next run makes up for it.
      const loseIndexes = (release: string): void => {
        for (const key of own.objects.kept.keys())
          if (parseIndexKey(key)?.release === release) own.objects.kept.delete(key);
      };
      // Asked anew, of a room that has not looked for any yet.
      const later = async (query: string): Promise<Response> =>
        createReadingRoom(own.deps).request(`https://archive.example/api/observations${query}`);
      const told = async (query: string): Promise<string> =>
        Page.parse(await (await later(query)).json()).release;
      const isLacking = async (query: string): Promise<void> => {
        const lacking = await later(query);
        expect([lacking.status, lacking.headers.get('retry-after')]).toEqual([503, '60']);
        await problemOf(lacking);
      };
      loseIndexes('1.1.0');
      expect(await told('')).toBe('1.0.0');
      await isLacking('?release=1.1.0');
      await own.release();
      expect(await told('')).toBe('1.1.0');
      loseIndexes('1.1.0');
      loseIndexes('1.0.0');
      await isLacking('?limit=1');
      await isLacking('?release=1.1.0');
      await own.release();
      expect(await told('')).toBe('1.1.0');
    } finally {
      await own.close();
    }
  });

  it('whose index is being fetched say when to ask again', async () => {
    const open = (key: string) => Promise.reject(new IndexNotReady(key));
    const app = createReadingRoom({ ...room.deps, indexes: { open } });
    const answer = await app.request('https://archive.example/api/figures');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    await problemOf(answer);
  });

  it('whose index is damaged are reported, and nothing of it is said but a sentence', async () => {
    const open = (key: string) => Promise.reject(new Error(`secret ${key}`));
    const app = createReadingRoom({ ...room.deps, indexes: { open } });
    const answer = await app.request('https://archive.example/api/figures');
    expect(answer.status).toBe(500);
    expect(JSON.stringify(await problemOf(answer))).not.toContain('secret');
    expect(String(room.reported.pop())).toContain('secret');
  });

  it('with rows of any length are answered by pages that Lambda can send', async () => {
    const own = await askedRoom();
    try {
      const rows = Array.from({ length: 60 }, (_, at) => ({
        figure_id: String(at).padStart(32, '0'),
        place: '鹤山市',
        section_path: '题'.repeat(100_000),
      }));
      await own.archive.catalog.addRelease(await releaseByHand(own, rows));
      await own.release();
      const seen: Row[] = [];
      let path: string | null = '/api/figures?release=0.9.0&limit=1000';
      while (path !== null) {
        const body = await (await own.ask(path)).text();
        expect(Buffer.byteLength(body)).toBeLessThan(4_400_000);
        const page = Page.parse(JSON.parse(body));
        seen.push(...page.rows);
        path = page.next?.replace('https://archive.example', '') ?? null;
      }
      expect(seen).toEqual(rows);
    } finally {
      await own.close();
    }
  });

  it('that were published without a column are asked for by the others', async () => {
    const own = await askedRoom();
    try {
      const rows = [
        { figure_id: 'a'.repeat(32), place: '鹤山市', value: '1.0' },
        { figure_id: 'b'.repeat(32), place: '江门市', value: '2.0' },
      ];
      await own.archive.catalog.addRelease(await releaseByHand(own, rows));
      await own.release();
      const page = Page.parse(await (await own.ask('/api/figures?release=0.9.0&place=江门市')).json());
      expect(page.rows).toEqual(rows.slice(1));
      const wrong = await problemOf(await own.ask('/api/figures?release=0.9.0&kind=level&place=江门市'));
      expect([wrong.status, wrong.errors?.map(({ parameter }) => parameter)]).toEqual([400, ['kind']]);
      expect((await problemOf(await own.ask('/api/observations?release=0.9.0'))).status).toBe(404);
    } finally {
      await own.close();
    }
  });
});

/** A release of one table with few columns, as an earlier program may have made it. */
async function releaseByHand({ objects }: AskedRoom, rows: readonly Row[]) {
  const fields = Object.keys(rows[0] ?? {}).map((name) => ({ name, type: 'string' }));
  const texts = {
    'figures.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    'datapackage.json': JSON.stringify({ resources: [{ path: 'figures.ndjson', schema: { fields } }] }),
  };
  const files = [];
  for (const [name, content] of Object.entries(texts)) {
    const [object, bytes] = [`releases/0.9.0/${name}`, new TextEncoder().encode(content)];
    await objects.putOnce(object, bytes);
    files.push({ name, object, bytes: bytes.byteLength, sha256: sha256Of(bytes) });
  }
  const at = asInstant('2023-01-01T00:00:00.000Z');
  return { version: '0.9.0', at, contentSha256: sha256Of('0.9.0'), files, rows: rows.length };
}
