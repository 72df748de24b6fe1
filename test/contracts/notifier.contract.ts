import { expect, it } from 'vitest';
import { type Notice, type Notifier, NotifyFailed } from '../../core/alert/notifier.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';

/** A notifier, and the other end of it. */
export interface NoticeWay {
  readonly notifier: Notifier;
  /** All that came out at the other end, one text a notice or all in one. */
  readonly handedOver: () => Promise<string>;
}

/** What every {@link Notifier} promises. `broken` gives one whose other end takes nothing. */
export function handsOverNotices(fresh: () => Promise<NoticeWay>, broken: () => Promise<Notifier>): void {
  it('hands over subject, text and the id that tells a notice that comes twice', async () => {
    const { notifier, handedOver } = await fresh();
    await notifier.send(noticeOf('corrected-1'));
    const came = await handedOver();
    expect(came).toContain('更正：试刊 2023-02-25 A01 “两会”');
    expect(came).toContain('458.51→458.5');
    expect(came).toContain('corrected-1');
  });

  it('hands over notices in the order they were sent', async () => {
    const { notifier, handedOver } = await fresh();
    for (const id of ['one-1', 'two-2', 'three-3']) await notifier.send(noticeOf(id));
    expect((await handedOver()).match(/one-1|two-2|three-3/g)).toEqual(['one-1', 'two-2', 'three-3']);
  });

  it('fails with NotifyFailed when the other end takes nothing', async () => {
    const notifier = await broken();
    await expect(notifier.send(noticeOf('lost-1'))).rejects.toThrow(NotifyFailed);
  });
}

export function noticeOf(id: string, more: Partial<Notice['event']> = {}): Notice {
  return {
    event: {
      id,
      paper: 'demo',
      date: asIssueDate('2023-02-25'),
      kind: 'article-corrected',
      path: asResourcePath('html/2023-02/25/content_1.htm'),
      page: 'A01',
      title: '“两会”开幕',
      version: 2,
      changes: [{ before: '458.51', after: '458.5' }],
      classes: ['numbers'],
      at: asInstant('2023-02-25T01:00:00.000Z'),
      ...more,
    },
    subject: '更正：试刊 2023-02-25 A01 “两会”',
    text: '458.51→458.5',
  };
}
