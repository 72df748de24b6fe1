import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replayCss } from '../../../../core/publish/replay/replay-css.ts';
import { replayPage } from '../../../../core/publish/replay/replay-page.ts';
import { hostilePage } from '../../../support/hostile-page.ts';

const URL_R = 'http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/node_23.htm';
const STAMP = '20230225030000';

function shown(html: string | Uint8Array, contentType: string | null = null): string {
  const payload = typeof html === 'string' ? new TextEncoder().encode(html) : html;
  const made = replayPage({ payload, contentType, url: URL_R, stamp: STAMP });
  if (made === null) throw new Error('it is shown');
  return made;
}

describe('a kept page that is shown again', () => {
  it('leads to the archive wherever it led, and takes its images from there', () => {
    const html = shown(
      '<a href="content_1.htm?div=-1">一</a><img src="../../../page/B02.jpg" usemap="#m">' +
        '<map name="m"><area shape="rect" coords="1,2,3,4" href="content_2.htm#x"></map><a href="#top">顶</a>',
    );
    const $ = load(html);
    expect($('a').first().attr('href')).toBe(
      `/web/${STAMP}mp_/http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_1.htm?div=-1`,
    );
    expect($('img').attr()).toEqual({
      src: `/web/${STAMP}im_/http://dzb.jmrb.com:8080/jmrb/page/B02.jpg`,
      usemap: '#m',
    });
    expect($('area').attr()).toEqual({
      ...{ shape: 'rect', coords: '1,2,3,4' },
      href: `/web/${STAMP}mp_/http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_2.htm#x`,
    });
    expect($('a').last().attr('href')).toBe('#top');
  });

  it('keeps its doctype, its table layout and its style, but for what the style loads', () => {
    const html = shown(
      `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/x.dtd"><HTML><BODY bgColor=#f7faff>
<style>.a{font-size:12px}<!-- td{background:url(../../../img/b.gif)} --></style><TABLE cellPadding=0 width="100%"><TR><TD vAlign=top class=a style="COLOR:#f00">字`,
    );
    expect(html).toMatch(/^<!DOCTYPE html PUBLIC "-\/\/W3C\/\/DTD XHTML 1.0 Transitional\/\/EN"/);
    expect(html).toContain('<body bgcolor="#f7faff">');
    expect(html).toContain(`td{background:url("/web/${STAMP}im_/http://dzb.jmrb.com:8080/jmrb/img/b.gif")}`);
    expect(html).toContain(
      '<table cellpadding="0" width="100%"><tr><td valign="top" class="a" style="COLOR:#f00">字',
    );
  });

  it('is read in the charset that its bytes are in, whatever they are labelled', () => {
    // 朱镕基 with 镕, which GB2312 does not have, labelled gb2312: D6 EC, E9 46, BB F9.
    const bytes = Uint8Array.of(
      ...Buffer.from('<meta charset=gb2312><p>'),
      0xd6,
      0xec,
      0xe9,
      0x46,
      0xbb,
      0xf9,
    );
    expect(shown(bytes)).toContain('<p>朱镕基');
  });

  it('starts its links from its base, of which nothing else is left', () => {
    const $ = load(shown('<base href="/other/"><base href="http://second.example/"><a href="a.htm">x</a>'));
    expect($('base')).toHaveLength(0);
    expect($('a').attr('href')).toBe(`/web/${STAMP}mp_/http://dzb.jmrb.com:8080/other/a.htm`);
  });

  it('shows a link in the place of a frame', () => {
    const $ = load(shown('<iframe src="other.htm">no frames</iframe><p>后</p>'));
    expect($('iframe')).toHaveLength(0);
    expect($('a').text()).toBe('http://dzb.jmrb.com:8080/jmrb/html/2023-02/25/other.htm');
    expect($('p').text()).toBe('后');
  });

  it('has nothing of what stands in for a program, or is inside of what is left out', () => {
    const $ = load(
      shown(
        '<noscript><p>甲</p><img src="a.gif"></noscript><noembed><p>乙</p></noembed><p>后</p>' +
          '<template><p>丙</p><b>丁</b></template><canvas><i>戊</i>己</canvas><p>完</p>',
      ),
    );
    expect($('body').text()).toBe('后完');
    expect($('img')).toHaveLength(0);
  });

  it('leads nowhere by an address that is longer than any', () => {
    const start = 'http://dzb.jmrb.com:8080/';
    const linkTo = (length: number) => `<a href="${start.padEnd(length, 'x')}">x</a>`;
    expect(load(shown(linkTo(2_000)))('a').attr('href')).toHaveLength(`/web/${STAMP}mp_/`.length + 2_000);
    expect(load(shown(linkTo(2_001)))('a').attr()).toEqual({});
  });

  it('is null when it is longer or deeper than any page', () => {
    const of = (html: string): string | null =>
      replayPage({ payload: new TextEncoder().encode(html), contentType: null, url: URL_R, stamp: STAMP });
    expect(of('x'.repeat(600_001))).toBeNull();
    expect(of('<div>'.repeat(101))).toBeNull();
    expect(of('<div>'.repeat(100))).not.toBeNull();
  });
});

