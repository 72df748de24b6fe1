import { describe, expect, it } from 'vitest';
import type { Reading } from '../../core/read/document.ts';
import { READING } from './made-up-reading.ts';
import { type Room, keepRead, smallRoom } from './small-archive.ts';

const ARTICLE = '/jmrb/2023-02-25/B02/667012';

/** The made-up article, its first figure of a known place, and a check of two others that fails. */
const DOUBTED: Reading = {
  ...READING,
  figures: READING.figures.map((figure) =>
    figure.id === 'f1'
      ? { ...figure, indicatorId: 'gdp', place: { value: '鹤山市', from: 'printed' as const } }
      : figure,
  ),
  checks: [
    { code: 'repeat', figures: ['f1'], expected: '458.51', got: '458.51', pass: true },
    { code: 'unit-pair', figures: ['f7', 'f8'], expected: '266.67', got: '300', pass: false },
  ],
};

async function doubtedRoom(rights: 'public' | 'reading-room' = 'reading-room'): Promise<Room> {
  const room = await smallRoom(rights);
  await keepRead(room, {
    ...{ name: 'content_667012.htm', kind: 'article', payload: '<p>第三稿</p>', version: 3 },
    ...{ articleId: '667012', reading: DOUBTED, at: '2023-02-27T22:05:00.000Z' },
  });
  return room;
}

describe('a figure in its article', () => {
  it('leads to its row, and the row back to it', async () => {
    const $ = await (await doubtedRoom()).page(ARTICLE);
    const marks = $('mark[id]').toArray();
    expect(marks).toHaveLength(READING.figures.length);
    for (const mark of marks) {
      const link = $(mark).find('a');
      expect(link.text()).toBe($(mark).text());
      const row = $(`[id="${decodeURIComponent((link.attr('href') ?? '').slice(1))}"]`);
      expect(row.is('tr')).toBe(true);
      expect(row.find('th a').first().attr('href')).toBe(`#${$(mark).attr('id')}`);
    }
    expect($('#fig-f1 a').attr('title')).toBe('鹤山市 · 2022 · 生产总值 · 实际');
    expect($('a a')).toHaveLength(0);
  });

  it('leads to its series where place and indicator are known', async () => {
    const $ = await (await doubtedRoom()).page(`${ARTICLE}?lang=en`);
    expect($('#row-f1 td a').attr('href')).toBe('/series/heshan/gdp?lang=en');
    expect($('#row-f5 td a')).toHaveLength(0);
  });

  it('is marked where a check fails, in the text and in its row, which leads to the check', async () => {
    const $ = await (await doubtedRoom()).page(ARTICLE);
    const doubted = $('mark.doubtful')
      .toArray()
      .map((mark) => $(mark).attr('id'));
    expect(doubted).toEqual(['fig-f7', 'fig-f8']);
    expect($('#fig-f7 a').attr('title')).toContain('不符');
    expect($('#row-f7 .is-failed').attr('href')).toBe('#check-2');
    expect($('#check-2').text()).toContain('300');
    expect($('#row-f1 .is-failed')).toHaveLength(0);
  });

  it('has its row for its address where the text is withheld', async () => {
    const $ = await (await doubtedRoom('public')).page(ARTICLE);
    expect($('mark')).toHaveLength(0);
    expect($('tr[id="fig-f1"]').text()).toContain('458.51亿元');
  });
});
