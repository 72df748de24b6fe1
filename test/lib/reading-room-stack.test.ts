import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { INDEX_MEBIBYTES, PACKAGE_MEBIBYTES } from '../../lambdas/reading-room/settings.ts';
import { resourcesOf, synthesize } from './synthesized.ts';

const Environment = z.object({ Variables: z.object({ READING_ROOM_RIGHTS: z.string() }) });

const { readingRoom } = synthesize().templates;

describe('ReadingRoomStack', () => {
  it("demands the account's IAM for everything but feeds, data, the API, the status page and takedowns", () => {
    const routes = resourcesOf('AWS::ApiGatewayV2::Route', readingRoom).map(
      ({ properties }) => `${String(properties['RouteKey'])}: ${String(properties['AuthorizationType'])}`,
    );
    expect(routes.sort()).toEqual([
      '$default: AWS_IAM',
      'GET /api/{proxy+}: NONE',
      'GET /cdx: NONE',
      'GET /data/{proxy+}: NONE',
      'GET /data: NONE',
      'GET /favicon.ico: NONE',
      'GET /feeds/{proxy+}: NONE',
      'GET /robots.txt: NONE',
      'GET /series/{proxy+}: NONE',
      'GET /series: NONE',
      'GET /sitemap.xml: NONE',
      'GET /sitemap/{proxy+}: NONE',
      'GET /status.json: NONE',
      'GET /status: NONE',
      'GET /style.css: NONE',
      'GET /takedowns.json: NONE',
      'GET /takedowns: NONE',
      'HEAD /api/{proxy+}: NONE',
      'HEAD /cdx: NONE',
      'HEAD /data/{proxy+}: NONE',
      'HEAD /data: NONE',
      'HEAD /favicon.ico: NONE',
      'HEAD /feeds/{proxy+}: NONE',
      'HEAD /robots.txt: NONE',
      'HEAD /series/{proxy+}: NONE',
      'HEAD /series: NONE',
      'HEAD /sitemap.xml: NONE',
      'HEAD /sitemap/{proxy+}: NONE',
      'HEAD /status.json: NONE',
      'HEAD /status: NONE',
      'HEAD /style.css: NONE',
      'HEAD /takedowns.json: NONE',
      'HEAD /takedowns: NONE',
      'OPTIONS /api/{proxy+}: NONE',
      'OPTIONS /data/{proxy+}: NONE',
      'OPTIONS /data: NONE',
      'OPTIONS /series/{proxy+}: NONE',
      'OPTIONS /series: NONE',
    ]);
  });

  it('tells the function who reads, and keeps only the public reading room open to everybody', () => {
    const rights = (template: Template) => {
      const [everything] = resourcesOf('AWS::ApiGatewayV2::Route', template).filter(
        ({ properties }) => properties['RouteKey'] === '$default',
      );
      const { Variables } = Environment.parse(
        resourcesOf('AWS::Lambda::Function', template)[0]?.properties['Environment'],
      );
      return [everything?.properties['AuthorizationType'], Variables.READING_ROOM_RIGHTS];
    };
    expect(rights(readingRoom)).toEqual(['AWS_IAM', 'reading-room']);
    expect(rights(synthesize({ rights: 'public' }).templates.readingRoom)).toEqual(['NONE', 'public']);
  });

  it('opens the room to people who sign in, and keeps one for programs that sign with IAM', () => {
    const { readingRoom: withReaders } = synthesize({ signInDomain: 'jmnews-heshan' }).templates;
    const [people, programs, ...more] = resourcesOf('AWS::ApiGatewayV2::Api', withReaders).map(
      ({ id }) => id,
    );
    expect([people, more]).toEqual([resourcesOf('AWS::ApiGatewayV2::Api', readingRoom)[0]?.id, []]);
    const Route = z.object({
      ApiId: z.object({ Ref: z.string() }),
      RouteKey: z.string(),
      AuthorizationType: z.string(),
    });
    const routesOf = (api: string | undefined) =>
      resourcesOf('AWS::ApiGatewayV2::Route', withReaders)
        .map(({ properties }) => Route.parse(properties))
        .filter(({ ApiId }) => ApiId.Ref === api)
        .map(({ RouteKey, AuthorizationType }) => `${RouteKey}: ${AuthorizationType}`);
    expect(routesOf(people)).toContain('$default: NONE');
    expect(routesOf(programs)).toEqual(['$default: AWS_IAM']);
    const stages = resourcesOf('AWS::ApiGatewayV2::Stage', withReaders).map(({ properties }) => properties);
    expect(stages.map((stage) => stage['ApiId'])).toEqual([{ Ref: people }, { Ref: programs }]);
    for (const stage of stages) {
      expect(stage).toMatchObject({
        DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
        AccessLogSettings: {},
      });
    }
  });

  it('slows down a caller that asks too often', () => {
    readingRoom.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
  });

  it('logs what was asked and how it went, never who asked', () => {
    readingRoom.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      AccessLogSettings: {
        DestinationArn: Match.anyValue(),
        Format: Match.stringLikeRegexp('\\$context\\.routeKey.*\\$context\\.status'),
      },
    });
    for (const template of [
      readingRoom,
      synthesize({ signInDomain: 'jmnews-heshan' }).templates.readingRoom,
    ]) {
      // A way back from a sign-in has the reader's code in its path; an authorizer's claims tell who it is.
      expect(JSON.stringify(template.toJSON())).not.toMatch(
        /\$context\.(identity|path|authorizer|customDomain)|sourceIp|userAgent/,
      );
    }
  });

  it('gives the function the disk that indexes and packages may take up, and a core to look through them', () => {
    readingRoom.hasResourceProperties('AWS::Lambda::Function', {
      EphemeralStorage: { Size: INDEX_MEBIBYTES + 2 * PACKAGE_MEBIBYTES + 512 },
      MemorySize: 1769,
    });
  });

  it('answers before the API stops waiting', () => {
    readingRoom.hasResourceProperties('AWS::Lambda::Function', { Timeout: 29 });
  });
});
