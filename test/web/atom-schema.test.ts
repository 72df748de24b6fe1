import { expect, it } from 'vitest';
import { atomFault } from '../support/atom-schema.ts';
import { smallRoom } from './small-archive.ts';

it('the schema of RFC 4287 refuses what is no feed', () => {
  expect(atomFault('<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:a.example,2023:b</id></feed>')).toMatch(
    /title/,
  );
  expect(atomFault('<feed xmlns="http://www.w3.org/2005/Atom">')).not.toBeNull();
});

it('every feed of events is valid by it', async () => {
  const room = await smallRoom();
  for (const path of ['events.atom', 'reports.atom', 'corrections.atom', 'events/2023-02.atom']) {
    const answer = await room.ask(`/feeds/${path}`);
    expect([path, answer.status, atomFault(await answer.text())]).toEqual([path, 200, null]);
  }
});
