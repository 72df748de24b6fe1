import { createServer, get } from 'node:http';
import { once } from 'node:events';
import { chmod, mkdir, readFile, readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { EDITED, WITHDRAWN } from '../../demo/issues.ts';
import { jmnews, startJmnews, untilPrinted } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

const DAY = '2023-02-25';
const Manifest = z.object({
  date: z.string(),
  state: z.string(),
  resources: z.array(
    z.object({
      url: z.url(),
      kind: z.enum(['node', 'article', 'image', 'pdf', 'picture']),
      state: z.string(),
      sha256: z.string().nullable(),
      bytes: z.number().nullable(),
      reason: z.string().nullable(),
    }),
  ),
});
const Captured = z.object({ totals: z.record(z.string(), z.number()) });

describe('the command', () => {
  let paper: DemoPaper;
  let data: string;
  beforeAll(async () => {
    paper = await startDemoPaper();
  });
  afterAll(() => paper.close());
  beforeEach(async () => {
    paper.setMoment('first');
    data = join(await localFolder(), 'archive');
  });
  const capture = (...args: string[]): ReturnType<typeof jmnews> =>
    jmnews('capture', ...args, '--base-url', paper.baseUrl, '--data', data);

  it('captures an issue of a server with the same layout, and then finds everything unchanged', async () => {
    // In processes of their own, as people start them: what one left behind the next one finds.
    const run = (...args: string[]): ReturnType<typeof jmnews> => startJmnews(...args).outcome;
    const first = await run('capture', DAY, '--json', '--base-url', paper.baseUrl, '--data', data);
    expect(first).toMatchObject({ code: 0, err: '' });
    const { captured = 0, ...others } = Captured.parse(JSON.parse(first.out)).totals;
    expect(captured).toBeGreaterThan(20);
    expect(others).toMatchObject({ unchanged: 0, missing: 0, refused: 0, failed: 0 });

    const second = await run('capture', DAY, '--json', '--base-url', paper.baseUrl, '--data', data);
    expect(second.code).toBe(0);
    expect(Captured.parse(JSON.parse(second.out)).totals).toMatchObject({ captured: 0, unchanged: captured });

    const manifest = Manifest.parse(JSON.parse((await run('show', DAY, '--data', data, '--json')).out));
    expect(manifest).toMatchObject({ date: DAY, state: 'complete' });
    expect(new Set(manifest.resources.map(({ state }) => state))).toEqual(new Set(['unchanged']));
    expect(manifest.resources).toHaveLength(captured);
  });

  it('goes from capture to browsing, figures, release, hand-out and verification', async () => {
    await capture('2023-02-24..2023-02-26');
    paper.setMoment('later');
    const again = await jmnews('watch', '--all', '--data', data);
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain('article-corrected');

    expect((await jmnews('issues', '--data', data)).out.trim().split('\n')).toHaveLength(3);
    expect((await jmnews('show', `${DAY}/B02`, '--data', data)).out).toContain('聚焦2023鹤山两会');
    expect((await jmnews('show', `${DAY}/B02/667000`, '--data', data)).out).toContain('458.51亿元');
    const versions = (await jmnews('versions', paper.baseUrl + EDITED, '--data', data)).out;
    expect(versions).toMatch(/^v1 .*\nv2 .* numbers, names\n/);
    const diff = await jmnews('diff', EDITED, '1', '2', '--data', data);
    expect(diff.out.split('\n').map((line) => line.slice(0, 2))).toEqual(['- ', '+ ', '']);
    expect(diff.out).toContain('5.5%');
    expect(diff.err).toBe('changed: numbers, names\n');
    const told = await jmnews('diff', EDITED, '1', '2', '--json', '--data', data);
    expect(JSON.parse(told.out)).toMatchObject({ a: 1, b: 2, classes: ['numbers', 'names'] });
    expect((await jmnews('versions', WITHDRAWN, '--data', data)).out).toContain('withdrawn');

    const figures = await jmnews(
      'figures',
      '--indicator',
      'gdp',
      '--place',
      '鹤山',
      '--json',
      '--data',
      data,
    );
    expect(
      figures.out
        .trim()
        .split('\n')
        .map((line) => z.looseObject({ exact: z.string() }).parse(JSON.parse(line)).exact),
    ).toEqual(['458.51亿元', '2.8%', '8%', '8.5%']);

    const out = join(data, '..', 'release');
    const release = await jmnews('release', '--out', out, '--data', data);
    expect(release.out).toContain('release 1.0.0 published');
    const files = await readdir(out);
    // Eight tables in four forms, and what tells of them.
    expect(files).toHaveLength(8 * 4 + 3);
    for (const name of ['year-over-year.csv', 'figures.excel.csv', 'observations.parquet', 'SHA256SUMS'])
      expect(files).toContain(name);
    expect((await jmnews('release', '--data', data)).out).toContain('release 1.0.0 is the newest');
    expect(await jmnews('diff', '1.0.0', '1.0.0', '--data', data)).toMatchObject({
      ...{ code: 0, out: 'releases 1.0.0 and 1.0.0 hold the same rows\n' },
    });
    expect(await jmnews('diff', '1.0.0', '9.9.9', '--data', data)).toMatchObject({ code: 2 });
    expect(await jmnews('release', '--as-of', '2020-01-01', '--out', out, '--data', data)).toMatchObject({
      ...{ code: 3, err: 'the archive held no figures on 2020-01-01\n' },
    });

    for (const form of ['warc', 'wacz']) {
      const file = join(data, '..', form === 'warc' ? 'issue.warc.gz' : 'issue.wacz');
      expect(await jmnews('export', form, DAY, '--out', file, '--data', data)).toMatchObject({
        code: 0,
        err: '',
      });
      expect(await jmnews('verify', file)).toMatchObject({ code: 0 });
      await truncate(file, (await stat(file)).size - 40);
      expect(await jmnews('verify', file)).toMatchObject({ code: 4 });
    }
    expect(await jmnews('verify', '--data', data)).toMatchObject({ code: 0, err: '' });
    expect((await jmnews('reread', '--data', data)).out).toContain('0 snapshots of 3 issues read again');
    expect((await jmnews('status', '--data', data)).out).toContain('3 complete');
  });

  it('reads a file that is not archived, be it an article, its text or the page of a slot', async () => {
    const folder = await localFolder();
    const save = async (name: string, path: string): Promise<string> => {
      const file = join(folder, name);
      await writeFile(file, new Uint8Array(await (await fetch(paper.baseUrl + path)).arrayBuffer()));
      return file;
    };
    const article = await jmnews(
      'read',
      await save('article.htm', `html/2023-02/25/content_667000.htm`),
      '--json',
    );
    expect(article.code).toBe(0);
    const { document, figures } = z
      .object({
        document: z.looseObject({ text: z.string(), date: z.string() }),
        figures: z.array(z.looseObject({ exact: z.string(), start: z.number(), end: z.number() })),
      })
      .parse(JSON.parse(article.out));
    expect(document.date).toBe(DAY);
    expect(figures.length).toBeGreaterThan(90);
    for (const { exact, start, end } of figures) expect(document.text.slice(start, end)).toBe(exact);

    const node = await jmnews('read', await save('node.htm', `html/2023-02/25/node_22.htm`));
    expect(node).toMatchObject({ code: 3, err: expect.stringContaining('lists 3 articles') as string });
    expect(node.out).toContain('content_666983.htm');

    const broken = join(folder, 'broken.txt');
    await writeFile(broken, Buffer.concat([Buffer.from('第A01版:要闻\n'), Buffer.from([0xc4, 0xe3])]));
    expect((await jmnews('read', broken)).out).toContain('flaw: invalid-characters');
    expect(await jmnews('read', join(folder, 'none.htm'))).toMatchObject({ code: 1, out: '' });
  });

  it('tells a subscriber of a report, once', async () => {
    await capture('2023-02-24');
    const file = join(data, '..', 'alerts.ndjson');
    const made = await jmnews(
      'alerts',
      'subscribe',
      '--to',
      file,
      '--kind',
      'report-published',
      '--data',
      data,
    );
    expect(made.code).toBe(0);
    await capture(DAY);
    await capture(DAY);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('report-published');
    expect((await jmnews('alerts', 'log', '--data', data)).out).toContain('1 events, 1 deliveries');
    const id = /^subscription (\w+)/.exec(made.out)?.[1] ?? '';
    expect((await jmnews('alerts', 'end', id, '--data', data)).code).toBe(0);
    expect((await jmnews('alerts', '--data', data)).out).toContain('ended');
  });

  it('tells a day without a paper, an issue that is not up yet, a gap and a silent site apart', async () => {
    expect(await capture('2023-02-27')).toMatchObject({
      code: 0,
      out: expect.stringContaining('no issue that day') as string,
    });
    expect(await capture('2999-12-31')).toMatchObject({
      code: 3,
      out: expect.stringContaining('not up yet') as string,
    });
    expect(await capture('2019-06-01')).toMatchObject({
      code: 3,
      out: expect.stringContaining('missing') as string,
    });
    const gone = await jmnews('capture', DAY, '--base-url', 'http://127.0.0.1:9/jmrb/', '--data', data);
    expect(gone).toMatchObject({ code: 1, out: expect.stringContaining('cannot be reached') as string });
  });

  it('asks for the other issues when one cannot be had, and puts all on record when none can', async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url?.includes('/24/') ? 500 : 404).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/jmrb/`;
    const some = await jmnews(
      'capture',
      '2023-02-23..2023-02-25',
      '--base-url',
      base,
      '--data',
      data,
      '--json',
    );
    server.close();
    expect(some.code).toBe(3);
    expect(Captured.parse(JSON.parse(some.out)).totals).toMatchObject({ missing: 2, failed: 1 });

    const none = await jmnews(
      'capture',
      '2023-03-01..2023-03-03',
      '--base-url',
      'http://127.0.0.1:9/',
      '--data',
      data,
    );
    expect(none.code).toBe(1);
    expect(none.err).toContain('2 more of the 3 issues were not asked for');
    expect(
      (await jmnews('issues', '2023-03-01..2023-03-03', '--data', data)).out.trim().split('\n'),
    ).toHaveLength(3);
  });

  it('makes no archive where a mistyped --data names none', async () => {
    for (const verb of [['release'], ['reread'], ['watch'], ['alerts', 'deliver']]) {
      expect(await jmnews(...verb, '--data', data)).toMatchObject({ code: 1, out: '' });
    }
    await expect(readdir(data)).rejects.toThrow('ENOENT');
  });

  it.each([
    ['a date that no calendar has', ['capture', '2023-02-30'], "'2023-02-30' is not a date"],
    ['a span that ends before it begins', ['capture', '2023-02-02..2023-02-01'], 'ends before it begins'],
    ['an unknown paper', ['capture', DAY, '--paper', 'nyt'], "'nyt' is not a registered paper"],
    ['a base URL that is none', ['capture', DAY, '--base-url', 'ftp://x/'], 'cannot be a base URL'],
    ['a paper that has no site', ['capture', DAY, '--paper', 'demo'], 'has no site of its own'],
    ['a hurry that is not polite', ['capture', DAY, '--delay', '0'], 'is for loopback only'],
    ['a crowd of connections', ['capture', DAY, '--concurrency', '8'], 'is for loopback only'],
    ['an unknown verb', ['catpure', DAY], "unknown command 'catpure'"],
    ['an unknown option', ['issues', '--frm', 'x'], "unknown option '--frm'"],
    ['a place that is none', ['show', '2023-02-25/A/b/c'], 'is not DATE, DATE/PAGE or DATE/PAGE/ARTICLE'],
    [
      'an indicator of nothing',
      ['alerts', 'subscribe', '--to', 'x', '--kind', 'rain'],
      "'rain' is not an event",
    ],
  ])('refuses %s as wrong usage, in a sentence', async (_what, args, sentence) => {
    const outcome = await jmnews(...args);
    expect(outcome).toMatchObject({ code: 2, out: '' });
    expect(outcome.err).toContain(sentence);
    expect(outcome.err).not.toMatch(/\n\s+at /);
  });

  it('says that there is no archive, that a folder is none, and leaves the folder alone', async () => {
    expect(await jmnews('issues', '--data', data)).toMatchObject({ code: 1 });
    await mkdir(data);
    await writeFile(join(data, 'thesis.txt'), 'mine');
    const refused = await capture(DAY);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('is not an archive');
    expect(await readdir(data)).toEqual(['thesis.txt']);
  });

  it('says that its catalog is damaged, and that an object is', async () => {
    await capture(DAY);
    const objects = join(data, 'objects', 'captures', 'jmrb', DAY);
    const [name = ''] = await readdir(objects);
    await chmod(join(objects, name), 0o644);
    await truncate(join(objects, name), (await stat(join(objects, name))).size - 40);
    const verified = await jmnews('verify', '--data', data);
    expect(verified.code).toBe(4);
    expect(verified.out).toContain(name);

    await writeFile(
      join(data, 'catalog.sqlite'),
      'this is no database, though it is long enough to look like one',
    );
    const outcome = await jmnews('issues', '--data', data);
    expect(outcome).toMatchObject({ code: 4, out: '' });
    expect(outcome.err).toContain('catalog.sqlite');
  });

  it('keeps a second writer out, and lets readers in', async () => {
    await capture('2023-02-24');
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    // A site that takes the connection and says nothing keeps the first writer busy.
    const asked = once(server, 'request');
    const first = startJmnews('capture', DAY, '--base-url', `http://127.0.0.1:${port}/jmrb/`, '--data', data);
    await asked;
    const second = await capture(DAY);
    expect(second.code).toBe(1);
    expect(second.err).toContain(String(first.child.pid));
    expect(await jmnews('issues', '--data', data)).toMatchObject({ code: 0 });

    first.child.kill('SIGKILL');
    await first.outcome;
    server.closeAllConnections();
    server.close();
    expect(await capture(DAY)).toMatchObject({ code: 0 });
  });

  it('goes on after kill -9 in the middle of an issue', async () => {
    const killed = startJmnews(
      'capture',
      '2023-02-23..2023-03-01',
      '--base-url',
      paper.baseUrl,
      '--data',
      data,
    );
    await untilPrinted(killed.child, '2023-02-23');
    killed.child.kill('SIGKILL');
    await killed.outcome;
    expect(await capture('2023-02-23..2023-03-01')).toMatchObject({ code: 0 });
    expect((await jmnews('status', '--data', data)).out).toContain('gaps: 0 resources');
    expect((await jmnews('verify', '--data', data)).out).toContain('whole');
  });

  it('serves the reading room on loopback until it is told to end, and says when the port is taken', async () => {
    await capture(DAY);
    const room = startJmnews('serve', '--port', '0', '--data', data);
    const [, url = ''] = /(http:\S+)/.exec(await untilPrinted(room.child, 'Ctrl-C')) ?? [];
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await (await fetch(`${url}jmrb/${DAY}`)).text()).toContain('聚焦2023鹤山两会');
    // A page elsewhere may make its own name point here; the room tells by the name that it asks for.
    expect(await statusAs('evil.example', url)).toBe(421);
    expect(await statusAs('localhost:8420', url)).toBe(200);
    room.child.kill('SIGTERM');
    expect((await room.outcome).code).toBe(0);

    const taken = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const refused = await jmnews('serve', '--port', String(port), '--data', data);
    taken.close();
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain(`port ${port} is in use`);
  });

  it('withholds the kept bytes when it serves everybody, and shows them to the reading room', async () => {
    await capture(DAY);
    const Listed = z.object({
      pages: z.array(z.object({ imageHref: z.string().nullable() })),
    });
    const statuses: Record<string, number> = {};
    let image = '';
    for (const rights of ['reading-room', 'public']) {
      const room = startJmnews('serve', '--port', '0', '--rights', rights, '--data', data);
      const [, url = ''] = /(http:\S+)/.exec(await untilPrinted(room.child, 'Ctrl-C')) ?? [];
      const { pages } = Listed.parse(await (await fetch(`${url}jmrb/${DAY}.json`)).json());
      image = pages[0]?.imageHref ?? image;
      statuses[rights] = (await fetch(new URL(image, url))).status;
      room.child.kill('SIGTERM');
      await room.outcome;
    }
    expect(image).toContain('/raw/');
    expect(statuses).toEqual({ 'reading-room': 200, public: 451 });
    expect(await jmnews('serve', '--rights', 'Public', '--data', data)).toMatchObject({ code: 2, out: '' });
  });
});

/** The status that the server gives to whoever calls it by another name. */
function statusAs(host: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).on('error', reject);
  });
}
