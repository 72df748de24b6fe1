import { describe, expect, it } from 'vitest';
import { inWords, startProgress, timeLeftMs } from '../../cli/progress.ts';
import type { Terminal } from '../../cli/terminal.ts';
import { instantOf } from '../../core/paper/instant.ts';

describe('the progress of a long run', () => {
  it('reckons the time that is left from the time that was taken', () => {
    expect(timeLeftMs(60_000, 0, 10)).toBeNull();
    expect(timeLeftMs(60_000, 2, 10)).toBe(240_000);
    expect(timeLeftMs(60_000, 0.5, 10)).toBe(1_140_000);
    expect(timeLeftMs(60_000, 11, 10)).toBe(0);
  });

  it('says a time in two units at most', () => {
    const words = [0, 45_400, 60_000, 3_540_000, 12_000_000, 187_200_000].map(inWords);
    expect(words).toEqual(['0 s', '45 s', '1 min', '59 min', '3 h 20 min', '2 d 4 h']);
  });

  it('tells ten times in all how far it is where nobody watches, without the time that was only waited', async () => {
    let ms = 0;
    const said: string[] = [];
    const terminal: Terminal = {
      out: () => undefined,
      err: (text) => void said.push(text),
      interactive: false,
      now: () => instantOf(new Date(ms)),
      ending: new AbortController().signal,
    };
    const progress = await startProgress(terminal, 40);
    for (let issue = 1; issue <= 40; issue += 1) {
      ms += 60_000;
      if (issue === 6) ms += 3_600_000;
      progress.issueDone(issue >= 6 ? 3_600_000 : 0);
    }
    expect(said).toHaveLength(9);
    expect(said.slice(0, 2)).toEqual(['4 of 40 issues, 36 min left\n', '8 of 40 issues, 32 min left\n']);
    said.length = 0;
    const short = await startProgress(terminal, 5);
    for (let issue = 1; issue <= 5; issue += 1) short.issueDone();
    expect(said).toEqual([]);
  });
});
