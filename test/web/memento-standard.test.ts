import { describe, expect, it } from 'vitest';
import type { Memento } from '../../core/catalog/mementos.ts';
import { linkHeader, timeMap } from '../../web/replay/memento-links.ts';
import { JMRB } from '../../core/paper/papers/jmrb.ts';

/* What RFC 7089 shows, and what the archive says of an original that was seen at the same moments. */

const ORIGINAL = 'http://a.example.org';

/** Figure 28, without the licences of its mementos. */
const TIME_MAP = ` <http://a.example.org>;rel="original",
   <http://arxiv.example.net/timemap/http://a.example.org>
     ; rel="self";type="application/link-format"
     ; from="Tue, 20 Jun 2000 18:02:59 GMT"
     ; until="Wed, 09 Apr 2008 20:30:51 GMT",
   <http://arxiv.example.net/timegate/http://a.example.org>
     ; rel="timegate",
   <http://arxiv.example.net/web/20000620180259/http://a.example.org>
     ; rel="first memento";datetime="Tue, 20 Jun 2000 18:02:59 GMT",
   <http://arxiv.example.net/web/20091027204954/http://a.example.org>
      ; rel="last memento";datetime="Tue, 27 Oct 2009 20:49:54 GMT",
   <http://arxiv.example.net/web/20000621011731/http://a.example.org>
     ; rel="memento";datetime="Wed, 21 Jun 2000 01:17:31 GMT",
   <http://arxiv.example.net/web/20000621044156/http://a.example.org>
     ; rel="memento";datetime="Wed, 21 Jun 2000 04:41:56 GMT"`;

const STAMPS = ['20000620180259', '20000621011731', '20000621044156', '20091027204954'];

/** A link-value's attributes by name (RFC 8288, as far as Memento needs it). */
function linksIn(text: string): Record<string, string>[] {
  return [...text.matchAll(/<([^>]*)>((?:\s*;\s*\w+="[^"]*")*)/g)].map(
    ([, target = '', attributes = '']) => ({
      target,
      ...Object.fromEntries(
        [...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
      ),
    }),
  );
}

const mementos = STAMPS.map((stamp) => ({ stamp, snapshot: {}, status: 200, isRevisit: false }) as Memento);
const original = { paper: JMRB, url: ORIGINAL, mementos };

describe('beside the examples of RFC 7089', () => {
  it('a TimeMap has the same links, with the same relations and datetimes', () => {
    const theirs = linksIn(TIME_MAP);
    const ours = linksIn(timeMap('http://arxiv.example.net', original));
    const byRel = (links: Record<string, string>[]) =>
      links
        .filter(({ rel = '' }) => /memento/.test(rel))
        .map(({ rel, datetime }) => `${datetime ?? ''} ${rel ?? ''}`)
        .sort();
    expect(byRel(ours)).toEqual(byRel(theirs));
    const others = (links: Record<string, string>[]) =>
      links.filter(({ rel = '' }) => !/memento/.test(rel)).map(({ rel, type }) => [rel, type]);
    expect(others(ours)).toEqual(others(theirs));
    expect(ours[0]?.['target']).toBe(theirs[0]?.['target']);
    // The standard's own example ends its span before its last memento; ours spans all.
    expect(ours[1]).toMatchObject({
      from: 'Tue, 20 Jun 2000 18:02:59 GMT',
      until: 'Tue, 27 Oct 2009 20:49:54 GMT',
    });
  });

  it('the answer with a memento has the relations of section 2.2.4 and 4', () => {
    const shown = mementos[1] ?? null;
    const rels = linksIn(linkHeader('http://arxiv.example.net', original, shown)).map(({ rel }) => rel);
    expect(rels).toEqual([
      'original',
      'timegate',
      'timemap',
      'first prev memento',
      'memento',
      'next memento',
      'last memento',
    ]);
  });
});
