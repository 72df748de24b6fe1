import { describe, expect, it } from 'vitest';
import { keep, smallRoom } from './small-archive.ts';

const SITE = 'http://dzb.jmrb.com:8080/jmrb/';
const URL_R = `${SITE}html/2023-02/25/content_667012.htm`;
const [FIRST, SECOND] = ['20230224220500', '20230225030000'];

describe('a memento as people saw it', () => {
  it('is the page with its headers, inert, with links and images of the archive', async () => {
    const room = await smallRoom();
    const answer = await room.ask(`/web/${SECOND}mp_/${URL_R}`);
    expect([answer.status, await answer.text()]).toEqual([200, '<p>第二稿</p>']);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('memento-datetime')).toBe('Sat, 25 Feb 2023 03:00:00 GMT');
    expect(answer.headers.get('vary')).toBeNull();
    expect(answer.headers.get('link')).toContain(
      `<https://archive.example/web/${FIRST}mp_/${URL_R}>; rel="first prev memento"; datetime="Fri, 24 Feb 2023 22:05:00 GMT"`,
    );
    expect(answer.headers.get('content-security-policy')).toBe(
      "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
  });

  it('answers 304 to whoever holds it', async () => {
    const room = await smallRoom();
    const etag = (await room.ask(`/web/${SECOND}mp_/${URL_R}`)).headers.get('etag') ?? '';
    const answer = await room.ask(`/web/${SECOND}mp_/${URL_R}`, { headers: { 'If-None-Match': etag } });
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(answer.headers.get('memento-datetime')).toBe('Sat, 25 Feb 2023 03:00:00 GMT');
  });

  it('is the kept bytes where it is an image, which a page without an origin may show', async () => {
    const room = await smallRoom();
    const image = `${SITE}html/2023-02/25/B02.jpg`;
    const { status, headers } = await room.ask(`/web/${FIRST}im_/${image}`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(headers.get('content-security-policy')).toContain('sandbox;');
    // The page around an image shows it in a frame.
    const framed = (await room.ask(`/web/${FIRST}mp_/${image}`)).headers.get('content-security-policy');
    expect(framed).toContain("frame-ancestors 'self'");
    // A page is no image: where one is asked for as such, no other site is given it.
    const page = await room.ask(`/web/${FIRST}im_/${URL_R}`);
    expect([page.status, page.headers.get('location')]).toEqual([302, `/web/${FIRST}mp_/${URL_R}`]);
  });

  it('is led to as it was kept when it is no page that could be shown', async () => {
    const room = await smallRoom();
    await keep(room, { name: 'deep.htm', kind: 'article', payload: '<div>'.repeat(200) });
    const url = `${SITE}html/2023-02/25/deep.htm`;
    const answer = await room.ask(`/web/${FIRST}mp_/${url}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `/web/${FIRST}id_/${url}`]);
  });

  it('of what is not held says so, in a frame as well, with the address as text', async () => {
    const room = await smallRoom();
    for (const url of [`${SITE}html/2023-02/25/none.htm`, 'http://elsewhere.example/?"><script>1</script>']) {
      for (const modifier of ['', 'mp_']) {
        const answer = await room.ask(`/web/${SECOND}${modifier}/${url}`);
        expect(answer.status).toBe(404);
        expect(answer.headers.get('memento-datetime')).toBeNull();
        expect(answer.headers.get('content-security-policy')).toContain(
          modifier === '' ? "frame-ancestors 'none'" : "frame-ancestors 'self'",
        );
        const html = await answer.text();
        expect(html).toContain('本馆没有存过这个地址的网页');
        expect(html).not.toContain('<script');
        expect(html).not.toContain(`href="${url}`);
      }
    }
  });
});

describe('the page around a memento', () => {
  it('shows it in a frame that may do nothing, and says when it was seen', async () => {
    const room = await smallRoom();
    const answer = await room.ask(`/web/${SECOND}/${URL_R}`);
    expect(answer.headers.get('memento-datetime')).toBeNull();
    expect(answer.headers.get('link')).toContain(
      `<https://archive.example/web/${SECOND}mp_/${URL_R}>; rel="last memento"`,
    );
    expect(answer.headers.get('content-security-policy')).toContain("frame-src 'self'");
    const $ = await room.page(`/web/${SECOND}/${URL_R}`);
    expect($('iframe').attr()).toMatchObject({ sandbox: '', src: `/web/${SECOND}mp_/${URL_R}` });
    expect($('iframe').attr('title')).not.toBe('');
    expect($('time').first().attr('datetime')).toBe('2023-02-25T03:00:00.000Z');
    const hrefs = $('main a')
      .toArray()
      .map((link) => $(link).attr('href'));
    expect(hrefs).toEqual([
      `/web/${FIRST}/${URL_R}`,
      `/web/*/${URL_R}`,
      `/web/${SECOND}mp_/${URL_R}`,
      '/jmrb/2023-02-25/B02/667012?v=2',
      '/jmrb/2023-02-25',
      '/jmrb/2023-02-25/B02/667012/diff/1..2',
      `/web/${SECOND}id_/${URL_R}`,
    ]);
  });

  it('leads only to what is there', async () => {
    const room = await smallRoom();
    const $ = await room.page(`/web/${SECOND}/${URL_R}`);
    for (const link of $('main a, iframe').toArray()) {
      const address = $(link).attr('href') ?? $(link).attr('src') ?? '';
      expect([address, (await room.ask(address)).status]).toEqual([address, 200]);
    }
  });

  it('where everybody may look tells when it was seen, and shows nothing', async () => {
    const room = await smallRoom('public');
    const $ = await room.page(`/web/${SECOND}/${URL_R}`);
    expect($('iframe, img, a[href*="id_"]')).toHaveLength(0);
    expect($('main').text()).toContain('版权');
    expect($('time').first().attr('datetime')).toBe('2023-02-25T03:00:00.000Z');
  });
});

describe('all captures of an address', () => {
  it('are listed newest first, each with its page', async () => {
    const room = await smallRoom();
    const $ = await room.page(`/web/*/${URL_R}`);
    expect(
      $('tbody a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([`/web/${SECOND}/${URL_R}`, `/web/${FIRST}/${URL_R}`]);
    expect((await room.ask('/web/*/http://elsewhere.example/')).status).toBe(404);
  });
});

describe('addresses of the web in addresses of the room', () => {
  it.each([
    ['a line feed', 'http://dzb.jmrb.com:8080/jmrb/%0d%0aSet-Cookie:a=b'],
    ['quotes and brackets', 'http://dzb.jmrb.com:8080/jmrb/html/">;rel="x'],
    ['a way out', 'http://dzb.jmrb.com:8080/jmrb/../../../etc/passwd'],
    ['another host', '//elsewhere.example/'],
    ['a user', 'http://a:b@dzb.jmrb.com:8080/jmrb/html/2023-02/25/content_667012.htm'],
    ['another scheme', 'javascript:alert(1)'],
    ['too much', `http://dzb.jmrb.com:8080/jmrb/${'x'.repeat(9_000)}`],
  ])('lead nowhere with %s in them', async (_, url) => {
    const room = await smallRoom();
    for (const before of ['/web/', '/web/2023/', '/web/2023mp_/', '/web/*/', '/web/timemap/link/']) {
      const answer = await room.ask(`https://archive.example${before}${url}`);
      expect([before, answer.status, answer.headers.get('location')]).toEqual([before, 404, null]);
      for (const name of ['link', 'set-cookie']) expect(answer.headers.get(name)).toBeNull();
    }
    expect(room.reported).toEqual([]);
  });
});
