import type { Catalog } from '../catalog/catalog.ts';
import type { CaptureRecord, EventRecord } from '../catalog/records.ts';
import type { CaptureDue } from '../messages.ts';

/** Whether a page is there, as its captures tell: it was all along, has gone, or went and is back. */
export type Presence = 'up' | 'gone' | 'back';

type Resource = Pick<CaptureDue, 'paper' | 'date' | 'path' | 'kind'>;

/** How things stand after the captures on record, and the first capture that saw it so; `null` for `up`. */
export async function presenceOf(
  catalog: Catalog,
  { paper, path }: Resource,
): Promise<{ readonly presence: Presence; readonly since: CaptureRecord | null }> {
  let presence: Presence = 'up';
  let since: CaptureRecord | null = null;
  for await (const capture of catalog.captures(paper, path)) {
    // Of an answer that could not be had or not be believed nothing is known.
    if (capture.state === 'failed' || capture.state === 'refused' || capture.state === 'missing') continue;
    const now: Presence = capture.state === 'withdrawn' ? 'gone' : presence === 'up' ? 'up' : 'back';
    if (now !== presence) since = capture;
    presence = now;
  }
  return { presence, since };
}

/**
 * The event of an article going or coming back. It is dated by the first capture that saw it, so that a second
 * witness, or this one again after a kill, tells of the same event and not of another.
 */
export async function presenceEvent(
  catalog: Catalog,
  due: Resource,
  wanted: Exclude<Presence, 'up'>,
): Promise<EventRecord | null> {
  if (due.kind !== 'article') return null;
  const { presence, since } = await presenceOf(catalog, due);
  if (presence !== wanted || since === null) return null;
  const kind = wanted === 'gone' ? 'article-withdrawn' : 'article-restored';
  const article = await catalog.article(due.paper, due.date, due.path);
  return {
    paper: due.paper,
    date: due.date,
    id: `${kind}:${due.path}:${since.at}`,
    kind,
    path: due.path,
    page: article?.page ?? null,
    title: article?.title ?? null,
    version: article?.version ?? null,
    changes: [],
    classes: [wanted === 'gone' ? 'withdrawn' : 'restored'],
    at: since.at,
  };
}
