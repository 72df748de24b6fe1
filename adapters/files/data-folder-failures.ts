/** There is no archive at the path; to read one it has to be made first. */
export class NoArchive extends Error {
  override readonly name = 'NoArchive';
  readonly path: string;

  constructor(path: string, options?: ErrorOptions) {
    super(`there is no archive in ${path}; capture an issue into it first, or name another folder`, options);
    this.path = path;
  }
}

/** Something lies at the path, and it is not an archive of ours: it is left alone. */
export class NotAnArchive extends Error {
  override readonly name = 'NotAnArchive';
  readonly path: string;

  constructor(path: string, why: string, options?: ErrorOptions) {
    super(
      `${path} is not an archive that can be opened: ${why}; name another folder or an empty one`,
      options,
    );
    this.path = path;
  }
}

/** Another process writes to the archive. */
export class ArchiveInUse extends Error {
  override readonly name = 'ArchiveInUse';
  readonly path: string;
  /** Of the process that writes; `null` when it could not be read. */
  readonly pid: number | null;

  constructor(path: string, pid: number | null, options?: ErrorOptions) {
    const writer = pid === null ? 'another process' : `process ${pid}`;
    super(`${writer} is writing to the archive in ${path}; wait until it is done, or stop it`, options);
    this.path = path;
    this.pid = pid;
  }
}
