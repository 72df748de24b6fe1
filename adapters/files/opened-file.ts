import { type FileHandle, open } from 'node:fs/promises';
import type { ByteSource } from '../../core/verify/byte-source.ts';
import { readPieces } from '../disk.ts';

/** The file became shorter while it was read. */
export class FileCutShort extends Error {
  override readonly name = 'FileCutShort';
  readonly path: string;

  constructor(path: string, expected: number, got: number) {
    super(
      `'${path}' ended after ${got} of ${expected} bytes: somebody writes to it; try again when it is done`,
    );
    this.path = path;
  }
}

/** Any file, to be read from any place and let go of with {@link OpenedFile.close}. */
export class OpenedFile implements ByteSource {
  readonly size: number;
  readonly #path: string;
  readonly #file: FileHandle;

  private constructor(path: string, file: FileHandle, size: number) {
    this.#path = path;
    this.#file = file;
    this.size = size;
  }

  /** Fails with the system's own error when there is no such file. */
  static async open(path: string): Promise<OpenedFile> {
    const file = await open(path);
    return new OpenedFile(path, file, (await file.stat()).size);
  }

  /** Fails with {@link FileCutShort}. */
  read(start = 0, end = this.size): AsyncIterable<Uint8Array> {
    return readPieces(this.#file, { start, end }, (got) => new FileCutShort(this.#path, end - start, got));
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
