import { beforeEach, describe, expect, it } from 'vitest';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { type Room, keep, putIssue, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/';
const DAY = `${SITE}html/2023-02/25/`;
const URL_R = `${DAY}content_667012.htm`;
const KEY = 'com,jmrb,dzb:8080)/jmrb/html/2023-02/25/content_667012.htm';
const [FIRST, SECOND, AGAIN] = ['20230224220500', '20230225030000', '20230226010203'];

let room: Room;

/** Asks with these parameters; one that is there more than once is a list. */
async function ask(parameters: Record<string, string | number | string[]>): Promise<Response> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters))
    for (const one of Array.isArray(value) ? value : [String(value)]) query.append(name, one);
  return room.ask(`/cdx?${query.toString()}`);
}

async function linesOf(parameters: Parameters<typeof ask>[0]): Promise<string[]> {
  const answer = await ask(parameters);
  const text = await answer.text();
  expect([answer.status, text.endsWith('\n') || text === '']).toEqual([200, true]);
  return text.split('\n').slice(0, -1);
}

const short = { fl: 'timestamp,url', output: 'text' };

beforeEach(async () => {
  room = await smallRoom();
  const path = asResourcePath('html/2023-02/25/content_667012.htm');
  const newest = await room.catalog.newestSnapshot('jmrb', path);
  if (newest === null) throw new Error('it is held');
  const { paper, date, kind, url, sha256, bytes, version } = newest;
  await room.catalog.addCapture({
    ...{ paper, date, path, kind, url, sha256, bytes, version, id: 'again', tookMs: 5, status: 304 },
    ...{ at: asInstant('2023-02-26T01:02:03.456Z'), state: 'unchanged', reason: null, object: null },
    ...{ classes: [], trace: null, tries: [] },
  });
});

