import { type Revisited, writeOtherAddress, writeRevisitInfo } from '../capture/warc-revisit.ts';
import type { Instant } from '../paper/instant.ts';
import type { Paper } from '../paper/paper.ts';
import { sha256Of } from '../paper/sha256.ts';
import type { WarcPart } from './issue-warc.ts';

/** An address that was never asked, and the kept response that stands for it as of `at`. */
export interface OtherAddress {
  readonly url: string;
  readonly at: Instant;
  readonly of: Revisited;
}

/**
 * The WARC file by which links to other spellings of an address are found in a package: a `revisit` for each, in a
 * profile of its own. See docs/decisions/0022-links-in-packages.md.
 */
export function* writeLinksWarc(
  paper: Paper,
  addresses: readonly OtherAddress[],
  newest: Instant,
): Generator<WarcPart> {
  const info = writeRevisitInfo(
    paper,
    { name: 'links', ids: addresses.map(({ url, at }) => `${at} ${url}`) },
    newest,
  );
  yield { bytes: info.bytes, entries: [] };
  for (const { url, at, of } of addresses) {
    const bytes = writeOtherAddress({ url, at }, of, info.id);
    const { status, bodySha256 } = of;
    const place = { offset: 0, length: bytes.length, recordSha256: sha256Of(bytes) };
    const entry = { url, at, digest: `sha256:${bodySha256}`, mime: 'warc/revisit', status, ...place };
    yield { bytes, entries: [entry] };
  }
}
