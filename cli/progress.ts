import type { IssueDate } from '../core/paper/issue-date.ts';
import cliProgress from 'cli-progress';
import { type Terminal, printable } from './terminal.ts';

export interface Progress {
  /** How far the issue is that is being captured. */
  readonly within: (date: IssueDate, done: number, known: number) => void;
  readonly issueDone: () => void;
  /** Prints lines above the bar. */
  readonly say: (tell: (say: (line: string) => void) => void) => void;
  readonly end: () => void;
}

/** A bar over all issues, with the resources of the current one beside it; nothing where nobody watches. */
export function startProgress(terminal: Terminal, issues: number): Progress {
  const say: Progress['say'] = (tell) => {
    tell((line) => terminal.out(`${printable(line)}\n`));
  };
  if (!terminal.interactive) {
    return { within: () => undefined, issueDone: () => undefined, say, end: () => undefined };
  }
  const bar = new cliProgress.SingleBar(
    {
      format: ' {bar} {value}/{total} issues  {date}  {done}/{known} resources  {eta_formatted} left',
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
  bar.start(issues, 0, { date: '', done: 0, known: 0 });
  return {
    within: (date, done, known) => {
      bar.update({ date, done, known });
    },
    issueDone: () => {
      bar.increment();
    },
    say: (tell) => {
      // Back to the line's beginning and clear it; the bar draws itself again with its next update.
      terminal.err('\r\u001b[K');
      say(tell);
      bar.updateETA();
      bar.render();
    },
    end: () => {
      // The bar goes back to the place it saved at its start, which is far above by now: save this one instead.
      terminal.err('\u001b7');
      bar.stop();
    },
  };
}