describe('a question about one address', () => {
  it('is answered in CDXJ: the address from the right, 14 digits, and JSON', async () => {
    const answer = await ask({ url: URL_R });
    expect(answer.headers.get('content-type')).toBe('text/x-cdxj; charset=utf-8');
    const lines = (await answer.text()).trimEnd().split('\n');
    // As of CDXJ 0.1.0: `<searchable url> <timestamp> <json>`.
    expect(lines.map((line) => line.split(' ').slice(0, 2))).toEqual([
      [KEY, FIRST],
      [KEY, SECOND],
      [KEY, AGAIN],
    ]);
    const told = lines.map((line) => JSON.parse(line.slice(line.indexOf('{'))) as Record<string, unknown>);
    expect(told[1]).toEqual({
      ...{ url: URL_R, mime: 'text/html', status: 200, bytes: 41 },
      digest: 'sha256:' + (await digestOf('<script>alert(1)</script><p>第二稿</p>')),
      filename: 'content_667012.htm.2.warc.gz',
    });
    // A visit that found nothing new is a revisit of the answer that it found again.
    expect(told[2]).toEqual({ ...told[1], mime: 'warc/revisit' });
  });

  it('is what its TimeMap in CDXJ holds', async () => {
    const map = await room.ask(`/web/timemap/cdxj/${URL_R}`);
    expect(await map.text()).toBe(await (await ask({ url: URL_R })).text());
  });

  it('is answered in JSON, in text, and as a TimeMap', async () => {
    const [first = ''] = await linesOf({ url: URL_R, output: 'json', fl: 'urlkey,timestamp,original' });
    expect(JSON.parse(first)).toEqual({ urlkey: KEY, timestamp: FIRST, url: URL_R });
    expect(
      await linesOf({ url: URL_R, output: 'text', fields: 'timestamp,statuscode,mimetype', limit: 1 }),
    ).toEqual([`${FIRST} 200 text/html`]);
    const links = await ask({ url: URL_R, output: 'link' });
    expect(links.headers.get('content-type')).toBe('application/link-format');
    expect(await links.text()).toBe(await (await room.ask(`/web/timemap/link/${URL_R}`)).text());
  });

  it.each([
    [{}, [FIRST, SECOND, AGAIN]],
    [{ limit: 2 }, [FIRST, SECOND]],
    [{ limit: -2 }, [SECOND, AGAIN]],
    [{ sort: 'reverse' }, [AGAIN, SECOND, FIRST]],
    [{ sort: 'reverse', limit: 1 }, [AGAIN]],
    [{ sort: 'closest', closest: '20230225' }, [FIRST, SECOND, AGAIN]],
    [{ sort: 'closest', closest: '20230225020000' }, [SECOND, FIRST, AGAIN]],
    [{ sort: 'closest', closest: '2024', limit: 1 }, [AGAIN]],
    [{ from: '20230225' }, [SECOND, AGAIN]],
    [{ to: '20230224' }, [FIRST]],
    [{ from: '202302', to: '20230225' }, [FIRST, SECOND]],
    [{ from: SECOND, to: SECOND }, [SECOND]],
    [{ collapse: 'timestamp:6' }, [FIRST]],
    [{ collapse: 'timestamp:8' }, [FIRST, SECOND, AGAIN]],
    [{ collapse: 'digest' }, [FIRST, SECOND]],
    [{ collapse: 'urlkey' }, [FIRST]],
    [{ collapse: ['timestamp:8', 'digest'] }, [FIRST, SECOND]],
    [{ filter: 'mime:html' }, [FIRST, SECOND]],
    [{ filter: '!mime:html' }, [AGAIN]],
    [{ filter: '=mime:warc/revisit' }, [AGAIN]],
    [{ filter: '!=mime:warc/revisit' }, [FIRST, SECOND]],
    [{ filter: '=status:200' }, [FIRST, SECOND, AGAIN]],
    [{ filter: '=statuscode:404' }, []],
    [{ filter: '~timestamp:202302[23][45]' }, [FIRST, SECOND]],
    [{ filter: '~timestamp:0224' }, []],
    [{ filter: '!~url:.*\\.htm$' }, []],
    [{ filter: ['~mime:text/.*', '!timestamp:0225'] }, [FIRST]],
  ])('%j', async (parameters, stamps) => {
    const lines = await linesOf({ url: URL_R, fl: 'timestamp', output: 'text', ...parameters });
    expect(lines).toEqual(stamps);
  });

  it('of which nothing is held has no lines', async () => {
    for (const url of [`${DAY}content_1.htm`, 'http://elsewhere.example/', 'x'])
      expect(await linesOf({ url })).toEqual([]);
  });

  it('may leave out the scheme, or name another of the paper’s ports', async () => {
    const stamps = await linesOf({ url: URL_R, fl: 'timestamp', output: 'text' });
    for (const url of [URL_R.replace('http://', ''), URL_R.replace(':8080', ':8090')])
      expect(await linesOf({ url, fl: 'timestamp', output: 'text' })).toEqual(stamps);
  });
});

