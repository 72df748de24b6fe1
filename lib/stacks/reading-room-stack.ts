import { CfnOutput, Duration, RemovalPolicy, Size, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { INDEX_MEBIBYTES, type SettingName } from '../../lambdas/reading-room/settings.ts';
import { ArchiveFunction } from '../constructs/archive-function.ts';
import type { Deployment } from '../deployment.ts';
import type { CodeOf } from '../lambda-names.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ReadingRoomStackProps extends StackProps {
  readonly storage: StorageStack;
  readonly deployment: Pick<Deployment, 'rights'>;
  readonly codeOf: CodeOf;
}

/**
 * Open to everybody whatever the rights: feeds, data and the API tell facts and where they stand, the status page and the log of takedowns about ourselves.
 * None of them shows a page of the newspaper.
 */
const PUBLIC_PATHS = [
  '/feeds/{proxy+}',
  '/data',
  '/data/{proxy+}',
  '/api/{proxy+}',
  '/status',
  '/status.json',
  '/takedowns',
  '/takedowns.json',
  '/style.css',
  '/favicon.ico',
] as const;

/** What an access log line holds: enough to see what is slow or broken, and nothing that tells who read what. */
const ACCESS_LOG_FIELDS = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  route: '$context.routeKey',
  status: '$context.status',
  milliseconds: '$context.responseLatency',
  bytes: '$context.responseLength',
  error: '$context.integrationErrorMessage',
};

/**
 * The archive in a browser. The newspaper reserves copying of its pages, so that the full text is shown only to
 * callers who may invoke this API with the account's own IAM; only {@link PUBLIC_PATHS} are open. The function does
 * not rely on the route: it withholds full text, images and kept bytes from every call without a proven signer, and
 * with the rights `public`, under which every route is open, from everybody.
 */
export class ReadingRoomStack extends Stack {
  readonly readingRoom: ArchiveFunction<SettingName>;

  /** What readers ask; it counts every answer of 500 and above, whether the function gave it or gave none. */
  readonly httpApi: HttpApi;

  constructor(scope: Construct, id: string, props: ReadingRoomStackProps) {
    super(scope, id, props);
    const { storage, deployment, codeOf } = props;

    this.readingRoom = new ArchiveFunction<SettingName>(this, 'ReadingRoom', {
      code: codeOf('reading-room'),
      description: 'Serves the reading room',
      settings: {
        ARCHIVE_BUCKET: storage.archive.bucket.bucketName,
        CATALOG_TABLE: storage.catalog.table.tableName,
        READING_ROOM_RIGHTS: deployment.rights,
      },
      // An HTTP API waits 30 seconds at most.
      timeout: Duration.seconds(29),
      // A whole core, and the network that comes with it: an index is fetched and looked through while somebody waits.
      memorySize: 1769,
      diskSize: Size.mebibytes(INDEX_MEBIBYTES + 512),
    });
    storage.archive.grantGet(this.readingRoom, 'captures', 'readings', 'releases', 'indexes');
    storage.catalog.grantRead(this.readingRoom);

    this.httpApi = new HttpApi(this, 'Api', {
      description: 'The reading room of the archive',
      createDefaultStage: false,
    });
    const { httpApi } = this;
    const stage = new HttpStage(this, 'Stage', {
      httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 20, burstLimit: 40 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            retention: RetentionDays.SIX_MONTHS,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });

    const integration = new HttpLambdaIntegration('Integration', this.readingRoom.lambda);
    const isPublic = deployment.rights === 'public';
    const everything = new HttpRoute(this, 'Everything', {
      httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration,
      ...(isPublic ? {} : { authorizer: new HttpIamAuthorizer() }),
    });
    if (isPublic) {
      Validations.of(everything).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason:
          'The deployment opens the reading room to everybody; the function withholds what is reserved.',
      });
    }
    for (const path of PUBLIC_PATHS) {
      for (const route of httpApi.addRoutes({
        path,
        methods: [HttpMethod.GET, HttpMethod.HEAD, ...(isForScripts(path) ? [HttpMethod.OPTIONS] : [])],
        integration,
      })) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            'Feeds, data, the API, the status page and the log of takedowns are public: they show facts, never a page of the newspaper.',
        });
      }
    }

    new CfnOutput(this, 'ReadingRoomUrl', { value: stage.url });
  }
}

/** Whether browsers ask beforehand, with OPTIONS and unsigned, if another site's script may read what is there. */
function isForScripts(path: string): boolean {
  return path.startsWith('/data') || path.startsWith('/api/');
}
