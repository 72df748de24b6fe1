import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';
import { MessagesNotSent, SqsOutbox } from '../../../adapters/sqs/sqs-outbox.ts';
import { carriesMessages, dueFor, largeDueFor } from '../../contracts/outbox.contract.ts';
import { LOCAL_AWS, type LocalAws, startLocalAws } from '../../support/local-fauxqs.ts';

describe('SqsOutbox', () => {
  let local: LocalAws;
  beforeAll(async () => {
    local = await startLocalAws();
  });
  afterAll(() => local.stop());

  carriesMessages(async () => {
    const queueUrls = {
      'capture-due': await local.freshQueue(),
      'snapshot-kept': await local.freshQueue(),
    };
    return {
      outbox: new SqsOutbox(local.sqs, queueUrls),
      arrived: (type) => local.drain(queueUrls[type]),
    };
  });
});

describe('SqsOutbox against a queue that does not take all', () => {
  const messages = ['a', 'b', 'c'].map((name) => dueFor(`${name}.htm`));

  it('sends again what was not taken, and only that', async () => {
    const queue = await refusing((path, tries) => (path === 'b.htm' && tries < 3 ? 'server' : 'none'));
    await queue.outbox.send(messages);
    expect(queue.batches).toEqual([['a.htm', 'b.htm', 'c.htm'], ['b.htm'], ['b.htm']]);
  });

  it('fails with MessagesNotSent, which names them, when that does not end', async () => {
    const queue = await refusing((path) => (path === 'b.htm' ? 'server' : 'none'));
    const sent = queue.outbox.send(messages);
    await expect(sent).rejects.toThrow(MessagesNotSent);
    await expect(sent).rejects.toMatchObject({ messages: [messages[1]], codes: ['InternalError'] });
    expect(queue.batches).toHaveLength(4);
  });

  it('does not try again what is at fault itself', async () => {
    const queue = await refusing((path) => (path === 'b.htm' ? 'sender' : 'none'));
    await expect(queue.outbox.send(messages)).rejects.toMatchObject({ messages: [messages[1]] });
    expect(queue.batches).toHaveLength(1);
  });
});

describe('SqsOutbox with messages that are large together', () => {
  it('sends no more than 256 KiB at once', async () => {
    const queue = await refusing(() => 'none');
    await queue.outbox.send(Array.from({ length: 9 }, (_, at) => largeDueFor(`${at}.htm`)));
    expect(queue.batches.map((batch) => batch.length)).toEqual([4, 4, 1]);
  });
});

const Batch = z.object({ Entries: z.array(z.object({ Id: z.string(), MessageBody: z.string() })) });
const Body = z.object({ path: z.string() });

/** An outbox before a server that speaks SQS's protocol and takes or refuses each message as it is told to. */
async function refusing(
  fault: (path: string, tries: number) => 'none' | 'server' | 'sender',
): Promise<{ outbox: SqsOutbox; batches: string[][] }> {
  const batches: string[][] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const entries = Batch.parse(JSON.parse(body)).Entries.map(({ Id, MessageBody }) => {
        return { Id, MessageBody, path: Body.parse(JSON.parse(MessageBody)).path };
      });
      batches.push(entries.map(({ path }) => path));
      const faults = entries.map((entry) => ({ ...entry, fault: fault(entry.path, batches.length) }));
      const Successful = faults
        .filter((entry) => entry.fault === 'none')
        .map(({ Id, MessageBody }) => ({
          Id,
          MessageId: Id,
          MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
        }));
      const Failed = faults
        .filter((entry) => entry.fault !== 'none')
        .map(({ Id, fault: side }) => ({ Id, Code: 'InternalError', SenderFault: side === 'sender' }));
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify({ Successful, Failed }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const sqs = new SQSClient({ ...LOCAL_AWS, endpoint });
  onTestFinished(() => {
    sqs.destroy();
    server.close();
  });
  const queueUrl = `${endpoint}/000000000000/queue`;
  return { outbox: new SqsOutbox(sqs, { 'capture-due': queueUrl, 'snapshot-kept': queueUrl }), batches };
}
