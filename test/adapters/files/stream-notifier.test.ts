import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { StreamNotifier } from '../../../adapters/files/stream-notifier.ts';
import { handsOverNotices, noticeOf } from '../../contracts/notifier.contract.ts';

describe('StreamNotifier', () => {
  handsOverNotices(
    () => {
      const stream = new PassThrough();
      return Promise.resolve({
        notifier: new StreamNotifier(stream),
        handedOver: () => text(stream.end()),
      });
    },
    () => Promise.resolve(new StreamNotifier(brokenPipe())),
  );

  it('writes subject, text and id, with an empty line after each notice', async () => {
    const stream = new PassThrough();
    const notifier = new StreamNotifier(stream);
    await notifier.send(noticeOf('one'));
    await notifier.send(noticeOf('two'));
    expect(await text(stream.end())).toBe(
      '更正：试刊 2023-02-25 A01 “两会”\n458.51→458.5\n[one]\n\n更正：试刊 2023-02-25 A01 “两会”\n458.51→458.5\n[two]\n\n',
    );
  });

  it('leaves a working stream as it found it', async () => {
    const stream = new PassThrough();
    const before = stream.listenerCount('error');
    await new StreamNotifier(stream).send(noticeOf('one'));
    expect(stream.listenerCount('error')).toBe(before);
  });
});

function brokenPipe(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done(new Error('EPIPE')) });
}
