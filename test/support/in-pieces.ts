import type { PlacedBytes } from '../../core/publish/placed-bytes.ts';
import type { ByteSource } from '../../core/verify/byte-source.ts';

/** No power of two, so that its borders lie now here, now there in what is read. */
const PIECE_BYTES = 1021;

/** What comes of a file that holds `bytes` while it is read, each piece a memory of its own. */
export async function* inPieces(bytes: Uint8Array, pieceBytes = PIECE_BYTES): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += pieceBytes)
    yield await Promise.resolve(Uint8Array.from(bytes.subarray(at, at + pieceBytes)));
}

/** A file that holds `bytes`. */
export function fileOf(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (start, end) => {
      if (start < 0 || end < start || end > bytes.length)
        throw new RangeError(`no bytes ${start} to ${end} in a file of ${bytes.length}`);
      return inPieces(bytes.subarray(start, end));
    },
  };
}

/** The file that pieces make, each put to its place. */
export async function fileFrom(pieces: AsyncIterable<PlacedBytes> | Iterable<PlacedBytes>): Promise<Buffer> {
  const all = await Array.fromAsync(pieces);
  const file = Buffer.alloc(Math.max(0, ...all.map(({ at, bytes }) => at + bytes.length)));
  for (const { at, bytes } of all) file.set(bytes, at);
  return file;
}
