import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { DEFAULT_PAPER, PAPERS, UnknownPaper, paperById } from '../../../core/paper/registry.ts';
import {
  BadBaseUrl,
  asResourcePath,
  calendarPath,
  frontPath,
  pathOfUrl,
  readPath,
  resolveLink,
  siteOf,
  urlOf,
} from '../../../core/paper/resource.ts';

const SITE = siteOf(JMRB);
const MIRROR = siteOf(JMRB, 'http://127.0.0.1:8099/mirror');
const ARTICLE = asResourcePath('html/2023-02/25/content_667012.htm');

describe('a resource', () => {
  it.each([
    'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm',
    'http://dzb.jmrb.com:8090/jmrb/html/2023-02/25/content_667012.htm',
    'http://DZB.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm?div=-1',
    'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/./content_667012.htm?div=0#top',
    'http://dzb.jmrb.com:8090/jmrb/html/2023-02/25/content_667012.htm?div=0&div=-1#',
    'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm?',
    'http://dzb.jmrb.com:8080/jmrb/html/2023%2d02/25/content%5F667012%2Ehtm',
    'http://dzb.jmrb.com:8080/jmrb/html/2023-02/24/../25/content_667012.htm',
  ])('is the same under %s', (url) => {
    expect(pathOfUrl(SITE, url)).toEqual({ kind: 'resource', path: ARTICLE });
  });

  it('is the same whichever of the site’s ports is asked, and wherever its links lead', () => {
    const other = siteOf(JMRB, 'http://dzb.jmrb.com:8090/jmrb/');
    expect(pathOfUrl(other, urlOf(SITE, ARTICLE))).toEqual({ kind: 'resource', path: ARTICLE });
    expect(pathOfUrl(SITE, urlOf(other, ARTICLE))).toEqual({ kind: 'resource', path: ARTICLE });
    expect(urlOf(other, ARTICLE)).toContain(':8090/');
  });

  it('is the same on a mirror, whose own address is asked', () => {
    expect(pathOfUrl(MIRROR, 'http://127.0.0.1:8099/mirror/html/2023-02/25/content_667012.htm')).toEqual({
      kind: 'resource',
      path: ARTICLE,
    });
    expect(pathOfUrl(MIRROR, urlOf(SITE, ARTICLE))).toEqual({ kind: 'resource', path: ARTICLE });
    expect(urlOf(MIRROR, ARTICLE)).toBe('http://127.0.0.1:8099/mirror/html/2023-02/25/content_667012.htm');
  });

  it.each([
    ['content_667013.htm?div=0', 'html/2023-02/25/content_667013.htm'],
    ['../24/node_22.htm', 'html/2023-02/24/node_22.htm'],
    ['../../../page/1/2023-02-25/B02/1.pdf', 'page/1/2023-02-25/B02/1.pdf'],
    ['node_22.htm', 'html/2023-02/25/node_22.htm'],
    ['图 1.jpg', 'html/2023-02/25/%E5%9B%BE%201.jpg'],
    ['%e5%9b%be%201.jpg', 'html/2023-02/25/%E5%9B%BE%201.jpg'],
    ['%cd%bc%2f%2525.jpg', 'html/2023-02/25/%CD%BC%2F%2525.jpg'],
    ['content_667013.htm?page=2&div=0', 'html/2023-02/25/content_667013.htm?page=2'],
  ])('is where the link %s leads', (link, path) => {
    expect(resolveLink(SITE, ARTICLE, link)).toEqual({ kind: 'resource', path });
  });

  it.each([
    ['http://paper.jmnews.cn/jmrb/html/2023-02/25/node_3.htm', 'elsewhere'],
    ['//evil.example/jmrb/html/x.htm', 'elsewhere'],
    ['http://dzb.jmrb.com:8080@evil.example/jmrb/x.htm', 'elsewhere'],
    ['http://dzb.jmrb.com:80801/jmrb/x.htm', 'not-a-url'],
    ['http://dzb.jmrb.com:8081/jmrb/x.htm', 'elsewhere'],
    ['../../../../other/x.htm', 'elsewhere'],
    ['../../../', 'elsewhere'],
    ['/jmrb/?', 'elsewhere'],
    ['/jmrb/?div=1', 'elsewhere'],
    ['javascript:alert(1)', 'elsewhere'],
    ['file:///etc/passwd', 'elsewhere'],
    ['http://[', 'not-a-url'],
    [`${'x'.repeat(701)}.jpg`, 'too-long'],
  ])('is nowhere that %s leads', (link, kind) => {
    expect(resolveLink(SITE, ARTICLE, link)).toMatchObject({ kind });
  });

  it('never leads off its server, whatever its path is', () => {
    // A path may begin with slashes or hold a colon; resolving it again would make it a host or a scheme.
    for (const link of ['../../..///evil.example/x', '../../../a:b', '../../../%2e%2e/x']) {
      const resolved = resolveLink(SITE, ARTICLE, link);
      if (resolved.kind === 'resource')
        expect(urlOf(SITE, resolved.path).startsWith(SITE.baseUrl)).toBe(true);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (link) => {
        const resolved = resolveLink(SITE, ARTICLE, link);
        if (resolved.kind !== 'resource') return;
        expect(pathOfUrl(SITE, urlOf(SITE, resolved.path))).toEqual(resolved);
        expect(new URL(urlOf(SITE, resolved.path)).host).toBe('dzb.jmrb.com:8080');
        expect(asResourcePath(resolved.path)).toBe(resolved.path);
      }),
      { examples: [['/jmrb///evil.example/'], ['/jmrb/a:b'], ['http:content_1.htm']] },
    );
  });

  it('has only a canonical path', () => {
    for (const text of ['', 'a b', '../x', 'x/../y', 'x#y', '版.htm'])
      expect(() => asResourcePath(text)).toThrow(TypeError);
  });

  it('tells by its path what it is and of which day', () => {
    const day = asIssueDate('2023-02-25');
    expect(frontPath(JMRB, day)).toBe('html/2023-02/25/node_22.htm');
    expect(calendarPath(JMRB, day)).toBe('html/2023-02/period.xml');
    expect(readPath(JMRB, ARTICLE)).toEqual({ kind: 'article', date: day, articleId: '667012' });
    expect(readPath(JMRB, frontPath(JMRB, day))).toEqual({ kind: 'node', date: day, articleId: null });
    expect(readPath(JMRB, asResourcePath('html/2023-02/30/content_1.htm'))).toBeNull();
    expect(readPath(JMRB, asResourcePath('page/1.jpg'))).toBeNull();
  });
});

describe('a site', () => {
  it.each(['', 'dzb.jmrb.com', 'ftp://x/', 'http://u:p@x/', 'http://x/?a', 'http://x/#a'])(
    "cannot be at '%s'",
    (text) => {
      expect(() => siteOf(JMRB, text)).toThrow(BadBaseUrl);
    },
  );

  it('has a slash at its end', () => {
    expect(MIRROR.baseUrl).toBe('http://127.0.0.1:8099/mirror/');
  });
});

describe('the registry', () => {
  it('knows papers by their id, and says which it knows when it does not', () => {
    expect(PAPERS.every((paper) => paperById(paper.id) === paper)).toBe(true);
    expect(DEFAULT_PAPER.id).toBe('jmrb');
    expect(() => paperById('nyt')).toThrow(new UnknownPaper('nyt'));
    expect(new UnknownPaper('nyt').message).toContain('jmrb, demo');
  });
});
