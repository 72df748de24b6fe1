import {
  CAPTURE_AREAS,
  INDEXES,
  READINGS,
  RELEASES,
  SEARCH,
  parseCaptureKey,
  parseIndexKey,
  parseSearchKey,
} from '../capture/object-keys.ts';
import { type ObjectKey, ObjectMissing } from '../capture/object-store.ts';
import { INDEX_FORM } from '../publish/indexes/data-index.ts';
import { SEARCH_FORM } from '../publish/search/search-index.ts';
import { Sha256Sum, sha256OfAll } from '../paper/sha256.ts';
import { drain } from './mending.ts';
import { type Finding, damage, note } from './finding.ts';
import {
  type Verification,
  type VerifyCounts,
  type VerifyDeps,
  beginVerification,
  guarded,
} from './verification.ts';
import { verifyIssue } from './verify-issue.ts';
import { isIndexedReading } from './verify-reading.ts';
import { verifyRights } from './verify-rights.ts';

/**
 * Reads again everything that is kept and holds it against the index, both ways: every index entry has its
 * object, whole and as it was kept; every object is named by the index. It goes from issue to issue: memory holds
 * the keys of one issue, one object, and the dates of the issues. Findings come as they are made; `onProgress` is
 * told after each object and once at the end.
 */
export async function* verifyArchive(
  deps: VerifyDeps,
  onProgress: (counts: VerifyCounts) => void,
): AsyncGenerator<Finding> {
  const { verification, counts } = beginVerification(deps, onProgress);
  const verified = new Set<string>();
  yield* guarded(verifyIndexedIssues(verification, verified));
  yield* verifyOtherIssues(verification, verified);
  yield* guarded(verifyReadingObjects(verification));
  yield* guarded(verifyReleases(verification));
  yield* guarded(verifyIndexes(verification));
  yield* guarded(verifySearch(verification));
  yield* guarded(verifyEvents(verification));
  yield* verifyRights(verification);
  onProgress({ ...counts });
}

async function* verifyIndexedIssues(
  verification: Verification,
  verified: Set<string>,
): AsyncGenerator<Finding> {
  for (const paper of await verification.catalog.papers()) {
    for await (const { date } of verification.catalog.issues(paper)) {
      verified.add(`${paper}/${date}`);
      yield* verifyIssue(verification, paper, date);
    }
  }
}

/** Issues of which objects lie in the store, but no issue record could be read. */
async function* verifyOtherIssues(
  verification: Verification,
  verified: Set<string>,
): AsyncGenerator<Finding> {
  for (const area of CAPTURE_AREAS) {
    for await (const { key } of verification.objects.list(`${area}/`)) {
      const issue = parseCaptureKey(key);
      if (issue === null) {
        yield note('orphan', key, 'it lies where no issue has its objects');
      } else if (!verified.has(`${issue.paper}/${issue.date}`)) {
        verified.add(`${issue.paper}/${issue.date}`);
        yield* verifyIssue(verification, issue.paper, issue.date);
      }
    }
  }
}

async function* verifyReadingObjects({ catalog, objects }: Verification): AsyncGenerator<Finding> {
  for await (const { key } of objects.list(READINGS)) {
    if (!(await isIndexedReading(catalog, key)))
      yield note('orphan', key, 'no index entry names this reading; it can be made again from its snapshot');
  }
}

async function* verifyReleases({ catalog, objects }: Verification): AsyncGenerator<Finding> {
  const named = new Set<ObjectKey>();
  for await (const { version, files } of catalog.releases()) {
    for (const { object, bytes, sha256 } of files) {
      named.add(object);
      try {
        const read = new Sha256Sum();
        for await (const chunk of objects.read(object)) read.add(chunk);
        if (read.bytes !== bytes || read.digest() !== sha256)
          yield damage('release-damaged', object, `it is not as release ${version} was published`);
      } catch (cause) {
        if (!(cause instanceof ObjectMissing)) throw cause;
        yield damage('object-missing', object, `release ${version} names it and it is not in the store`);
      }
    }
  }
  for await (const { key } of objects.list(RELEASES)) {
    if (!named.has(key)) yield note('orphan', key, 'no release names it');
  }
}

/**
 * Indexes of the tables of releases, each against the digest in its own name. They are derived: a damaged one loses
 * nothing, but answers with what nobody published.
 */
async function* verifyIndexes({ catalog, objects }: Verification): AsyncGenerator<Finding> {
  for await (const { key } of objects.list(INDEXES)) {
    const address = parseIndexKey(key);
    if (address === null || (await catalog.release(address.release)) === null) {
      yield note('orphan', key, 'it is the index of no release; nobody asks it, and it can be removed');
    } else if (address.form !== INDEX_FORM) {
      const forms = `it is in form ${address.form}, and this program asks indexes in form ${INDEX_FORM}`;
      yield note('orphan', key, `${forms}; it can be removed when no other program asks it`);
    } else if ((await sha256OfAll(objects.read(key))) !== address.sha256) {
      yield damage('index-damaged', key, "it is not as it was made; remove it, and 'release' makes it again");
    }
  }
}

/** Indexes of words, as {@link verifyIndexes} does; and whether each that is asked is there. */
async function* verifySearch({ catalog, objects }: Verification): AsyncGenerator<Finding> {
  const asked = new Set<ObjectKey>();
  for await (const { object } of catalog.searchParts(SEARCH_FORM)) if (object !== null) asked.add(object);
  for await (const { key } of objects.list(SEARCH)) {
    const address = parseSearchKey(key);
    if (address === null || !asked.delete(key)) {
      yield note(
        'orphan',
        key,
        'it is an index of words that a newer one replaced; on a desk the next run that indexes words removes it',
      );
    } else if ((await sha256OfAll(objects.read(key))) !== address.sha256) {
      yield damage('index-damaged', key, "it is not as it was made; remove it, and 'reread' makes it again");
    }
  }
  for (const key of asked)
    yield damage(
      'object-missing',
      key,
      "the index of words names it and it is not in the store; 'reread' makes it again",
    );
  await drain(catalog.searchDue());
}

/** Events can only be read or not: that no other was is nothing that an object tells. */
async function* verifyEvents({ catalog }: Verification): AsyncGenerator<Finding> {
  for (const paper of await catalog.papers()) await drain(catalog.events(paper));
  yield* [];
}
