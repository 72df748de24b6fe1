import { describe, expect, it } from 'vitest';
import { type Verdict, judgeContent } from '../../../core/capture/content-gate.ts';
import type { ResourceKind } from '../../../core/paper/resource.ts';
import type { TemplateEra } from '../../../core/paper/paper.ts';
import { FOUNDER_CLASSIC } from '../../../core/paper/papers/founder-classic.ts';
import { type Answer, articlePage, exchangeOf, nodePage } from '../../support/kept-issue.ts';

const judge = (kind: ResourceKind, answer: Answer): Verdict => judgeContent(ERA, kind, exchangeOf(answer));
const ERA: TemplateEra = { ...FOUNDER_CLASSIC, id: 'founder-classic', from: null };
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0);
const PDF = new TextEncoder().encode('%PDF-1.4\n');

describe('judgeContent', () => {
  it('lets in what is what was asked for, by its bytes and not by the word of the server', () => {
    const wrong = { headers: [['Content-Type', 'application/octet-stream']] } as const;
    expect(judge('article', { ...wrong, body: articlePage('正文') })).toEqual(good('text/html'));
    expect(judge('node', { ...wrong, body: nodePage('第A01版') })).toEqual(good('text/html'));
    expect(judge('image', { ...wrong, body: JPEG })).toEqual(good('image/jpeg'));
    expect(judge('picture', { ...wrong, body: JPEG })).toEqual(good('image/jpeg'));
    expect(judge('pdf', { ...wrong, body: PDF })).toEqual(good('application/pdf'));
  });

  it.each([
    ['article', '<html>登录后查看</html>', 'template-unknown'],
    ['article', nodePage('首页'), 'template-unknown'],
    ['node', articlePage('正文'), 'template-unknown'],
    ['image', articlePage('正文'), 'not-an-image'],
    ['picture', PDF, 'not-an-image'],
    ['pdf', JPEG, 'not-a-pdf'],
    ['article', '', 'empty-body'],
  ] as const)('refuses as %s what only says that all is well', (kind, body, reason) => {
    expect(judge(kind, { body })).toEqual({ kind: 'refused', reason });
  });

  it('finds the marks of a page in any charset and letter case', () => {
    const gb18030 = Buffer.concat([Buffer.from([0xd5, 0xfd]), Buffer.from("<DIV ID = 'ozoom'>")]);
    expect(judge('article', { body: gb18030 })).toEqual(good('text/html'));
    expect(judge('article', { body: '<div id=ozoomed>' })).toMatchObject({ kind: 'refused' });
  });

  it('knows the pages of another era by that era’s marks', () => {
    const era: TemplateEra = { ...ERA, id: 'later', marks: { node: [/<nav/], article: [/<main/] } };
    expect(judgeContent(era, 'article', exchangeOf({ body: '<main>' }))).toEqual(good('text/html'));
    expect(judgeContent(era, 'article', exchangeOf({ body: articlePage('正文') }))).toMatchObject({
      kind: 'refused',
    });
  });

  it('takes a film for no image, though both may begin with RIFF', () => {
    expect(judge('picture', { body: 'RIFF\x10\x00\x00\x00WEBPVP8 ' })).toEqual(good('image/webp'));
    expect(judge('picture', { body: 'RIFF\x10\x00\x00\x00AVI LIST' })).toMatchObject({ kind: 'refused' });
  });

  it.each([
    [404, { kind: 'gone', reason: 'status 404' }],
    [410, { kind: 'gone', reason: 'status 410' }],
    [304, { kind: 'not-modified' }],
    [429, { kind: 'failed', reason: 'status 429' }],
    [503, { kind: 'failed', reason: 'status 503' }],
    [403, { kind: 'refused', reason: 'status 403' }],
    [206, { kind: 'refused', reason: 'status 206' }],
    [300, { kind: 'refused', reason: 'status 300' }],
  ])('tells by status %i what is known of the page, whatever its body', (status, verdict) => {
    expect(judge('article', { status, body: articlePage('正文') })).toEqual(verdict);
  });
});

function good(mediaType: string): Verdict {
  return { kind: 'good', mediaType };
}
