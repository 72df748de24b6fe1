/** A file of the archive is missing or is not what it should be. */
export class DataFolderDamaged extends Error {
  override readonly name = 'DataFolderDamaged';
  /** The file that is damaged. */
  readonly file: string;

  constructor(file: string, why: string, options?: ErrorOptions & { readonly remedy?: string }) {
    const { remedy = 'put it back from a copy', ...rest } = options ?? {};
    super(`the archive is damaged: ${file} ${why}; ${remedy}`, rest);
    this.file = file;
  }
}
