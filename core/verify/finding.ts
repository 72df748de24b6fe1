/** Something that `verify` found out. */
export interface Finding {
  /** Stable, kebab-case. */
  readonly code: FindingCode;
  /** `damage`: what was kept is not as it was kept. `note`: nothing is lost, but somebody may want to know. */
  readonly severity: 'damage' | 'note';
  /** The object key, index entry, or place in a file. */
  readonly where: string;
  /** What is wrong, in a sentence without its full stop. */
  readonly what: string;
}

export type FindingCode =
  // The archive's index and store.
  | 'index-entry-damaged'
  | 'snapshot-missing'
  | 'snapshot-damaged'
  | 'state-differs'
  | 'state-behind'
  | 'capture-differs'
  | 'expected-missing'
  | 'issue-missing'
  | 'issue-differs'
  | 'article-differs'
  | 'object-missing'
  | 'object-damaged'
  | 'object-misplaced'
  | 'reading-damaged'
  | 'release-damaged'
  | 'index-damaged'
  | 'rights-damaged'
  | 'rights-differ'
  | 'removed'
  | 'removal-unfinished'
  | 'orphan'
  // A WARC file.
  | 'gzip-damaged'
  | 'record-damaged'
  | 'not-one-record-a-member'
  | 'digest-differs'
  | 'digest-unknown'
  | 'record-missing'
  | 'no-records'
  // A WACZ package.
  | 'zip-damaged'
  | 'package-damaged'
  | 'file-missing'
  | 'file-differs'
  | 'file-unlisted'
  | 'index-differs'
  | 'not-indexed'
  | 'pages-damaged'
  | 'signature-wrong';

export function damage(code: FindingCode, where: string, what: string): Finding {
  return { code, severity: 'damage', where, what };
}

export function note(code: FindingCode, where: string, what: string): Finding {
  return { code, severity: 'note', where, what };
}
