import { PageThread } from '../adapters/page-thread.ts';
import type { WithinDeadline } from '../core/deadline.ts';

/** Has a thread for pages for as long as `use` runs. */
export async function withPageThread<T>(use: (within: WithinDeadline) => Promise<T>): Promise<T> {
  const thread = new PageThread();
  try {
    return await use(thread.within);
  } finally {
    await thread.close();
  }
}
