/** Bytes and where in a file they belong. */
export interface PlacedBytes {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** One behind the other from the file's beginning on. */
export async function* placeInOrder(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<PlacedBytes> {
  let at = 0;
  for await (const bytes of chunks) {
    yield { at, bytes };
    at += bytes.length;
  }
}
