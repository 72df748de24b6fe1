import { expect, it } from 'vitest';
import { atomFault } from '../support/atom-schema.ts';
import { lift, takeDown } from './room-rights.ts';
import { smallRoom } from './small-archive.ts';

it('the schema of RFC 4287 refuses what is no feed', () => {
  expect(atomFault('<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2023:b</id></feed>')).toMatch(
    /title/,
  );
  expect(atomFault('<feed xmlns="http://www.w3.org/2005/Atom">')).not.toBeNull();
});

it('every feed of events, and of takedowns, is valid by it', async () => {
  const room = await smallRoom();
  await takeDown(room, { words: '<当事人> & "请求"' });
  await lift(room, 't1');
  const paths = ['events', 'reports', 'corrections', 'events/2023-02', 'takedowns', 'takedowns/2023-02'];
  for (const path of paths.map((one) => `${one}.atom`)) {
    const answer = await room.ask(`/feeds/${path}`);
    expect([path, answer.status, atomFault(await answer.text())]).toEqual([path, 200, null]);
  }
});
