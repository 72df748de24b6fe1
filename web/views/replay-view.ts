import type { Catalog } from '../../core/catalog/catalog.ts';
import { type Memento, type Original, instantOfStamp } from '../../core/catalog/mementos.ts';
import { type Instant, instantOf } from '../../core/paper/instant.ts';
import { articleHref } from '../../core/publish/room-address.ts';
import { diffHref, issueHref, versionsHref } from '../addresses.ts';
import { mementoAddresses } from '../replay/memento-links.ts';

/** A memento in the page around it. */
export interface FrameView {
  /** The address of the newspaper's site. */
  readonly url: string;
  readonly at: Instant;
  /** From 1 on, oldest first. */
  readonly position: number;
  readonly count: number;
  /** What the frame shows; `null` for what a frame cannot show. */
  readonly shownHref: string | null;
  readonly rawHref: string;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly calendarHref: string;
  readonly article: { readonly title: string | null; readonly href: string } | null;
  readonly issueHref: string;
  /** What this version differs from the one before in. */
  readonly diffHref: string | null;
}

/** What a browser shows in a frame from which everything is taken that a page could do. A PDF needs its viewer. */
const IN_FRAMES = /^(text\/html|image\/)/;

export async function frameView(
  { catalog }: { readonly catalog: Catalog },
  { url, mementos }: Original,
  memento: Memento,
): Promise<FrameView> {
  const addresses = mementoAddresses('', url);
  const at = mementos.findIndex(({ stamp }) => stamp === memento.stamp);
  const frameAt = (place: number): string | null => {
    const one = mementos[place];
    return one === undefined ? null : addresses.frameOf(one);
  };
  const { paper, date, path, kind, version, mediaType } = memento.snapshot;
  const article = kind === 'article' ? await catalog.article(paper, date, path) : null;
  const href = article && articleHref(paper, date, article.page, article.articleId, version);
  const versions = article && versionsHref(paper, date, article.page, article.articleId);
  return {
    url,
    at: momentOf(memento),
    position: at + 1,
    count: mementos.length,
    shownHref: IN_FRAMES.test(mediaType) ? addresses.of(memento) : null,
    rawHref: addresses.of(memento, 'id_'),
    previousHref: at > 0 ? frameAt(at - 1) : null,
    nextHref: frameAt(at + 1),
    calendarHref: addresses.calendar,
    article: article && href !== null ? { title: article.title, href } : null,
    issueHref: issueHref(paper, date),
    diffHref:
      versions !== null && version > 1 ? diffHref(versions, { before: version - 1, after: version }) : null,
  };
}

/** A day of the archive's clock, UTC, and what was seen on it. */
export interface CalendarView {
  readonly url: string;
  readonly timeMapHref: string;
  readonly timeMapJsonHref: string;
  /** Newest first. */
  readonly captures: readonly {
    readonly at: Instant;
    readonly href: string;
    readonly version: number;
    readonly sha256: string;
    readonly isRevisit: boolean;
  }[];
}

export function calendarView({ url, mementos }: Original): CalendarView {
  const addresses = mementoAddresses('', url);
  return {
    url,
    timeMapHref: addresses.timeMap,
    timeMapJsonHref: addresses.timeMapJson,
    captures: mementos.toReversed().map((memento) => ({
      at: momentOf(memento),
      href: addresses.frameOf(memento),
      version: memento.snapshot.version,
      sha256: memento.snapshot.sha256,
      isRevisit: memento.isRevisit,
    })),
  };
}

/** To the second, as its address tells it. */
function momentOf({ stamp }: Memento): Instant {
  return instantOf(new Date(instantOfStamp(stamp)));
}
