import type { EventRecord } from '../catalog/records.ts';

/** One event on its way to whoever waits for it. */
export interface Notice {
  readonly event: EventRecord;
  /** One line, Chinese first. */
  readonly subject: string;
  readonly text: string;
}

/** Carries notices out of the archive. */
export interface Notifier {
  /**
   * Returns when the notice is handed over. A notice may come twice after a failure; its event's id tells.
   * Fails with {@link NotifyFailed}.
   */
  send(notice: Notice): Promise<void>;
}

export class NotifyFailed extends Error {
  override readonly name = 'NotifyFailed';

  constructor(channel: string, options?: ErrorOptions) {
    super(`the notice could not be handed to ${channel}`, options);
  }
}
