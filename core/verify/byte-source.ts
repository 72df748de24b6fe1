import { concat } from '../capture/warc.ts';

/** A file that can be read from any place, a piece in memory at a time. */
export interface ByteSource {
  /** In bytes. */
  readonly size: number;
  /** From `start` to before `end`, which lie within the file. Fails rather than to end early. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
}

/** For what is known to be short. */
export async function readWhole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  return concat(await Array.fromAsync(chunks));
}

/** A line is not taken to be longer. */
const MAX_LINE_CHARACTERS = 64 * 1024 * 1024;

/** The lines of a text in UTF-8 without their line feeds; one that is far too long for a line comes in pieces. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of chunks) {
    const lines = (begun + decoder.decode(chunk, { stream: true })).split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
    if (begun.length <= MAX_LINE_CHARACTERS) continue;
    yield begun;
    begun = '';
  }
  begun += decoder.decode();
  if (begun !== '') yield begun;
}
