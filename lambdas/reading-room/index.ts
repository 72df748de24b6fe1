import { S3Client } from '@aws-sdk/client-s3';
import { withinReadingDeadline } from '../../adapters/deadline.ts';
import { FetchedObjects } from '../../adapters/files/fetched-objects.ts';
import { MadePackages, OWN_FOLDER } from '../../adapters/files/made-packages.ts';
import { newSecret } from '../../adapters/random-id.ts';
import { S3Links } from '../../adapters/s3/s3-links.ts';
import { SqliteSearchIndexes } from '../../adapters/sqlite/sqlite-search-index.ts';
import { SqliteIndexes } from '../../adapters/sqlite/sqlite-indexes.ts';
import { RELEASES } from '../../core/capture/object-keys.ts';
import { PAPERS } from '../../core/paper/registry.ts';
import type { Door } from '../../web/sign-in/door.ts';
import { archiveOnAws } from '../aws-archive.ts';
import { now } from '../clock.ts';
import { reportJson } from '../report.ts';
import { readSettings } from '../settings.ts';
import { MAX_FILE_BYTES, createHandler } from './handler.ts';
import {
  INDEX_MEBIBYTES,
  PACKAGE_MEBIBYTES,
  type SignInSettings,
  readRights,
  readSignIn,
  returnAddresses,
  settingNames,
} from './settings.ts';

/** Issues come once a day. */
const FRESH_FOR_MS = 30_000;

const settings = readSettings(settingNames, process.env);
const archive = archiveOnAws(settings);
const local = new FetchedObjects(archive.objects, INDEX_MEBIBYTES * 2 ** 20);

const packages = new MadePackages(PACKAGE_MEBIBYTES * 2 ** 20, OWN_FOLDER);

// Releases are open to everybody; nothing else of the bucket is ever linked to.
const releaseLinks = new S3Links(new S3Client({}), settings.ARCHIVE_BUCKET, RELEASES);

const signIn = readSignIn(settings.SIGN_IN);

const deps: Parameters<typeof createHandler>[0] = {
  ...archive,
  indexes: new SqliteIndexes(local),
  searchIndexes: new SqliteSearchIndexes(local),
  packages,
  within: withinReadingDeadline,
  papers: PAPERS,
  now,
  freshForMs: FRESH_FOR_MS,
  // For 'reading-room' the HTTP API proves who signed, and the handler shows the publisher's text to no other.
  rights: readRights(settings.READING_ROOM_RIGHTS),
  largeFiles: { overBytes: MAX_FILE_BYTES, links: releaseLinks },
  report: (error) => reportJson('request-failed', { error }),
};

export const handler = createHandler(deps, signIn && (await doorOf(signIn)));

/** What proves readers' tokens is loaded where somebody signs in at all. */
async function doorOf({ issuer, clientId, pages, room }: SignInSettings): Promise<Door> {
  const { CognitoSignIn } = await import('../../adapters/cognito/cognito-sign-in.ts');
  const { signedIn, signedOut } = returnAddresses(room);
  return {
    signIn: new CognitoSignIn({
      ...{ issuer, clientId, pages },
      jwksUrl: `${issuer}/.well-known/jwks.json`,
      ...{ callbackUrl: signedIn, signedOutUrl: signedOut },
    }),
    newSecret,
  };
}
