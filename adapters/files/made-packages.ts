import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IssuePackage, PackageShelf, ShelvedPackage } from '../../core/publish/issue-package.ts';
import { type Sha256, Sha256Sum } from '../../core/paper/sha256.ts';
import { writeWholeFile } from './whole-file.ts';

interface Made {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: Sha256;
}

/** Of a machine on which no other process makes packages, as a function's is; what an earlier one left there goes. */
export const OWN_FOLDER = join(tmpdir(), 'jmnews-packages');

const CHUNK_BYTES = 256 * 1024;

/**
 * Packages in a folder of this machine, each made when it is first asked for. What was asked for longest ago goes as soon
 * as they come to more than `maxBytes`; the newest stays whatever its length. Without a folder it is one of the system's
 * for what may be lost, new each time; one that is given is emptied first. Close it to remove the folder.
 */
export class MadePackages implements PackageShelf {
  readonly #maxBytes: number;
  readonly #givenFolder: string | null;
  /** What was asked for longest ago first. */
  readonly #made = new Map<Sha256, Promise<Made>>();
  #folder: Promise<string> | null = null;

  constructor(maxBytes: number, folder: string | null = null) {
    this.#maxBytes = maxBytes;
    this.#givenFolder = folder;
  }

  async look(made: IssuePackage): Promise<ShelvedPackage> {
    const { bytes, sha256 } = await this.#find(made);
    return { bytes, sha256, read: (start, end) => this.#read(made, start, end) };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#made.values());
    this.#made.clear();
    if (this.#folder !== null) await rm(await this.#folder, { recursive: true, force: true });
    this.#folder = null;
  }

  /** Any number of calls for the same at a time make it once. */
  async #find(made: IssuePackage): Promise<Made> {
    const known = this.#made.get(made.id) ?? this.#make(made);
    this.#made.delete(made.id);
    this.#made.set(made.id, known);
    try {
      const found = await known;
      await this.#makeRoom(made.id);
      return found;
    } catch (cause) {
      // All who wait for it fail; the next one begins anew.
      if (this.#made.get(made.id) === known) this.#made.delete(made.id);
      throw cause;
    }
  }

  async #make({ id, make }: IssuePackage): Promise<Made> {
    this.#folder ??= this.#emptyFolder();
    const file = join(await this.#folder, id);
    await writeWholeFile(file, make());
    const sum = new Sha256Sum();
    const handle = await open(file);
    try {
      for await (const chunk of chunksOf(handle, 0, (await handle.stat()).size)) sum.add(chunk);
    } finally {
      await handle.close();
    }
    return { file, bytes: sum.bytes, sha256: sum.digest() };
  }

  async #makeRoom(kept: Sha256): Promise<void> {
    const here = await Promise.all(
      Array.from(this.#made, async ([id, making]) => ({ id, made: await making.catch(() => null) })),
    );
    let room = this.#maxBytes - here.reduce((sum, { made }) => sum + (made?.bytes ?? 0), 0);
    for (const { id, made } of here) {
      if (room >= 0) break;
      if (id === kept || made === null) continue;
      room += made.bytes;
      this.#made.delete(id);
      // Whoever reads it still holds it open.
      await rm(made.file, { force: true });
    }
  }

  async *#read(made: IssuePackage, start: number, end: number): AsyncGenerator<Uint8Array> {
    const handle = await this.#open(made);
    try {
      yield* chunksOf(handle, start, end);
    } finally {
      await handle.close();
    }
  }

  /** Makes it once more when it had to go meanwhile. */
  async #open(made: IssuePackage): Promise<FileHandle> {
    try {
      return await open((await this.#find(made)).file);
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')) throw cause;
      this.#made.delete(made.id);
      return open((await this.#find(made)).file);
    }
  }

  async #emptyFolder(): Promise<string> {
    if (this.#givenFolder === null) return mkdtemp(join(tmpdir(), 'jmnews-packages-'));
    await rm(this.#givenFolder, { recursive: true, force: true });
    await mkdir(this.#givenFolder, { recursive: true });
    return this.#givenFolder;
  }
}

async function* chunksOf(handle: FileHandle, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end;) {
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, end - at));
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
    if (bytesRead === 0) throw new RangeError(`a package ended after ${at} of ${end} bytes`);
    yield chunk.subarray(0, bytesRead);
    at += bytesRead;
  }
}
