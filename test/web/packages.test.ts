import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { MadePackages } from '../../adapters/files/made-packages.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type IssuePackage, issuePackage } from '../../core/publish/issue-package.ts';
import { localFolder } from '../support/local-folder.ts';
import { DATE } from './made-up-reading.ts';
import { type Answer, type Asked, served } from './served-room.ts';
import { type Room, keep, smallRoom } from './small-archive.ts';

const WACZ = '/jmrb/2023-02-25/jmrb-2023-02-25.wacz';
const WARC = '/jmrb/2023-02-25/jmrb-2023-02-25.warc.gz';

describe('an issue as a file', () => {
  let room: Room;
  let ask: (path: string, asked?: Asked) => Promise<Answer>;
  let whole: Answer;

  beforeEach(async () => {
    room = await smallRoom();
    ask = await served(room);
    whole = await ask(WACZ);
  });

  it('comes with what a reader of ranges has to know of it', async () => {
    const sha256 = createHash('sha256').update(whole.body);
    expect(whole.status).toBe(200);
    expect(whole.headers).toMatchObject({
      'content-type': 'application/wacz',
      'content-length': String(whole.body.length),
      'accept-ranges': 'bytes',
      'content-disposition': 'attachment; filename="jmrb-2023-02-25.wacz"',
      'cross-origin-resource-policy': 'same-origin',
      'last-modified': 'Sat, 25 Feb 2023 03:00:00 GMT',
      etag: `"sha256-${sha256.copy().digest('hex')}"`,
      'repr-digest': `sha-256=:${sha256.digest('base64')}:`,
    });
    // It holds the full text: no other site's script reads it.
    expect(whole.headers).not.toHaveProperty('access-control-allow-origin');
    expect(whole.body.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
    const warc = await ask(WARC);
    expect([warc.status, warc.headers['content-type']]).toEqual([200, 'application/warc']);
    expect([...warc.body.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
  });

  it.each([
    ['bytes=0-3', 0, 4],
    ['bytes=10-', 10, Infinity],
    ['bytes=-22', -22, Infinity],
    ['bytes=-99999999', 0, Infinity],
    ['bytes=100-99999999', 100, Infinity],
  ])('comes in part when %s is asked for', async (range, start, end) => {
    const part = await ask(WACZ, { headers: { Range: range, 'If-Range': whole.headers.etag ?? '' } });
    expect(part.status).toBe(206);
    expect(part.body.equals(whole.body.subarray(start, end))).toBe(true);
    const first = start < 0 ? whole.body.length + start : start;
    expect(part.headers['content-range']).toBe(
      `bytes ${first}-${first + part.body.length - 1}/${whole.body.length}`,
    );
  });

  it('is asked for by its length alone, held copies are confirmed, and what is not there is refused', async () => {
    const head = await ask(WACZ, { method: 'HEAD' });
    expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
      200,
      String(whole.body.length),
      0,
    ]);
    const held = await ask(WACZ, { headers: { 'If-None-Match': whole.headers.etag ?? '' } });
    expect([held.status, held.body.length]).toEqual([304, 0]);
    expect((await ask(WACZ, { headers: { Range: `bytes=${whole.body.length}-` } })).status).toBe(416);
  });

  it('is another as soon as more is held, and the same until then', async () => {
    expect((await ask(WACZ)).headers.etag).toBe(whole.headers.etag);
    await keep(room, { name: 'content_9.htm', kind: 'article', payload: '<p>新</p>' });
    const later = await ask(WACZ, { headers: { Range: 'bytes=0-3', 'If-Range': whole.headers.etag ?? '' } });
    expect([later.status, later.headers.etag === whole.headers.etag]).toEqual([200, false]);
  });

  it('is none under any other name, or of an issue of which nothing is held', async () => {
    for (const address of [
      '/jmrb/2023-02-25/jmrb-2023-02-24.wacz',
      '/jmrb/2023-02-25/demo-2023-02-25.wacz',
      '/jmrb/2023-02-25/jmrb-2023-02-25.zip',
      '/jmrb/2023-02-24/jmrb-2023-02-24.wacz',
      '/other/2023-02-25/other-2023-02-25.wacz',
      '/jmrb/2023-02-25/..%2F..%2Fjmrb-2023-02-25.wacz',
    ])
      expect([address, (await ask(address)).status]).toEqual([address, 404]);
  });

  it('is linked from its issue, and withheld where everybody may look', async () => {
    const $ = await room.page('/jmrb/2023-02-25');
    for (const address of [WACZ, WARC]) expect($(`a[href="${address}"]`)).toHaveLength(1);
    const open = await smallRoom('public');
    expect((await open.ask(WACZ)).status).toBe(451);
    expect((await open.ask('/jmrb/2020-01-01/jmrb-2020-01-01.wacz')).status).toBe(404);
    expect((await open.page('/jmrb/2023-02-25'))('a[href$=".wacz"]')).toHaveLength(0);
  });
});

describe('the folder of made packages', () => {
  it('makes each once, keeps the newest, and makes again what had to go', async () => {
    const folder = join(await localFolder(), 'packages');
    const shelf = new MadePackages(25, folder);
    let made = 0;
    const of = (text: string): IssuePackage => ({
      id: sha256Of(text),
      at: '2023-02-25T03:00:00.000Z' as IssuePackage['at'],
      make: async function* () {
        made += 1;
        await Promise.resolve();
        // Not in order, as a zip is written.
        yield { at: 5, bytes: new TextEncoder().encode(text.slice(5)) };
        yield { at: 0, bytes: new TextEncoder().encode(text.slice(0, 5)) };
      },
    });
    const [first, second, third] = ['0123456789', 'abcdefghij', 'ABCDEFGHIJ'].map(of);
    if (!first || !second || !third) throw new Error('there are three');
    const [a, again] = await Promise.all([shelf.look(first), shelf.look(first)]);
    expect([a.bytes, a.sha256, again.sha256, made]).toEqual([10, sha256Of('0123456789'), a.sha256, 1]);
    await shelf.look(second);
    await shelf.look(first);
    await shelf.look(third);
    // The second was asked for longest ago.
    expect((await readdir(folder)).sort()).toEqual([first.id, third.id].sort());
    expect(made).toBe(3);
    const chunks = await Array.fromAsync((await shelf.look(second)).read(3, 6));
    expect([Buffer.concat(chunks).toString(), made]).toEqual(['def', 4]);
    await shelf.close();
    expect(await readdir(join(folder, '..'))).toEqual([]);
  });

  it('begins anew after a making that failed', async () => {
    const shelf = new MadePackages(25, join(await localFolder(), 'packages'));
    let fails = true;
    const one: IssuePackage = {
      id: sha256Of('x'),
      at: '2023-02-25T03:00:00.000Z' as IssuePackage['at'],
      make: async function* () {
        await Promise.resolve();
        if (fails) throw new Error('an object is gone');
        yield { at: 0, bytes: new Uint8Array(3) };
      },
    };
    await expect(shelf.look(one)).rejects.toThrow('an object is gone');
    fails = false;
    expect((await shelf.look(one)).bytes).toBe(3);
    await shelf.close();
  });
});

it('a package is known by all that goes into it', async () => {
  const room = await smallRoom();
  const idOf = async (form: 'wacz' | 'warc.gz'): Promise<string | undefined> =>
    (await issuePackage(room, JMRB, DATE, form))?.id;
  const [wacz, warc] = [await idOf('wacz'), await idOf('warc.gz')];
  expect(wacz).not.toBe(warc);
  // A reading alone, which the list of pages has the text of.
  const snapshot = await room.catalog.newestSnapshot(
    'jmrb',
    (await keep(room, { name: 'r.htm', kind: 'article', payload: 'r' })).path,
  );
  const before = await idOf('wacz');
  expect(before).not.toBe(wacz);
  if (snapshot === null) throw new Error('it is held');
  const { paper, date, path, version, sha256, at } = snapshot;
  await room.catalog.addReading({
    ...{ paper, date, path, version, sha256, at, readerVersion: 9, figures: 0, flaws: 0 },
    ...{ object: 'readings/v9/r.json', objectSha256: sha256 },
  });
  expect(await idOf('wacz')).not.toBe(before);
});
