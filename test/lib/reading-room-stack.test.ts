import { Match, type Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { INDEX_MEBIBYTES } from '../../lambdas/reading-room/settings.ts';
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
      'GET /data/{proxy+}: NONE',
      'GET /data: NONE',
      'GET /favicon.ico: NONE',
      'GET /feeds/{proxy+}: NONE',
      'GET /status.json: NONE',
      'GET /status: NONE',
      'GET /style.css: NONE',
      'GET /takedowns.json: NONE',
      'GET /takedowns: NONE',
      'HEAD /api/{proxy+}: NONE',
      'HEAD /data/{proxy+}: NONE',
      'HEAD /data: NONE',
      'HEAD /favicon.ico: NONE',
      'HEAD /feeds/{proxy+}: NONE',
      'HEAD /status.json: NONE',
      'HEAD /status: NONE',
      'HEAD /style.css: NONE',
      'HEAD /takedowns.json: NONE',
      'HEAD /takedowns: NONE',
      'OPTIONS /api/{proxy+}: NONE',
      'OPTIONS /data/{proxy+}: NONE',
      'OPTIONS /data: NONE',
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
    expect(JSON.stringify(readingRoom.toJSON())).not.toMatch(/\$context\.identity|sourceIp|userAgent/);
  });

  it('gives the function the disk that indexes may take up, and a core to look through them', () => {
    readingRoom.hasResourceProperties('AWS::Lambda::Function', {
      EphemeralStorage: { Size: INDEX_MEBIBYTES + 512 },
      MemorySize: 1769,
    });
  });

  it('answers before the API stops waiting', () => {
    readingRoom.hasResourceProperties('AWS::Lambda::Function', { Timeout: 29 });
  });
});