/** What an attribute that leads somewhere may say. */
const LEADS = /^(#|\/web\/20230225030000(mp|im)_\/https?:\/\/)/;
const CODE =
  /^(script|iframe|frame|object|embed|applet|base|meta|link|form|input|button|svg|math|video|audio|source|template|noscript|portal|details|dialog)$/;

describe('a page that means harm', () => {
  it('is shown without anything that runs, loads or leads away', () => {
    const html = shown(hostilePage('evil.example'));
    expectInert(html);
    expect(html).toContain('最后一段');
    expect(html).not.toContain('\0');
    // Every address of the other host is one of the archive now, or text.
    const $ = load(html);
    expect($('#away').attr()).toEqual({ href: `/web/${STAMP}mp_/http://evil.example/away`, id: 'away' });
    for (const id of ['js', 'js2', 'js3', 'data']) expect($(`#${id}`).attr()).toEqual({ id });
  });

  it('is inert whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...['<', '>', '"', "'", '/', '=', '&', ' ', '\0', '<!--', '-->', '<![CDATA[', ']]>', '<script>'],
        ...['</script>', '<style>', '</style>', '<svg>', '<math>', '<table>', '<title>', '</title>', '<img '],
        ...[
          'onerror=',
          'src=',
          'href=',
          'javascript:',
          'style="',
          'url(',
          '<plaintext>',
          '<noscript>',
          '<a ',
        ],
        ...['<textarea>', '<xmp>', '<select>', '<p ', '</p>', '<base href=', '<template>', '&lt;', '&#60;'],
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expectInert(shown(pieces.join('')));
      }),
      { numRuns: 500 },
    );
  });
});

/** As a browser reads it: cheerio's own parser is that of the HTML standard. */
function expectInert(html: string): void {
  const $ = load(html);
  $('*').each((_, element) => {
    if (!('attribs' in element)) return;
    expect(element.name).not.toMatch(CODE);
    for (const [name, value] of Object.entries(element.attribs)) {
      expect(name).not.toMatch(
        /^on|^(srcset|ping|target|action|formaction|download|manifest|srcdoc|xlink:href)$/,
      );
      if (/^(href|src|background)$/.test(name)) expect(value).toMatch(LEADS);
      if (name === 'style') expectNoLoads(value);
    }
  });
  $('style').each((_, element) => expectNoLoads($(element).text()));
}

function expectNoLoads(css: string): void {
  expect(css).not.toMatch(/@import|image-set\(|expression\(|behavior|-moz-binding|</i);
  for (const [, target = ''] of css.matchAll(/url\(\s*["']?([^"')]*)/gi)) expect(target).toMatch(LEADS);
}

describe('style', () => {
  const css = (text: string): string =>
    replayCss(text, (link) => (link.startsWith('x') ? null : `/web/${link}`));

  it.each([
    ['a{background:url(b.gif)}', 'a{background:url("/web/b.gif")}'],
    ["a{background:URL( 'b c.gif' )}", 'a{background:url("/web/b c.gif")}'],
    ['a{background:u\\72 l(b.gif)}', 'a{background:url("/web/b.gif")}'],
    ['a{background:\\75\\72\\6c(b.gif)}', 'a{background:url("/web/b.gif")}'],
    ['a{background:url(x.gif)}', 'a{background:none}'],
    ['a{background:url(b.gif?a\\c)}', 'a{background:url("/web/b.gif?a%5Cc")}'],
    ["a{background:url('b\"c.gif')}", 'a{background:url("/web/b%22c.gif")}'],
    ['a{background:url("b.gif', 'a{background:url("/web/")"b.gif'],
    ['a{font-family:\\5b8b\\4f53}', 'a{font-family:\\5b8b\\4f53}'],
    ['a/*{*/{color:red}/*', 'a {color:red} '],
    ['</style>', '\\3c /style>'],
    ['@import "b.css";', '@none "b.css";'],
    ['@imp\\6frt url(b.css)', '@none url("/web/b.css")'],
  ])('%s', (text, expected) => {
    expect(css(text)).toBe(expected);
  });

  it('takes time that grows as it does', () => {
    for (const piece of ['/*', 'url(', 'url("', "url('", '\\', '<!--', '@import', 'url( '])
      expect(css(piece.repeat(100_000)).length).toBeGreaterThan(0);
  });
});
