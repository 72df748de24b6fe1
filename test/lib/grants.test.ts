import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { resourcesOf, synthesize } from './synthesized.ts';

const { templates } = synthesize();
const roles = rolesOf();

/** What Lambda itself needs for every function, and what no function can be denied. */
const OWN_LOG_AND_TRACES = (log: string): string[] => [
  `logs:CreateLogStream on ${log}`,
  `logs:PutLogEvents on ${log}`,
  'xray:PutTelemetryRecords on *',
  'xray:PutTraceSegments on *',
];
const READ_CATALOG = ['dynamodb:GetItem on catalog', 'dynamodb:Query on catalog'];
const WRITE_CATALOG = [...READ_CATALOG, 'dynamodb:PutItem on catalog'];

const sendsTo = (queue: string): string[] => [
  `sqs:GetQueueAttributes on ${queue}`,
  `sqs:GetQueueUrl on ${queue}`,
  `sqs:SendMessage on ${queue}`,
];
const worksOff = (queue: string): string[] => [
  `sqs:ChangeMessageVisibility on ${queue}`,
  `sqs:DeleteMessage on ${queue}`,
  `sqs:ReceiveMessage on ${queue}`,
];

describe('a role may do this and nothing else:', () => {
  it.each<[string, string[]]>([
    [
      'Discover',
      [
        ...OWN_LOG_AND_TRACES('DiscoverLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/captures/*',
        's3:GetObject on archive/quarantine/*',
        's3:ListBucket on archive',
        's3:PutObject on archive/captures/*',
        's3:PutObject on archive/quarantine/*',
        ...sendsTo('CaptureQueue'),
        ...sendsTo('ReadQueue'),
      ],
    ],
    [
      'Capture',
      [
        ...OWN_LOG_AND_TRACES('CaptureLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/captures/*',
        's3:GetObject on archive/quarantine/*',
        's3:ListBucket on archive',
        's3:PutObject on archive/captures/*',
        's3:PutObject on archive/quarantine/*',
        ...sendsTo('CaptureQueue'),
        ...sendsTo('ReadQueue'),
        ...worksOff('CaptureQueue'),
      ],
    ],
    [
      'Read',
      [
        ...OWN_LOG_AND_TRACES('ReadLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/captures/*',
        's3:GetObject on archive/readings/*',
        's3:ListBucket on archive',
        's3:PutObject on archive/readings/*',
        ...sendsTo('CaptureQueue'),
        ...sendsTo('ReadQueue'),
        ...worksOff('ReadQueue'),
      ],
    ],
    [
      'Publish',
      [
        ...OWN_LOG_AND_TRACES('PublishLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/lake/*',
        's3:GetObject on archive/readings/*',
        's3:GetObject on archive/releases/*',
        's3:GetObject on archive/indexes/*',
        's3:ListBucket on archive',
        's3:AbortMultipartUpload on archive/lake/*',
        's3:AbortMultipartUpload on archive/releases/*',
        's3:PutObject on archive/lake/*',
        's3:AbortMultipartUpload on archive/indexes/*',
        's3:PutObject on archive/releases/*',
        's3:PutObject on archive/indexes/*',
      ],
    ],
    [
      'Alert',
      [
        ...OWN_LOG_AND_TRACES('AlertLogs'),
        ...READ_CATALOG,
        'dynamodb:DescribeStream on catalog stream',
        'dynamodb:GetRecords on catalog stream',
        'dynamodb:GetShardIterator on catalog stream',
        'dynamodb:ListStreams on catalog stream',
        'sns:Publish on Alerts',
        ...sendsTo('LostAlerts'),
      ],
    ],
    [
      'Audit',
      [
        ...OWN_LOG_AND_TRACES('AuditLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/captures/*',
        's3:GetObject on archive/quarantine/*',
        's3:GetObject on archive/readings/*',
        's3:ListBucket on archive',
      ],
    ],
    [
      'ReadingRoom',
      [
        ...OWN_LOG_AND_TRACES('ReadingRoomLogs'),
        ...READ_CATALOG,
        's3:GetObject on archive/captures/*',
        's3:GetObject on archive/readings/*',
        's3:GetObject on archive/releases/*',
        's3:GetObject on archive/indexes/*',
        's3:GetObject on archive/search/*',
        's3:ListBucket on archive',
      ],
    ],
    [
      'SearchIndex',
      [
        ...OWN_LOG_AND_TRACES('SearchIndexLogs'),
        ...WRITE_CATALOG,
        's3:GetObject on archive/readings/*',
        's3:GetObject on archive/search/*',
        's3:ListBucket on archive',
        's3:AbortMultipartUpload on archive/search/*',
        's3:PutObject on archive/search/*',
      ],
    ],
    [
      'Timetable',
      [
        'lambda:InvokeFunction on AuditFunction',
        'lambda:InvokeFunction on AuditFunction:*',
        'lambda:InvokeFunction on DiscoverFunction',
        'lambda:InvokeFunction on DiscoverFunction:*',
        'lambda:InvokeFunction on PublishFunction',
        'lambda:InvokeFunction on PublishFunction:*',
        'lambda:InvokeFunction on SearchIndexFunction',
        'lambda:InvokeFunction on SearchIndexFunction:*',
        'sqs:SendMessage on TimetableDeadLetters',
      ],
    ],
  ])('%s', (role, permissions) => {
    expect(roles.get(role)).toEqual([...new Set(permissions)].sort());
  });

  it('and there is no other role', () => {
    expect([...roles.keys()].sort()).toEqual([
      'Alert',
      'Audit',
      'Capture',
      'Discover',
      'Publish',
      'Read',
      'ReadingRoom',
      'SearchIndex',
      'Timetable',
    ]);
    const attached = resourcesOf('AWS::IAM::Role', ...Object.values(templates)).filter(
      ({ properties }) => 'ManagedPolicyArns' in properties || 'Policies' in properties,
    );
    expect(attached).toEqual([]);
  });
});

describe('nobody', () => {
  const all = [...roles.values()].flat();

  it('may delete anything that is kept', () => {
    expect(
      all.filter((one) => /Delete|Remove|Purge/.test(one) && !one.startsWith('sqs:DeleteMessage')),
    ).toEqual([]);
  });

  it('may add to the log of what is shown, or bypass a lock', () => {
    expect(all.filter((one) => /\/(rights|removals)\/|Bypass/.test(one))).toEqual([]);
  });

  it('may give up an upload but whoever puts what can be large', () => {
    const aborting = [...roles].filter(([, may]) => may.some((one) => one.startsWith('s3:Abort')));
    expect(aborting.map(([role]) => role)).toEqual(['Publish', 'SearchIndex']);
  });

  it('may do a family of actions at once', () => {
    expect(all.filter((one) => /^[^ ]*\*/.test(one))).toEqual([]);
  });
});

/** What each role is allowed, as `action on resource`, with the stacks' names for resources. */
function rolesOf(): Map<string, string[]> {
  const Policy = z.object({
    Roles: z.array(z.object({ Ref: z.string() })),
    PolicyDocument: z.object({
      Statement: z.array(
        z.object({
          Effect: z.literal('Allow'),
          Action: oneOrMore(z.string()),
          Resource: oneOrMore(z.unknown()),
        }),
      ),
    }),
  });
  const found = new Map<string, Set<string>>();
  for (const { properties } of resourcesOf('AWS::IAM::Policy', ...Object.values(templates))) {
    const { Roles, PolicyDocument } = Policy.parse(properties);
    for (const { Ref } of Roles) {
      const role = Ref.replace(/Role[0-9A-F]{8}$/, '');
      const permissions = found.get(role) ?? new Set();
      found.set(role, permissions);
      for (const { Action, Resource } of PolicyDocument.Statement) {
        for (const action of Action) {
          for (const resource of Resource) permissions.add(`${action} on ${nameOf(resource)}`);
        }
      }
    }
  }
  return new Map([...found].map(([role, permissions]) => [role, [...permissions].sort()]));
}

function oneOrMore<T>(one: z.ZodType<T>) {
  return z.union([z.array(one), one.transform((value) => [value])]);
}

/** A resource as its stack calls it, without the hashes of logical ids. */
function nameOf(resource: unknown): string {
  const Reference = z.union([
    z.string(),
    z.object({ Ref: z.string() }).transform(({ Ref }) => bare(Ref)),
    z.object({ 'Fn::GetAtt': z.array(z.string()) }).transform(({ 'Fn::GetAtt': [id = ''] }) => bare(id)),
    z.object({ 'Fn::ImportValue': z.string() }).transform(({ 'Fn::ImportValue': name }) => imported(name)),
  ]);
  const joined = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(Reference)]) });
  return z
    .union([Reference, joined.transform(({ 'Fn::Join': [, parts] }) => parts.join(''))])
    .parse(resource);
}

function bare(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '').replace(/^(\w+Queue)Queue$/, '$1');
}

function imported(name: string): string {
  if (/GetAttArchiveBucket[0-9A-F]{8}Arn/.test(name)) return 'archive';
  if (/GetAttCatalogTable[0-9A-F]{8}StreamArn/.test(name)) return 'catalog stream';
  if (/GetAttCatalogTable[0-9A-F]{8}Arn/.test(name)) return 'catalog';
  return name;
}
