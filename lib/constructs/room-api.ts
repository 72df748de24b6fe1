import { RemovalPolicy, Validations } from 'aws-cdk-lib';
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
import type { SettingName } from '../../lambdas/reading-room/settings.ts';
import type { ArchiveFunction } from './archive-function.ts';

/**
 * Open to everybody whatever the rights: feeds, data, series and the API tell facts and where they stand, the index when
 * something was seen, sitemaps what there is, the status page and the log of takedowns about ourselves. None of them shows a page of the newspaper.
 */
const PUBLIC_PATHS = [
  '/feeds/{proxy+}',
  '/data',
  '/data/{proxy+}',
  '/api/{proxy+}',
  '/series',
  '/series/{proxy+}',
  '/cdx',
  '/status',
  '/status.json',
  '/takedowns',
  '/takedowns.json',
  '/robots.txt',
  '/sitemap.xml',
  '/sitemap/{proxy+}',
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

/** Whose calls get through. */
export interface Routing {
  /** Why every call does; `null` when only those do that are signed with the account's IAM. */
  readonly whyOpen: string | null;
  /** Whether {@link PUBLIC_PATHS} have routes of their own, open to everybody. */
  readonly publicPaths: boolean;
}

/**
 * An HTTP API before the reading room, with its stage and access log. Made in two steps, since the function has to know
 * the address of the API that will call it. It adds its parts to `scope` itself: an API's address lasts as long as its
 * place in the tree.
 */
export class RoomApi {
  readonly httpApi: HttpApi;
  readonly #scope: Construct;
  readonly #stage: HttpStage;

  constructor(scope: Construct, description: string) {
    this.#scope = scope;
    this.httpApi = new HttpApi(scope, 'Api', { description, createDefaultStage: false });
    this.#stage = new HttpStage(scope, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 20, burstLimit: 40 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(scope, 'AccessLogs', {
            retention: RetentionDays.SIX_MONTHS,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG_FIELDS)),
      },
    });
  }

  get url(): string {
    return this.#stage.url;
  }

  /** Sends calls to `readingRoom`. */
  addRoutes({ lambda }: ArchiveFunction<SettingName>, { whyOpen, publicPaths }: Routing): void {
    const { httpApi } = this;
    const integration = new HttpLambdaIntegration('Integration', lambda);
    const everything = new HttpRoute(this.#scope, 'Everything', {
      httpApi,
      routeKey: HttpRouteKey.DEFAULT,
      integration,
      ...(whyOpen === null ? { authorizer: new HttpIamAuthorizer() } : {}),
    });
    if (whyOpen !== null)
      Validations.of(everything).acknowledge({ id: 'AwsSolutions-APIG4', reason: whyOpen });
    if (!publicPaths) return;
    for (const path of PUBLIC_PATHS) {
      for (const route of httpApi.addRoutes({
        path,
        methods: [HttpMethod.GET, HttpMethod.HEAD, ...(isForScripts(path) ? [HttpMethod.OPTIONS] : [])],
        integration,
      })) {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            'Feeds, data, series, indexes, the API, the status page and the log of takedowns are public: they show facts, never a page of the newspaper.',
        });
      }
    }
  }
}

/** Whether browsers ask beforehand, with OPTIONS and unsigned, if another site's script may read what is there. */
function isForScripts(path: string): boolean {
  return path.startsWith('/data') || path.startsWith('/api/') || path.startsWith('/series');
}
