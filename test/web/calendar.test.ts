import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { emptyRoom, putIssue, smallRoom } from './small-archive.ts';

const Coverage = z.object({
  year: z.string(),
  asOf: z.string(),
  byState: z.record(z.string(), z.number()),
  days: z.array(z.looseObject({ date: z.string(), state: z.string() })),
});

describe('the coverage of a year', () => {
  it('has every day that has come, each with its state and its reason', async () => {
    const room = await smallRoom();
    const { year, asOf, byState, days } = Coverage.parse(await room.json('/jmrb/coverage/2023.json'));
    expect([year, asOf]).toEqual(['2023', '2023-02-26T00:00:00.000Z']);
    expect(byState).toEqual({ complete: 1, partial: 1, 'no-edition': 1, missing: 1, 'not-captured': 53 });
    expect(days.length).toBe(57);
    expect(days.map(({ date }) => date).slice(0, 2)).toEqual(['2023-01-01', '2023-01-02']);
    expect(days.slice(-3)).toEqual([
      expect.objectContaining({ date: '2023-02-24', state: 'complete', href: '/jmrb/2023-02-24', gaps: 0 }),
      expect.objectContaining({ date: '2023-02-25', state: 'partial', reason: '1 篇文章缺失', gaps: 2 }),
      expect.objectContaining({ date: '2023-02-26', state: 'missing', pages: 0, resources: 1 }),
    ]);
    expect(days[0]).toEqual({
      ...{ date: '2023-01-01', state: 'not-captured', reason: null },
      ...{
        pages: 0,
        articles: 0,
        resources: 0,
        gaps: 0,
        withdrawn: 0,
        checkedAt: null,
        withheld: null,
        href: null,
      },
    });
  });

  it('ends a year that is over on its last day', async () => {
    const { days } = Coverage.parse(await (await smallRoom()).json('/jmrb/coverage/2022.json'));
    expect([days.length, days.at(-1)?.date, days.at(-1)?.state]).toEqual([365, '2022-12-31', 'complete']);
  });

  it('ends today, or with an issue that is on record before its day has come', async () => {
    const room = await emptyRoom();
    const daysOf = async () => Coverage.parse(await room.json('/jmrb/coverage/2023.json')).days;
    await putIssue(room, '2023-02-20');
    expect((await daysOf()).at(-1)).toMatchObject({ date: '2023-02-26', state: 'not-captured' });
    await putIssue(room, '2023-02-28');
    expect((await daysOf()).at(-1)).toMatchObject({ date: '2023-02-28', state: 'complete' });
  });

  it.each([
    '/jmrb/coverage/1999.json',
    '/jmrb/coverage/23.json',
    '/demo/coverage/2023.json',
    '/jmrb/coverage/2023',
  ])('has nothing at %s', async (path) => {
    expect((await (await smallRoom()).ask(path)).status).toBe(404);
  });
});

describe('what the newspaper took back', () => {
  it('is told in the calendar, of the issue and to machines, in words', async () => {
    const room = await smallRoom();
    await putIssue(room, '2023-02-22', { withdrawn: 2 });
    const year = await room.page('/jmrb/2023/');
    const cell = year('td:has(time[datetime="2023-02-22"])');
    expect(cell.find('.mark.is-withdrawn').text()).toBe('撤 2');
    expect(year('.reasons tr:has(time[datetime="2023-02-22"])').text()).toContain('2 项被报社撤下，存档仍在');
    expect((await room.page('/jmrb/2023-02-22'))('.issue-head').text()).toContain('2 项被报社撤下');
    const { days } = Coverage.parse(await room.json('/jmrb/coverage/2023.json'));
    expect(days.find(({ date }) => date === '2023-02-22')).toMatchObject({ state: 'complete', withdrawn: 2 });
  });
});

describe('the same day in every year', () => {
  it('has each year between the first and the newest, asked for or not', async () => {
    const room = await smallRoom();
    await putIssue(room, '2020-02-25', { articles: 31 });
    const $ = await room.page('/jmrb/on/02-25');
    const rows = $('tbody tr').toArray();
    expect(rows.map((row) => $(row).find('time').attr('datetime'))).toEqual([
      ...['2023-02-25', '2022-02-25', '2021-02-25', '2020-02-25'],
    ]);
    expect($(rows[0]).find('a').attr('href')).toBe('/jmrb/2023-02-25');
    expect($(rows[1]).text()).toContain('未采集');
    expect($(rows[3]).text()).toContain('31');
    expect($('a[rel="prev"]').attr('href')).toBe('/jmrb/on/02-24');
    expect($('a[rel="next"]').attr('href')).toBe('/jmrb/on/02-26');
  });

  it('knows which years have the 29th of February', async () => {
    const room = await smallRoom();
    await putIssue(room, '2019-12-31');
    expect(await room.json('/jmrb/on/02-29.json')).toEqual({
      paper: { id: 'jmrb', name: { zh: '江门日报', en: 'Jiangmen Daily' } },
      monthDay: '02-29',
      days: [{ date: '2020-02-29', issue: null }],
    });
  });

  it('has no day that is still to come', async () => {
    const room = await smallRoom();
    const dates = async (day: string) =>
      (await room.page(`/jmrb/on/${day}`))('tbody time')
        .toArray()
        .map(({ attribs }) => attribs['datetime']);
    expect(await dates('02-26')).toEqual(['2023-02-26', '2022-02-26']);
    expect(await dates('02-27')).toEqual(['2022-02-27']);
  });

  it('has the 29th of February between its neighbours', async () => {
    const room = await smallRoom();
    const beside = async (day: string, rel: string) =>
      (await room.page(`/jmrb/on/${day}`))(`a[rel="${rel}"]`).attr('href');
    expect(await beside('02-28', 'next')).toBe('/jmrb/on/02-29');
    expect(await beside('03-01', 'prev')).toBe('/jmrb/on/02-29');
  });

  it('goes round the year', async () => {
    const $ = await (await smallRoom()).page('/jmrb/on/12-31');
    expect($('a[rel="next"]').attr('href')).toBe('/jmrb/on/01-01');
    expect((await (await smallRoom()).page('/jmrb/on/01-01'))('a[rel="prev"]').attr('href')).toBe(
      '/jmrb/on/12-31',
    );
  });

  it('is reached from an issue', async () => {
    const $ = await (await smallRoom()).page('/jmrb/2023-02-25');
    expect($('.issue-head a[href="/jmrb/on/02-25"]').text()).toBe('历年同日');
  });

  it.each(['/jmrb/on/02-30', '/jmrb/on/2-25', '/jmrb/on/x', '/demo/on/02-25'])('is not %s', async (path) => {
    expect((await (await smallRoom()).ask(path)).status).toBe(404);
  });
});
