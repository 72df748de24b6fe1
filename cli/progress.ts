import type { IssueDate } from '../core/paper/issue-date.ts';
import { type Terminal, printable } from './terminal.ts';

export interface Progress {
  /** How far the issue is that is being captured. */
  readonly within: (date: IssueDate, done: number, known: number) => void;
  /** `waitedMs`: how much of the time since the start was only waited. */
  readonly issueDone: (waitedMs?: number) => void;
  /** Prints lines above the bar. */
  readonly say: (tell: (say: (line: string) => void) => void) => void;
  readonly end: () => void;
}

/** So many issues are a long run, which says how far it is also where nobody watches: ten times in all. */
const LONG_RUN = 20;

/**
 * A bar over all issues, with the resources of the current one and the time that is left beside it. Where nobody
 * watches, a long run says the same in a line now and then.
 */
export async function startProgress(terminal: Terminal, issues: number): Promise<Progress> {
  const startedMs = Date.parse(terminal.now());
  let [done, waited] = [0, 0];
  const left = (within: number): string => {
    const elapsedMs = Date.parse(terminal.now()) - startedMs - waited;
    const ms = timeLeftMs(elapsedMs, done + within, issues);
    return ms === null ? '' : `${inWords(ms)} left`;
  };
  const say: Progress['say'] = (tell) => {
    tell((line) => terminal.out(`${printable(line)}\n`));
  };
  if (!terminal.interactive) {
    return {
      within: () => undefined,
      issueDone: (waitedMs = 0) => {
        [done, waited] = [done + 1, waitedMs];
        const tenth = (count: number): number => Math.floor((count * 10) / issues);
        if (issues >= LONG_RUN && done < issues && tenth(done) > tenth(done - 1))
          terminal.err(`${done} of ${issues} issues, ${left(0)}\n`);
      },
      say,
      end: () => undefined,
    };
  }
  // Loaded for those who watch: there are as many files to it as to the archive's own store.
  const { default: cliProgress } = await import('cli-progress');
  const bar = new cliProgress.SingleBar(
    {
      format: ' {bar} {value}/{total} issues  {date}  {done}/{known} resources  {left}',
      hideCursor: true,
      barsize: 28,
      // Without this the terminal would cut the lines that are printed above the bar.
      linewrap: true,
      clearOnComplete: true,
      stream: process.stderr,
      // The command ends in order by itself, and ends the bar then.
      gracefulExit: false,
    },
    cliProgress.Presets.shades_classic,
  );
  bar.start(issues, 0, { date: '', done: 0, known: 0, left: '' });
  return {
    within: (date, at, known) => {
      // What an issue holds comes out page by page, so that it never looks done before it is.
      bar.update({ date, done: at, known, left: left(Math.min(at / Math.max(known, 1), 0.95)) });
    },
    issueDone: (waitedMs = 0) => {
      [done, waited] = [done + 1, waitedMs];
      bar.increment(1, { left: left(0) });
    },
    say: (tell) => {
      // Back to the line's beginning and clear it; the bar draws itself again with its next update.
      terminal.err('\r\u001b[K');
      say(tell);
      bar.render();
    },
    end: () => {
      // The bar goes back to the place it saved at its start, which is far above by now: save this one instead.
      terminal.err('\u001b7');
      bar.stop();
    },
  };
}

/** How long `total` will take from here when `done` of it took `elapsedMs`; `null` before anything is done. */
export function timeLeftMs(elapsedMs: number, done: number, total: number): number | null {
  return done <= 0 ? null : Math.max(0, (elapsedMs / done) * (total - done));
}

/** `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
