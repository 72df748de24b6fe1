import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { SnsNotifier } from '../../../adapters/sns/sns-notifier.ts';
import { handsOverNotices, noticeOf } from '../../contracts/notifier.contract.ts';
import { type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';

/** What SNS wraps a message in for a queue. */
const Envelope = z.object({
  Subject: z.string(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string(), Value: z.string() })),
});

describe('SnsNotifier', () => {
  let local: LocalAws;
  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local.stop());

  handsOverNotices(
    async () => {
      const { topicArn, queueUrl } = await local.freshTopic();
      return {
        notifier: new SnsNotifier(local.sns, topicArn),
        handedOver: async () => (await local.drain(queueUrl)).join('\n'),
      };
    },
    () => Promise.resolve(new SnsNotifier(local.sns, 'arn:aws:sns:ap-southeast-1:000000000000:not-there')),
  );

  it('puts the subject in English, the notice in the message, id and kind beside it', async () => {
    expect(await through(noticeOf('corrected-1'))).toEqual({
      Subject: 'article changed: demo 2023-02-25, page A01',
      Message: '更正：试刊 2023-02-25 A01 “两会”\n\n458.51→458.5',
      MessageAttributes: {
        eventId: { Type: 'String', Value: 'corrected-1' },
        kind: { Type: 'String', Value: 'article-corrected' },
      },
    });
  });

  it('keeps the subject within what SNS takes, whatever a page calls itself', async () => {
    const { Subject } = await through(noticeOf('1', { page: `第一版\n${'x'.repeat(200)}` }));
    expect(Subject).toMatch(/^article changed: demo 2023-02-25, page \?{4}x+$/);
    expect(Subject).toHaveLength(99);
  });

  it('cuts a text that SNS would refuse between two characters', async () => {
    const { Message } = await through({ ...noticeOf('1'), text: '版'.repeat(100_000) });
    expect(Buffer.byteLength(Message)).toBeLessThanOrEqual(250 * 1024 + 3);
    expect(Message).toMatch(/^更正[^\n]*\n\n版{80000,}…$/);
  });

  async function through(notice: ReturnType<typeof noticeOf>): Promise<z.infer<typeof Envelope>> {
    const { topicArn, queueUrl } = await local.freshTopic();
    await new SnsNotifier(local.sns, topicArn).send(notice);
    const [body = ''] = await local.drain(queueUrl);
    return Envelope.parse(JSON.parse(body));
  }
});
