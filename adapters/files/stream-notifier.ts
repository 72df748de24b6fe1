import type { Writable } from 'node:stream';
import { type Notice, type Notifier, NotifyFailed } from '../../core/alert/notifier.ts';

/** Writes notices as text for people to a stream such as a terminal, with an empty line after each. */
export class StreamNotifier implements Notifier {
  readonly #stream: Writable;

  constructor(stream: Writable) {
    this.#stream = stream;
  }

  async send({ event, subject, text }: Notice): Promise<void> {
    try {
      await write(this.#stream, `${subject}\n${text}\n[${event.id}]\n\n`);
    } catch (cause) {
      throw new NotifyFailed('the output', { cause });
    }
  }
}

function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // A stream that fails also tells its listeners, and without one of them it would end the process.
    stream.once('error', reject);
    stream.write(text, (error) => {
      if (error) {
        reject(error);
      } else {
        stream.off('error', reject);
        resolve();
      }
    });
  });
}
