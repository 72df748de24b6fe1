import { beforeEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { sha256Of } from '../../core/paper/sha256.ts';
import { type Room, keep, smallRoom } from './small-archive.ts';

const URL_R = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm';
const HOST = 'https://archive.example';
const GATE = `/web/${URL_R}`;
const MAP = `/web/timemap/link/${URL_R}`;
const mementoOf = (stamp: string, modifier = 'mp_'): string => `/web/${stamp}${modifier}/${URL_R}`;
const rawOf = (stamp: string): string => mementoOf(stamp, 'id_');
const FIRST = '20230224220500';
const SECOND = '20230225030000';
const AGAIN = '20230226010203';

let room: Room;

beforeEach(async () => {
  room = await smallRoom();
  await seeAgain(room, '2023-02-26T01:02:03.456Z');
});

/** The newest version is found as it was. */
async function seeAgain({ catalog }: Room, at: string, over: object = {}): Promise<void> {
  const path = 'html/2023-02/25/content_667012.htm' as Parameters<typeof catalog.captures>[1];
  const newest = await catalog.newestSnapshot('jmrb', path);
  if (newest === null) throw new Error('it is held');
  const { paper, date, kind, url, sha256, bytes, version } = newest;
  await catalog.addCapture({
    ...{ paper, date, path, kind, url, sha256, bytes, version, id: at, at: asInstant(at), tookMs: 5 },
    ...{ state: 'unchanged', status: 304, reason: null, object: null, classes: [], trace: null, tries: [] },
    ...over,
  });
}

/** The values of a Link header, by what each is to the answer. */
function linksOf(answer: Response): Record<string, string> {
  const links = (answer.headers.get('link') ?? '').split(/, (?=<)/);
  return Object.fromEntries(
    links.map((link) => {
      const [, target = '', rel = '', more = ''] = /^<([^>]*)>; rel="([^"]*)"(.*)$/.exec(link) ?? [];
      return [rel, target.replace(HOST, '') + more];
    }),
  );
}

describe('a TimeGate', () => {
  it.each([
    ['Fri, 24 Feb 2023 22:05:00 GMT', FIRST],
    ['Thu, 01 Jan 1970 00:00:00 GMT', FIRST],
    ['Sat, 25 Feb 2023 02:59:59 GMT', SECOND],
    // As far from the one as from the other.
    ['Sat, 25 Feb 2023 00:32:30 GMT', FIRST],
    ['Fri, 01 Jan 2100 00:00:00 GMT', AGAIN],
    [undefined, AGAIN],
  ])('leads at %s to what was seen nearest to it', async (datetime, stamp) => {
    const answer = await room.ask(
      GATE,
      datetime === undefined ? {} : { headers: { 'Accept-Datetime': datetime } },
    );
    expect([answer.status, answer.headers.get('location')]).toEqual([302, mementoOf(stamp)]);
    // Without a time a browser is led elsewhere than a program.
    const asked = datetime === undefined ? 'Accept-Datetime, Sec-Fetch-Dest' : 'Accept-Datetime';
    expect(answer.headers.get('vary')).toBe(asked);
    expect(answer.headers.get('memento-datetime')).toBeNull();
    expect(linksOf(answer)).toEqual({
      original: URL_R,
      timegate: GATE,
      timemap: `${MAP}; type="application/link-format"`,
      'first memento': `${mementoOf(FIRST)}; datetime="Fri, 24 Feb 2023 22:05:00 GMT"`,
      'last memento': `${mementoOf(AGAIN)}; datetime="Sun, 26 Feb 2023 01:02:03 GMT"`,
    });
  });

  it.each([
    'yesterday',
    '2023-02-25T03:00:00Z',
    'Sun, 25 Feb 2023 03:00:00 GMT',
    'Sat, 25 Feb 2023 03:00:00 CST',
    '',
  ])('refuses %j, which is no time of RFC 1123', async (datetime) => {
    const answer = await room.ask(GATE, { headers: { 'Accept-Datetime': datetime } });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Accept-Datetime');
  });

  it('knows nothing of addresses that are no newspaper’s, or of which nothing is held', async () => {
    for (const url of [
      'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_1.htm',
      'http://elsewhere.example/',
      'http://dzb.jmrb.com:8080/other/',
      'javascript:alert(1)',
      '//elsewhere.example/',
      '',
    ]) {
      for (const address of [`/web/${url}`, `/web/${FIRST}id_/${url}`, `/web/timemap/link/${url}`]) {
        const answer = await room.ask(HOST + address, { headers: { 'Accept-Datetime': 'x' } });
        expect([address, answer.status]).toEqual([address, 404]);
        for (const header of ['link', 'location', 'memento-datetime', 'vary'])
          expect(answer.headers.get(header)).toBeNull();
      }
    }
  });

  it('leads a browser that opens a page for somebody to read to the page around the memento', async () => {
    const answer = await room.ask(GATE, { headers: { 'Sec-Fetch-Dest': 'document' } });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, mementoOf(AGAIN, '')]);
    expect(answer.headers.get('vary')).toBe('Accept-Datetime, Sec-Fetch-Dest');
    const framed = await room.ask(GATE, { headers: { 'Sec-Fetch-Dest': 'iframe' } });
    expect(framed.headers.get('location')).toBe(mementoOf(AGAIN));
  });

  it('takes the paper’s other addresses of the same for it, and one that lost a slash on its way', async () => {
    for (const url of [`${URL_R}?div=-1`, URL_R.replace('//', '/'), URL_R.replace('http://', '')]) {
      const answer = await room.ask(HOST + `/web/${url}`);
      expect(answer.headers.get('location')).toContain(
        `/web/${AGAIN}mp_/http://dzb.jmrb.com:8080/jmrb/html/`,
      );
    }
  });
});