describe('a question about many addresses', () => {
  // Of 667014 the only answer is that it was withdrawn.
  const ALL = ['B02.jpg', 'content_667012.htm', 'content_667015.htm', 'node_23.htm'];

  it.each([
    [{ url: `${DAY}*` }, ALL],
    [{ url: DAY, matchType: 'prefix' }, ALL],
    [{ url: `${SITE}html/2023-02/*` }, ALL],
    [{ url: `${SITE}*` }, ALL],
    [{ url: `${DAY}content_66701*` }, ALL.slice(1, 3)],
    [{ url: `${DAY.toUpperCase()}NODE*` }, ALL.slice(3)],
    [{ url: `${SITE}html/2023-03/*` }, []],
    [{ url: 'http://dzb.jmrb.com:8080/', matchType: 'host' }, ALL],
    [{ url: 'dzb.jmrb.com', matchType: 'host' }, ALL],
    [{ url: 'jmrb.com', matchType: 'host' }, []],
    [{ url: '*.jmrb.com' }, ALL],
    [{ url: 'jmrb.com', matchType: 'domain' }, ALL],
    [{ url: 'mrb.com', matchType: 'domain' }, []],
    [{ url: 'b.com', matchType: 'domain' }, []],
    [{ url: 'jmr.com', matchType: 'domain' }, []],
  ])('%j', async (parameters, names) => {
    const lines = await linesOf({ ...short, collapse: 'urlkey', ...parameters });
    expect(lines.map((line) => line.slice(line.lastIndexOf('/') + 1))).toEqual(names);
  });

  it('is answered in the order of an index', async () => {
    const lines = await linesOf({ url: `${SITE}*` });
    expect(lines).toHaveLength(6);
    expect(lines).toEqual([...lines].sort());
    const back = await linesOf({ url: `${SITE}*`, sort: 'reverse' });
    expect(back).toEqual(lines.toReversed());
  });

  it('goes on where an answer ended, forwards and backwards, whatever its length', async () => {
    const more = { name: 'content_1.htm', kind: 'article', payload: 'x' } as const;
    const other = { date: asIssueDate('2023-02-24'), path: asResourcePath('html/2023-02/24/content_1.htm') };
    const kept = await keep(room, more);
    await copyTo(kept.path, other.date, other.path);
    for (const sort of ['default', 'reverse']) {
      const whole = await linesOf({ ...short, url: `${SITE}*`, sort });
      expect(whole).toHaveLength(8);
      for (const limit of [1, 2, 3, 7, 8]) {
        const parts: string[] = [];
        let next: Parameters<typeof ask>[0] | null = {
          ...short,
          url: `${SITE}*`,
          sort,
          limit,
          showResumeKey: 'true',
        };
        while (next !== null) {
          const lines = await linesOf(next);
          const gap = lines.indexOf('');
          parts.push(...(gap < 0 ? lines : lines.slice(0, gap)));
          const key: string = gap < 0 ? '' : decodeURIComponent((lines[gap + 1] ?? '').replaceAll('+', ' '));
          next = key === '' ? null : { ...next, resumeKey: key };
        }
        expect(parts).toEqual(whole);
      }
    }
  });

  it('tells in a header, too, that there is more', async () => {
    const first = await ask({ ...short, url: `${SITE}*`, limit: 5 });
    const [, next = ''] =
      /^<https:\/\/archive\.example([^>]+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await room.ask(next);
    expect(second.headers.get('link')).toBeNull();
    expect((await ask({ ...short, url: `${SITE}*`, limit: -1 })).headers.get('link')).toBeNull();
    expect((await first.text()) + (await second.text())).toBe(
      await (await ask({ ...short, url: `${SITE}*` })).text(),
    );
  });

  it('comes in pages of so many issues', async () => {
    const pages = await ask({ url: '*.jmrb.com', showNumPages: 'true', pageSize: 2 });
    // The small archive knows five issues, of which one holds something.
    expect(await pages.json()).toEqual({ blocks: 5, pages: 3, pageSize: 2 });
    const counts = [0, 1, 2].map(
      async (page) => (await linesOf({ url: '*.jmrb.com', page, pageSize: 2 })).length,
    );
    expect(await Promise.all(counts)).toEqual([0, 6, 0]);
    expect((await ask({ url: '*.jmrb.com', page: 3, pageSize: 2 })).status).toBe(400);
    // The last day of a month is one of it.
    const december = await ask({ url: `${SITE}html/2022-12/*`, showNumPages: 'true' });
    expect(await december.json()).toMatchObject({ blocks: 1 });
    expect(await (await ask({ url: URL_R, showNumPages: 'true' })).json()).toEqual({
      ...{ blocks: 1, pages: 1, pageSize: 31 },
    });
  });

  it('looks through a month of issues at a time, and goes on behind the last of them', async () => {
    // With the four of the small archive before it, that of 25 February is the last.
    for (let day = 1; day <= 27; day += 1) await putIssue(room, `2022-01-${String(day).padStart(2, '0')}`);
    const answer = await ask({ ...short, url: `${SITE}*` });
    expect((await answer.text()).trimEnd().split('\n')).toHaveLength(6);
    const next = /<https:\/\/archive\.example([^>]+)>/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
    expect(new URL(next, 'https://archive.example').searchParams.get('resumeKey')).toBe('jmrb 2023-02-25');
    const rest = await room.ask(next);
    expect([await rest.text(), rest.headers.get('link')]).toEqual(['', null]);
  });
});

describe('a question that makes no sense', () => {
  it.each([
    [{}, 'url'],
    [{ url: 'http://' }, 'url'],
    [{ url: 'javascript:alert(1)//' }, 'url'],
    [{ url: URL_R, matchType: 'sub' }, 'matchType'],
    [{ url: URL_R, output: 'xml' }, 'output'],
    [{ url: URL_R, limit: '1e9' }, 'limit'],
    [{ url: URL_R, limit: 0 }, 'limit'],
    [{ url: URL_R, from: '2023-02' }, 'from'],
    [{ url: URL_R, to: '20231399' }, 'to'],
    [{ url: URL_R, sort: 'closest' }, 'closest'],
    [{ url: `${DAY}*`, sort: 'closest', closest: '2023' }, 'closest'],
    [{ url: `${DAY}*`, output: 'link' }, 'link'],
    [{ url: URL_R, fl: 'password' }, 'fl'],
    [{ url: URL_R, collapse: 'timestamp:0' }, 'collapse'],
    [{ url: URL_R, filter: 'nothing' }, 'filter'],
    [{ url: URL_R, filter: '~url:(' }, 'missing closing'],
    [{ url: URL_R, filter: `~url:${'a'.repeat(201)}` }, '200'],
    [{ url: URL_R, filter: '~url:(.*a){100}' }, 'too large'],
    [{ url: URL_R, filter: '~url:((a{100}){100}){100}' }, 'repeat'],
    [{ url: URL_R, filter: '~url:(?<=a)b' }, 'filter'],
    [{ url: URL_R, filter: Array.from({ length: 11 }, () => 'url:a') }, '10'],
    [{ url: URL_R, resumeKey: '../..' }, 'resumeKey'],
    [{ url: `${SITE}${'x'.repeat(2_001 - SITE.length)}` }, '2000'],
    [{ url: URL_R, page: -1 }, 'page'],
    [{ url: URL_R, pageSize: 1000 }, 'pageSize'],
  ])('%j is refused with a sentence', async (parameters, word) => {
    const answer = await ask(parameters);
    const told = (await answer.json()) as { error: string };
    expect([answer.status, told.error]).toEqual([400, expect.stringContaining(word)]);
  });

  it('is no way to hold the room up: expressions take linear time', async () => {
    // Quadratic or worse for engines that try again.
    for (const bad of ['(a+)+$', '(.*)*x', '([a-z]+)*\\d!', '(?:x|x?)*y'])
      expect(await linesOf({ url: URL_R, filter: `~url:${bad}` })).toEqual([]);
  });
});

it('is answered to everybody: when something was seen is a fact', async () => {
  room = await smallRoom('public');
  expect(await linesOf({ url: URL_R, fl: 'timestamp', output: 'text' })).toEqual([FIRST, SECOND]);
});

async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('hex');
}

/** What is held of `from`, as an issue of another day holds it. */
async function copyTo(
  from: ReturnType<typeof asResourcePath>,
  date: ReturnType<typeof asIssueDate>,
  path: ReturnType<typeof asResourcePath>,
): Promise<void> {
  const { catalog } = room;
  const [snapshot, capture] = [
    await catalog.newestSnapshot('jmrb', from),
    await catalog.newestCapture('jmrb', from),
  ];
  if (snapshot === null || capture === null) throw new Error('it is held');
  const of = { date, path, url: SITE + path };
  await catalog.addSnapshot({ ...snapshot, ...of });
  await catalog.addCapture({ ...capture, ...of });
  const { paper, kind, sha256, bytes, version, at } = snapshot;
  await catalog.putState({
    ...{ ...of, paper, kind, sha256, bytes, version, state: 'captured', reason: null },
    ...{ refusedSha256: null, checkedAt: at },
  });
}
