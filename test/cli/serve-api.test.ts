import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { type DemoPaper, startDemoPaper } from '../../demo/server.ts';
import { jmnews, startJmnews, untilPrinted } from '../support/command.ts';
import { localFolder } from '../support/local-folder.ts';

const Page = z.object({
  release: z.string(),
  rows: z.array(z.looseObject({ exact: z.string(), room_path: z.string() })),
});
const TABLES = ['figures', 'observations', 'year-over-year'];

describe('rows of releases, as the command serves them', () => {
  let paper: DemoPaper;
  let data: string;
  beforeAll(async () => {
    paper = await startDemoPaper();
  });
  afterAll(() => paper.close());
  beforeEach(async () => {
    data = join(await localFolder(), 'archive');
    await jmnews('capture', '2023-02-25', '--base-url', paper.baseUrl, '--data', data, '--delay', '0');
    expect(await jmnews('release', '--data', data)).toMatchObject({ code: 0, err: '' });
  });

  /** Serves the archive while `use` runs, and gives back what was said on stderr. */
  async function served(use: (url: string) => Promise<void>): Promise<string> {
    const room = startJmnews('serve', '--port', '0', '--data', data);
    const [, url = ''] = /(http:\S+)/.exec(await untilPrinted(room.child, 'Ctrl-C')) ?? [];
    await use(url);
    room.child.kill('SIGTERM');
    const { code, err } = await room.outcome;
    expect(code).toBe(0);
    return err;
  }
  const indexes = async (): Promise<string[]> =>
    (await readdir(join(data, 'objects/indexes/v1/1.0.0'))).sort();

  it('are there as soon as a release is made, each leading to its sentence', async () => {
    const said = await served(async (url) => {
      const asked = `${url}api/figures?place=${encodeURIComponent('鹤山市')}&indicator=gdp&kind=level`;
      const { release, rows } = Page.parse(await (await fetch(asked)).json());
      expect([release, rows.map(({ exact }) => exact)]).toEqual(['1.0.0', ['458.51亿元']]);
      const sentence = await fetch(new URL(rows[0]?.room_path ?? '', url));
      expect(await sentence.text()).toContain('458.51亿元');
      const csv = await fetch(asked, { headers: { Accept: 'text/csv' } });
      expect(await csv.text()).toMatch(/^figure_id,[^\r]*\r\n[^\r]*458\.51亿元[^\r]*\r\n$/);
      expect((await fetch(`${asked}&nothing=1`)).status).toBe(400);
      for (const table of TABLES) expect((await fetch(`${url}api/${table}`)).status).toBe(200);
    });
    expect(said).toBe('');
  });

  it('are made ready before the room opens, where a run was killed before it was', async () => {
    const made = await indexes();
    expect(made.map((name) => name.split('.')[0])).toEqual(TABLES);
    await rm(join(data, 'objects/indexes'), { recursive: true });
    const said = await served(async (url) => {
      expect((await fetch(`${url}api/observations`)).status).toBe(200);
    });
    expect(said).toBe('making the index of release 1.0.0, by which /api/ answers\n');
    expect(await indexes()).toEqual(made);
  });

  it('are not there while another process writes to the archive, which is said', async () => {
    await rm(join(data, 'objects/indexes'), { recursive: true });
    const other = await openDataFolder(data, { mode: 'write' });
    try {
      const said = await served(async (url) => {
        const answer = await fetch(`${url}api/observations`);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60']);
        expect((await fetch(`${url}data/`)).status).toBe(200);
      });
      expect(said).toContain('/api/ has no answers yet: ');
    } finally {
      await other.close();
    }
    expect(await jmnews('release', '--data', data)).toMatchObject({ code: 0, err: '' });
    expect(await indexes()).toHaveLength(3);
  });

  it('are told of where the release is damaged, and what is whole is served', async () => {
    await rm(join(data, 'objects/indexes'), { recursive: true });
    await writeFile(join(data, 'objects/releases/1.0.0/figures.ndjson'), '{}\n');
    const released = await jmnews('release', '--data', data);
    expect(released).toMatchObject({ code: 3, err: expect.stringContaining('figures.ndjson') as string });
    expect(released.out).toContain('release 1.0.0 is the newest');
    expect((await indexes()).map((name) => name.split('.')[0])).toEqual(['observations', 'year-over-year']);
    const said = await served(async (url) => {
      const statuses = TABLES.map(async (table) => (await fetch(`${url}api/${table}`)).status);
      expect(await Promise.all(statuses)).toEqual([503, 200, 200]);
    });
    expect(said).toContain('figures.ndjson');
  });
});