describe('a memento', () => {
  it('is what was seen then, to the byte, with its place among the others', async () => {
    const answer = await room.ask(rawOf(SECOND));
    expect([answer.status, await answer.text()]).toEqual([200, '<script>alert(1)</script><p>第二稿</p>']);
    expect(answer.headers.get('memento-datetime')).toBe('Sat, 25 Feb 2023 03:00:00 GMT');
    expect(answer.headers.get('vary')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(linksOf(answer)).toEqual({
      original: URL_R,
      timegate: GATE,
      timemap: `${MAP}; type="application/link-format"`,
      'first prev memento': `${rawOf(FIRST)}; datetime="Fri, 24 Feb 2023 22:05:00 GMT"`,
      memento: `${rawOf(SECOND)}; datetime="Sat, 25 Feb 2023 03:00:00 GMT"`,
      'next last memento': `${rawOf(AGAIN)}; datetime="Sun, 26 Feb 2023 01:02:03 GMT"`,
    });
    expect(await (await room.ask(rawOf(FIRST))).text()).toBe('<p>第一稿</p>');
  });

  it('of a visit that found nothing new is the version that was found', async () => {
    const answer = await room.ask(mementoOf(AGAIN));
    expect(await answer.text()).toContain('第二稿');
    expect(answer.headers.get('memento-datetime')).toBe('Sun, 26 Feb 2023 01:02:03 GMT');
  });

  it('of which only the page around the content was another is that page, whenever it was seen', async () => {
    const other = '<p>第二稿</p><p>今日访问 17 次</p>';
    const kept = await keep(room, { name: 'other.htm', kind: 'article', payload: other });
    const { object } = (await room.catalog.newestSnapshot('jmrb', kept.path)) ?? {};
    const layout = { sha256: sha256Of(Buffer.from(other)), bytes: Buffer.byteLength(other), status: 200 };
    await seeAgain(room, '2023-02-26T02:00:00.000Z', { ...layout, object, classes: ['layout-only'] });
    await seeAgain(room, '2023-02-26T03:00:00.000Z', layout);
    for (const stamp of ['20230226020000', '20230226030000'])
      expect(await (await room.ask(rawOf(stamp))).text()).toBe(other);
    expect(await (await room.ask(rawOf(AGAIN))).text()).not.toBe(other);
  });

  it.each([
    ['2023', FIRST, ''],
    ['20230225', FIRST, ''],
    ['2023022602', AGAIN, ''],
    ['20991231235959', AGAIN, ''],
    ['20230225030001id_', SECOND, 'id_'],
    ['20230225mp_', FIRST, 'mp_'],
    ['2im_', FIRST, 'im_'],
  ])('of the time %s is looked for where one is', async (stamp, nearest, modifier) => {
    const answer = await room.ask(`/web/${stamp}/${URL_R}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, mementoOf(nearest, modifier)]);
    expect(answer.headers.get('memento-datetime')).toBeNull();
  });

  it.each(['20230230000000', '20231301', '202302250300009', '20230225250000'])(
    'of %s there is none',
    async (stamp) => {
      for (const modifier of ['id_', 'mp_', '', 'js_'])
        expect((await room.ask(`/web/${stamp}${modifier}/${URL_R}`)).status).toBe(404);
    },
  );

  it('is withheld where everybody may look; when it was seen is not', async () => {
    const open = await smallRoom('public');
    for (const modifier of ['id_', 'mp_', 'im_'])
      expect((await open.ask(mementoOf(SECOND, modifier))).status).toBe(451);
    expect((await open.ask(GATE)).status).toBe(302);
    expect((await open.ask(MAP)).status).toBe(200);
  });

  it('is none of what was withdrawn or never came', async () => {
    const lost = URL_R.replace('667012', '667013');
    expect((await room.ask(`/web/${lost}`)).status).toBe(404);
  });
});

describe('a TimeMap', () => {
  it('is where the versions of an article lead to', async () => {
    const $ = await room.page('/jmrb/2023-02-25/B02/667012/versions');
    expect($(`a[href="${MAP}"]`).text()).toContain('RFC 7089');
  });

  it('lists all that is held, in link format', async () => {
    const answer = await room.ask(MAP);
    expect(answer.headers.get('content-type')).toBe('application/link-format');
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(await answer.text()).toBe(
      `<${URL_R}>; rel="original",
<${HOST}${MAP}>; rel="self"; type="application/link-format"; from="Fri, 24 Feb 2023 22:05:00 GMT"; until="Sun, 26 Feb 2023 01:02:03 GMT",
<${HOST}${GATE}>; rel="timegate",
<${HOST}${mementoOf(FIRST)}>; rel="first memento"; datetime="Fri, 24 Feb 2023 22:05:00 GMT",
<${HOST}${mementoOf(SECOND)}>; rel="memento"; datetime="Sat, 25 Feb 2023 03:00:00 GMT",
<${HOST}${mementoOf(AGAIN)}>; rel="last memento"; datetime="Sun, 26 Feb 2023 01:02:03 GMT"
`,
    );
  });

  it('is the same in JSON, and does not depend on a time that is asked for', async () => {
    const answer = await room.ask(`/web/timemap/json/${URL_R}`, { headers: { 'Accept-Datetime': 'x' } });
    expect(await answer.json()).toEqual({
      original_uri: URL_R,
      timegate_uri: HOST + GATE,
      timemap_uri: { link_format: HOST + MAP, json_format: `${HOST}/web/timemap/json/${URL_R}` },
      mementos: {
        first: { datetime: '2023-02-24T22:05:00.000Z', uri: HOST + mementoOf(FIRST) },
        last: { datetime: '2023-02-26T01:02:03.000Z', uri: HOST + mementoOf(AGAIN) },
        list: [
          { datetime: '2023-02-24T22:05:00.000Z', uri: HOST + mementoOf(FIRST) },
          { datetime: '2023-02-25T03:00:00.000Z', uri: HOST + mementoOf(SECOND) },
          { datetime: '2023-02-26T01:02:03.000Z', uri: HOST + mementoOf(AGAIN) },
        ],
      },
    });
  });

  it('of one memento says that it is the first and the last', async () => {
    const picture = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/B02.jpg';
    expect(await (await room.ask(`/web/timemap/link/${picture}`)).text()).toContain(
      'rel="first last memento"',
    );
  });
});
