import { expect, it } from 'vitest';
import { openRowRights } from '../../../web/api/shown-rows.ts';
import { takeDown } from '../room-rights.ts';
import { smallRoom } from '../small-archive.ts';

const ROW = {
  ...{ paper: 'jmrb', issue_date: '2023-02-25', page: 'B02' },
  ...{ document_id: 'jmrb/html/2023-02/25/content_667012.htm@1' },
};
const NUMBER = { ...ROW, value: '458.51', words: null, prefix: '生产总值' };
const IN_WORDS = { ...ROW, value: null, words: '稳中有升', prefix: null };

it('leaves a number of what was taken down, and nothing of a target in words', async () => {
  const room = await smallRoom('public');
  const told = async () => (await openRowRights(room.deps)).of([NUMBER, IN_WORDS]);
  expect(await told()).toEqual({ rows: [NUMBER, IN_WORDS], withheld: 0, excluded: [] });
  await takeDown(room);
  expect(await told()).toEqual({ rows: [{ ...NUMBER, prefix: null }], withheld: 1, excluded: [] });
});
