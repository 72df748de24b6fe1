import { randomBytes } from 'node:crypto';
import { openDataFolder } from '../../adapters/files/data-folder.ts';
import { newId } from '../../adapters/random-id.ts';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import { WITHOUT_DEADLINE } from '../../core/deadline.ts';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';

export const LARGE_ISSUE: IssueDate = asIssueDate('2021-01-01');
export const PICTURE_BYTES = 1024 * 1024;

const AT = asInstant('2020-12-31T22:15:00.000Z');
const SITE = 'http://127.0.0.1/jmrb/';

/** Makes an archive in `folder` with one issue of so many pictures, which nothing packs any smaller. */
export async function keepLargeIssue(folder: string, pictures: number): Promise<void> {
  const data = await openDataFolder(folder, { mode: 'write' });
  const catalog = new Catalog(data.table);
  const date = LARGE_ISSUE;
  await catalog.putIssue({
    ...{ paper: DEMO.id, date, state: 'complete', evidence: 'a measurement', site: SITE },
    ...{ pages: 0, articles: 0, resources: pictures, gaps: 0, withdrawn: 0 },
    ...{ firstAskedAt: AT, checkedAt: AT, missingAt: null, settledAt: AT },
  });
  for (let nth = 0; nth < pictures; nth += 1) {
    const path = asResourcePath(`images/2021-01/01/${nth}.jpg`);
    const of = { paper: DEMO.id, date, path, kind: 'picture' } as const;
    await catalog.expect({ ...of, page: null, title: null, foundOn: null, at: AT });
    const client = { fetch: () => Promise.resolve(answerOf(SITE + path)) };
    const deps = { client, objects: data.objects, catalog, newId, within: WITHOUT_DEADLINE };
    const { kind } = await captureResource(deps, { type: 'capture-due', ...of, site: SITE }, AT);
    if (kind !== 'captured') throw new Error(`${path}: ${kind}`);
  }
  await data.close();
}

function answerOf(url: string) {
  const body = Buffer.concat([
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe0),
    randomBytes(PICTURE_BYTES),
    Uint8Array.of(0xff, 0xd9),
  ]);
  return {
    ...{ url, at: AT, tookMs: 1, ip: '127.0.0.1' },
    request: { line: `GET ${new URL(url).pathname} HTTP/1.1`, headers: [] },
    response: {
      ...{ statusLine: 'HTTP/1.1 200 OK', status: 200, headers: [['Content-Type', 'image/jpeg'] as const] },
      ...{ body, payload: body },
    },
  };
}
