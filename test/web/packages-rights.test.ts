import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DATE } from './made-up-reading.ts';
import { lift, setPolicy, takeDown } from './room-rights.ts';
import { type Room, smallRoom } from './small-archive.ts';

const WACZ = '/jmrb/2023-02-25/jmrb-2023-02-25.wacz';
const WARC = '/jmrb/2023-02-25/jmrb-2023-02-25.warc.gz';
const BOTH = [WACZ, WARC];

/** The records of the file, as text. */
async function recordsOf(room: Room): Promise<string> {
  const answer = await room.ask(WARC);
  expect(answer.status).toBe(200);
  return gunzipSync(Buffer.from(await answer.arrayBuffer())).toString();
}

describe('an issue as a file, after a takedown', () => {
  it('is without the article and what shows it, and another file than before', async () => {
    const room = await smallRoom();
    expect(await recordsOf(room)).toMatch(/第二稿.*content_667012|content_667012.*第二稿/s);
    const before = new Map<string, Headers>();
    for (const path of BOTH) before.set(path, (await room.ask(path)).headers);
    await takeDown(room);
    const left = await recordsOf(room);
    expect(left).not.toMatch(/667012|第[一二]稿|B02\.jpg|node_23/);
    expect(left).toContain('content_667015.htm');
    for (const path of BOTH) {
      const tag = before.get(path)?.get('etag') ?? '';
      const since = before.get(path)?.get('last-modified') ?? '';
      for (const headers of [{ 'If-None-Match': tag }, { 'If-Modified-Since': since }])
        expect([path, (await room.ask(path, { headers })).status]).toEqual([path, 200]);
      const part = await room.ask(path, { headers: { Range: 'bytes=0-3', 'If-Range': tag } });
      expect([path, part.status]).toEqual([path, 200]);
      expect(part.headers.get('etag')).not.toBe(tag);
    }
    const wacz = Buffer.from(await (await room.ask(WACZ)).arrayBuffer()).toString('latin1');
    expect(wacz).not.toContain('667012');
    await lift(room, 't1');
    for (const path of BOTH)
      expect((await room.ask(path)).headers.get('etag')).toBe(before.get(path)?.get('etag'));
  });

  it('stays whole where something is in no list only', async () => {
    const room = await smallRoom();
    await takeDown(room, { level: 'unlist' });
    expect(await recordsOf(room)).toContain('content_667012');
  });

  it('is none where nothing of it is left', async () => {
    const room = await smallRoom();
    await takeDown(room, { of: { what: 'page', date: DATE, page: 'B02' } });
    for (const path of BOTH) expect([path, (await room.ask(path)).status]).toEqual([path, 404]);
  });
});

describe('an issue as a file', () => {
  it.each([
    [{ embargo: { days: 2, level: 'closed' } }, 451],
    [{ embargo: { days: 2, level: 'closed' }, rules: [{ access: 'allow_ignore_embargo' }] }, 200],
    [{ rules: [{ access: 'block', after: '2023-02-24' }] }, 451],
    [{ rules: [{ access: 'exclude', after: '2023-02-24' }] }, 404],
  ])('goes by the policy: %j', async (policy, status) => {
    const room = await smallRoom();
    await setPolicy(room, policy);
    for (const path of BOTH) {
      const { headers, status: told } = await room.ask(path);
      expect([path, told]).toEqual([path, status]);
      expect(headers.get('cache-control')).toBe(status === 451 ? 'no-store' : 'private, no-cache');
      expect(headers.get('etag') === null).toBe(status !== 200);
    }
  });

  it('is not for anybody, unless the paper is open', async () => {
    const room = await smallRoom('public');
    for (const path of BOTH) expect([path, (await room.ask(path)).status]).toEqual([path, 451]);
    await setPolicy(room, { level: 'open' });
    for (const path of BOTH) expect([path, (await room.ask(path)).status]).toEqual([path, 200]);
    await takeDown(room, { of: { what: 'issue', date: DATE } });
    for (const path of BOTH) expect([path, (await room.ask(path)).status]).toEqual([path, 451]);
  });
});
