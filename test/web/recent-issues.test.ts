import { expect, it } from 'vitest';
import * as z from 'zod';
import { asInstant } from '../../core/paper/instant.ts';
import { createReadingRoom } from '../../web/reading-room.ts';
import { takeDown } from './room-rights.ts';
import { type Room, emptyRoom, putIssue } from './small-archive.ts';

const Told = z.object({ holdings: z.array(z.object({ issues: z.number() })) });

/** How many issues the first page counts, in a room that tells sums again for a minute, by a clock that is set. */
async function countingRoom(): Promise<{
  room: Room;
  countAt: (time: string) => Promise<number | undefined>;
}> {
  const room = await emptyRoom();
  let now = '';
  const deps = { ...room.deps, freshForMs: 60_000, now: () => asInstant(`2023-02-26T${now}.000Z`) };
  const app = createReadingRoom(deps);
  const countAt = async (time: string) => {
    now = time;
    return Told.parse(await (await app.request('/index.json')).json()).holdings[0]?.issues;
  };
  return { room, countAt };
}

it('sums over all issues are told again for as long as is said, and then made anew', async () => {
  const { room, countAt } = await countingRoom();
  await putIssue(room, '2023-02-24');
  expect(await countAt('06:00:00')).toBe(1);
  await putIssue(room, '2023-02-25');
  expect(await countAt('06:00:59')).toBe(1);
  expect(await countAt('06:01:00')).toBe(2);
});

it('what may be shown is asked every time', async () => {
  const { room, countAt } = await countingRoom();
  await putIssue(room, '2023-02-24');
  await putIssue(room, '2023-02-25');
  expect(await countAt('06:00:00')).toBe(2);
  await takeDown(room, { level: 'unlist', of: { what: 'issue', date: '2023-02-24' } });
  expect(await countAt('06:00:01')).toBe(1);
});

it('a catalog that could not be read is read anew', async () => {
  const { room, countAt } = await countingRoom();
  await putIssue(room, '2023-02-24');
  await room.table.putOnce({ pk: 'PAPER#jmrb', sk: 'ISSUE#2023-02-25', body: {} });
  await expect(countAt('06:00:00')).rejects.toThrow();
  await room.table.remove({ pk: 'PAPER#jmrb', sk: 'ISSUE#2023-02-25', body: {} });
  expect(await countAt('06:00:01')).toBe(1);
});
