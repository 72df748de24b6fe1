import { expect, it } from 'vitest';
import { PAGE_TASKS } from '../../adapters/page-tasks.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { READ_ARTICLE, READ_NODE } from '../../core/read/page-tasks.ts';
import { paperFiles } from '../../demo/paper.ts';

const DATE = asIssueDate('2023-02-25');
const SITE = ['demo', 'http://127.0.0.1:9/jmrb/'] as const;

/** What a task of the page's thread, or one that remembers nothing, gives for a page of the demonstration paper. */
async function ask(
  task: { readonly load: () => Promise<(...input: never) => unknown> } | undefined,
  place: { readonly path: string; readonly kind?: 'node' | 'article' },
): Promise<unknown> {
  const work = await task?.load();
  const page = { ...place, date: DATE };
  const bytes = paperFiles('first').get(asResourcePath(place.path))?.bytes;
  return work?.(...([...SITE, page, bytes, 'text/html'] as unknown as never));
}

it('the thread of pages reads what it has judged, and takes a page apart once for all of its tasks', async () => {
  const node = { path: 'html/2023-02/25/node_23.htm' };
  expect(await ask(PAGE_TASKS['judge-page'], { ...node, kind: 'node' })).toMatchObject({ kind: 'good' });
  const [once, again] = [await ask(PAGE_TASKS['read-node'], node), await ask(PAGE_TASKS['read-node'], node)];
  expect(once).toEqual(await ask(READ_NODE, node));
  expect(Reflect.get(Object(once), 'articles')).toBe(Reflect.get(Object(again), 'articles'));
  expect(Reflect.get(Object(once), 'articles')).not.toHaveLength(0);

  const names = [...paperFiles('first').keys()];
  const path = names.find((name) => name.startsWith('html/2023-02/25/content_')) ?? '';
  expect(await ask(PAGE_TASKS['judge-page'], { path, kind: 'article' })).toMatchObject({ kind: 'good' });
  expect(await ask(PAGE_TASKS['read-article'], { path })).toEqual(await ask(READ_ARTICLE, { path }));
});
