import { CfnOutput, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { type IMetric, MathExpression, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import {
  INDEX_MEBIBYTES,
  PACKAGE_MEBIBYTES,
  type SettingName,
  signInText,
} from '../../lambdas/reading-room/settings.ts';
import { ArchiveFunction } from '../constructs/archive-function.ts';
import { ReaderPool } from '../constructs/reader-pool.ts';
import { RoomApi } from '../constructs/room-api.ts';
import type { Deployment } from '../deployment.ts';
import type { CodeOf } from '../lambda-names.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ReadingRoomStackProps extends StackProps {
  readonly storage: StorageStack;
  readonly deployment: Pick<Deployment, 'rights' | 'signInDomain'>;
  readonly codeOf: CodeOf;
}

/**
 * The archive in a browser. The newspaper reserves copying of its pages, so that the full text is shown only to
 * callers who may invoke this API with the account's own IAM; only feeds, data and the like are open. With a domain to sign
 * in at, the API is open, and the function shows the full text to whoever has signed in; programs have an API of their
 * own then, which demands IAM, since a route has one way to know its callers. The function does not rely on the route: it
 * withholds full text, images and kept bytes from every call without a proven signer or a session, and with the rights
 * `public`, under which every route is open, from everybody.
 */
export class ReadingRoomStack extends Stack {
  readonly readingRoom: ArchiveFunction<SettingName>;

  /** `null` when nobody signs in. */
  readonly readers: ReaderPool | null;

  /** What people ask, and programs too when nobody signs in. */
  readonly #api: RoomApi;

  /** What programs ask that sign with IAM. */
  readonly #signedApi: RoomApi | null;

  constructor(scope: Construct, id: string, props: ReadingRoomStackProps) {
    super(scope, id, props);
    const { storage, deployment, codeOf } = props;
    const { rights, signInDomain } = deployment;

    // The pool has to know the API's address, the function the pool, and the API's routes the function.
    this.#api = new RoomApi(this, 'The reading room of the archive');
    this.readers =
      signInDomain === null
        ? null
        : new ReaderPool(this, 'Readers', {
            domainPrefix: signInDomain,
            room: this.#api.httpApi.apiEndpoint,
          });

    this.readingRoom = new ArchiveFunction<SettingName>(this, 'ReadingRoom', {
      code: codeOf('reading-room'),
      description: 'Serves the reading room',
      settings: {
        ARCHIVE_BUCKET: storage.archive.bucket.bucketName,
        CATALOG_TABLE: storage.catalog.table.tableName,
        READING_ROOM_RIGHTS: rights,
        SIGN_IN: signInText(this.readers?.settings ?? null),
      },
      // An HTTP API waits 30 seconds at most.
      timeout: Duration.seconds(29),
      // A whole core, and the network that comes with it: an index is fetched and looked through while somebody waits.
      memorySize: 1769,
      // A package is written beside those that lie there, and only then do others go.
      diskSize: Size.mebibytes(INDEX_MEBIBYTES + 2 * PACKAGE_MEBIBYTES + 512),
    });
    storage.archive.grantGet(this.readingRoom, 'captures', 'readings', 'releases', 'indexes', 'search');
    storage.catalog.grantRead(this.readingRoom);

    this.#api.addRoutes(this.readingRoom, { whyOpen: whyOpen(deployment), publicPaths: true });
    new CfnOutput(this, 'ReadingRoomUrl', { value: this.#api.url });
    this.#signedApi =
      this.readers &&
      new RoomApi(new Construct(this, 'Signed'), 'The reading room, for programs that sign with IAM');
    if (this.readers === null || this.#signedApi === null) return;
    this.#signedApi.addRoutes(this.readingRoom, { whyOpen: null, publicPaths: false });
    new CfnOutput(this, 'SignedReadingRoomUrl', { value: this.#signedApi.url });
    new CfnOutput(this, 'ReaderPoolId', { value: this.readers.userPool.userPoolId });
  }

  /** Every answer of 500 and above, whether the function gave it or gave none. */
  metricServerError(options: MetricOptions): IMetric {
    const people = this.#api.httpApi.metricServerError(options);
    if (this.#signedApi === null) return people;
    return new MathExpression({
      expression: 'FILL(people, 0) + FILL(programs, 0)',
      usingMetrics: { people, programs: this.#signedApi.httpApi.metricServerError(options) },
      ...(options.period === undefined ? {} : { period: options.period }),
    });
  }
}

/** Why the API lets everybody in, to be judged by the function; `null` when it does not. */
function whyOpen({ rights, signInDomain }: ReadingRoomStackProps['deployment']): string | null {
  if (rights === 'public')
    return 'The deployment opens the reading room to everybody; the function withholds what is reserved.';
  if (signInDomain !== null)
    return 'Readers sign in, and the function proves each session: the same address is open to others, with less on it.';
  return null;
}
