import { provenChunks } from '../capture/object-chunks.ts';
import type { ByteRange, ObjectStore } from '../capture/object-store.ts';
import type { ReleaseRecord } from '../catalog/records.ts';
import { ReleaseDamaged } from './release-files.ts';

/**
 * A file of a release as a stream, or a range of it. Fails with ObjectMissing or {@link ReleaseDamaged} when the store
 * has nothing of that length. The whole file also ends with {@link ReleaseDamaged} before its last chunk when it is not
 * what was published; a range cannot be proven.
 */
export async function openReleaseFile(
  objects: ObjectStore,
  { version }: ReleaseRecord,
  { name, object, bytes, sha256 }: ReleaseRecord['files'][number],
  range: ByteRange | null,
): Promise<AsyncIterable<Uint8Array>> {
  const size = await objects.size(object);
  if (size !== bytes) {
    throw new ReleaseDamaged(version, name, `has ${size} bytes, not the ${bytes} it was published with`);
  }
  if (range) return objects.read(object, range);
  return provenChunks(
    objects.read(object),
    sha256,
    () => new ReleaseDamaged(version, name, `does not have the SHA-256 ${sha256} it was published with`),
  );
}
