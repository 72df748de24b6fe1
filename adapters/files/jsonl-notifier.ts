import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Notice, type Notifier, NotifyFailed } from '../../core/alert/notifier.ts';
import { syncFolder } from '../disk.ts';

const NEW_LINE = 0x0a;

/** Appends one line of JSON a notice, `{"event":…,"subject":…,"text":…}`, to a file that it makes if need be. */
export class JsonlNotifier implements Notifier {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** When it returns, the line survives a power cut. */
  async send({ event, subject, text }: Notice): Promise<void> {
    try {
      const file = await open(this.#file, 'a+');
      try {
        const line = `${JSON.stringify({ event, subject, text })}\n`;
        // A writer that was killed, or met a full disk, may have left half a line: it must not swallow this one.
        const { size } = await file.stat();
        await file.appendFile((await endsWithinLine(file, size)) ? `\n${line}` : line);
        await file.sync();
        if (size === 0) await syncFolder(dirname(this.#file));
      } finally {
        await file.close();
      }
    } catch (cause) {
      throw new NotifyFailed(`the file ${this.#file}`, { cause });
    }
  }
}

async function endsWithinLine(file: FileHandle, size: number): Promise<boolean> {
  if (size === 0) return false;
  const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return bytesRead === 1 && buffer[0] !== NEW_LINE;
}
