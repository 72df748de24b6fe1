import { REMEMBERED } from './remembered.ts';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { FileObjects } from '../../adapters/files/file-objects.ts';
import { SqliteTable } from '../../adapters/sqlite/sqlite-table.ts';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { decodeBody } from '../../core/capture/content-coding.ts';
import { type Exchange, type HeaderList, headerOf } from '../../core/capture/paper-client.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { SnapshotRecord } from '../../core/catalog/records.ts';
import { type Instant, asInstant } from '../../core/paper/instant.ts';
import { type IssueDate, asIssueDate } from '../../core/paper/issue-date.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { type ResourceKind, asResourcePath } from '../../core/paper/resource.ts';
import { localFolder } from './local-folder.ts';

export const DATE = asIssueDate('2023-02-25');
export const SITE = 'http://dzb.jmrb.com:8080/jmrb/';
export const FRONT = 'html/2023-02/25/node_22.htm';
export const AT = asInstant('2023-02-24T22:15:00.123Z');

/** An archive on a real disk, with the files' paths at hand so that a test can harm them. */
export interface LocalArchive {
  readonly catalog: Catalog;
  readonly table: SqliteTable;
  readonly objects: FileObjects;
  readonly pathOf: (key: string) => string;
}

export async function localArchive(): Promise<LocalArchive> {
  const folder = await localFolder();
  const table = SqliteTable.open(join(folder, 'catalog.sqlite'), 'make');
  onTestFinished(() => table.close());
  const root = join(folder, 'objects');
  const objects = new FileObjects(root);
  return { catalog: new Catalog(table), table, objects, pathOf: (key) => join(root, key) };
}

export interface Answer {
  readonly url?: string;
  readonly at?: Instant;
  readonly status?: number;
  readonly headers?: HeaderList;
  readonly body?: Uint8Array | string;
}

export function exchangeOf(answer: Answer): Exchange {
  const { url = SITE + FRONT, at = AT, status = 200, headers = [['Content-Type', 'text/html']] } = answer;
  const body = typeof answer.body === 'string' ? new TextEncoder().encode(answer.body) : answer.body;
  const sent = body ?? new Uint8Array();
  return {
    ...{ url, at, tookMs: 7, ip: '127.0.0.1' },
    request: { line: `GET ${new URL(url).pathname} HTTP/1.1`, headers: [['user-agent', 'a test']] },
    response: {
      statusLine: `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Other'}`,
      ...{ status, headers, body: sent },
      payload: decodeBody(sent, headerOf(headers, 'content-encoding'), 64 * 1024 * 1024),
    },
  };
}

export interface Kept extends Omit<Answer, 'url'> {
  readonly path: string;
  readonly kind?: ResourceKind;
  readonly page?: string;
  readonly title?: string;
  readonly date?: IssueDate;
}

let captures = 0;

/** Has the real capture stage take `kept` in. Returns the version that is the newest now. */
export async function keep(archive: LocalArchive, kept: Kept): Promise<SnapshotRecord | null> {
  const { kind = 'article', page = null, title = null, date = DATE, at = AT } = kept;
  const path = asResourcePath(kept.path);
  const of = { paper: JMRB.id, date, path, kind };
  await putIssue(archive, date);
  await archive.catalog.expect({ ...of, page, title, foundOn: null, at });
  const client = { fetch: () => Promise.resolve(exchangeOf({ ...kept, url: SITE + path })) };
  const newId = (): string => `capture${String((captures += 1)).padStart(9, '0')}`;
  const { objects, catalog } = archive;
  await captureResource(
    { client, objects, catalog, newId, within: REMEMBERED },
    { type: 'capture-due', ...of, site: SITE },
    at,
  );
  return catalog.newestSnapshot(JMRB.id, path);
}

const LABEL = '<td class=px12>第A01版：<strong>要闻</strong></td>';

/** The least that the content gate takes for an article: a label, a head and a body. */
export function articlePage(text: string): string {
  return `<html><body><table><tr>${LABEL}<td align=center><strong>题</strong></td><td><div id="ozoom">${text}</div></td></tr></table></body></html>`;
}

/** The least that the content gate takes for a node: a label and a page list. */
export function nodePage(text: string): string {
  return `<html><body><table><tr>${LABEL}<td><a id=pageLink href=node_22.htm>${text}</a></td></tr></table></body></html>`;
}

async function putIssue({ catalog }: LocalArchive, date: IssueDate): Promise<void> {
  if (await catalog.issue(JMRB.id, date)) return;
  const none = { pages: 0, articles: 0, resources: 0, gaps: 0, withdrawn: 0 };
  const times = { firstAskedAt: AT, checkedAt: AT, missingAt: null, settledAt: AT };
  await catalog.putIssue({
    ...{ paper: JMRB.id, date, state: 'open', evidence: 'being captured', site: SITE },
    ...none,
    ...times,
  });
}
