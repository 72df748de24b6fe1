import { expect, it } from 'vitest';
import { captureIssue } from '../../cli/capture-issue.ts';
import type { PaperClient } from '../../core/capture/paper-client.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { READER_VERSION } from '../../core/read/reader-version.ts';
import { MemoryDesk } from '../support/memory-desk.ts';

/** More than any page takes to be read. */
const MANY_TURNS = 2000;
const DAY = asIssueDate('2023-02-25');

it('reads what has come while the site is being asked for more', async () => {
  const desk = new MemoryDesk();
  const { catalog, client, ...others } = desk.deps;
  const articles: string[] = [];
  const isFirstRead = async (): Promise<boolean> => {
    const [first] = articles;
    const article =
      first === undefined ? undefined : (await desk.manifest(DAY)).resources.find(({ url }) => url === first);
    return (
      article !== undefined && (await catalog.reading(DEMO.id, article.path, 1, READER_VERSION)) !== null
    );
  };
  let [isRead, isGivenUp] = [false, false];
  // A site that gives its first article, and no other before that one has been read, or for a long time.
  const site: PaperClient = {
    fetch: async (request) => {
      if (request.url.includes('content_')) articles.push(request.url);
      for (let turn = 0; articles.length > 1 && !isRead && !isGivenUp; turn += 1) {
        isRead = await isFirstRead();
        isGivenUp = turn >= MANY_TURNS;
        await new Promise((done) => setImmediate(done));
      }
      return client.fetch(request);
    },
  };
  const options = {
    ...{ concurrency: 1, now: desk.now, ending: new AbortController().signal },
    onProgress: () => undefined,
  };
  const run = await captureIssue(
    { ...others, catalog, client: site },
    { site: desk.site, date: DAY, ask: 'all' },
    options,
  );
  expect(run.issue).toMatchObject({ state: 'complete', gaps: 0 });
  expect(articles.length).toBeGreaterThan(1);
  expect(isGivenUp).toBe(false);
});
