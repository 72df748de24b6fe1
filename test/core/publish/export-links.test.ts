import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { exportWacz } from '../../../core/publish/export-wacz.ts';
import { exportWarc } from '../../../core/publish/export-warc.ts';
import { verifyWacz } from '../../../core/verify/verify-wacz.ts';
import { fileFrom, fileOf } from '../../support/in-pieces.ts';
import {
  DATE,
  FRONT,
  type LocalArchive,
  SITE,
  articlePage,
  keep,
  localArchive,
  nodePage,
} from '../../support/kept-issue.ts';
import { readByWarcio } from '../../support/warc-records.ts';

const ARTICLE = 'html/2023-02/25/content_1.htm';
const LINKS = 'archive/links.warc.gz';
const at = (time: string) => asInstant(`2023-02-24T${time}:00.000Z`);

describe('links to other spellings of an address, in a package', () => {
  it('find what each capture of the address found, by a revisit that does not say that anything was asked', async () => {
    const archive = await linked(`<a href=content_1.htm>一</a><map><area href="content_1.htm?div=-1"></map>`);
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('5.0%') });
    await keep(archive, { path: ARTICLE, at: at('22:30'), status: 304 });
    await keep(archive, { path: ARTICLE, at: at('22:40'), body: articlePage('5.5%') });
    const files = await packed(archive);
    const [info, ...revisits] = await readByWarcio(files[LINKS] ?? new Uint8Array());
    expect(info?.type).toBe('warcinfo');
    expect(
      revisits.map(({ type, fields, head }) => [
        ...[type, fields['warc-target-uri'], fields['warc-date'], fields['warc-refers-to-date'], head],
      ]),
    ).toEqual(
      [
        ['22:20', '22:20'],
        ['22:30', '22:20'],
        ['22:40', '22:40'],
      ].map(([of = '', target = '']) => ['revisit', `${SITE}${ARTICLE}?div=-1`, at(of), at(target), null]),
    );
    for (const { fields } of revisits) {
      expect(fields['warc-profile']).toBe('tag:jmnews-archive.invalid,2023:revisit/other-address');
      expect(fields['warc-refers-to-target-uri']).toBe(SITE + ARTICLE);
      expect(fields['warc-ip-address']).toBeUndefined();
    }
  });

  it('are in the index under their own address, each at its file', async () => {
    const archive = await linked('<a href="content_1.htm?div=0#top">一</a>');
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('5.0%') });
    const lines = new TextDecoder().decode((await packed(archive))['indexes/index.cdx']).split('\n');
    const found = lines.filter((line) => line.includes('div=0'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/content_1\.htm\?div=0 20230224222000000 /);
    expect(found[0]).toContain(`"url":"${SITE}${ARTICLE}?div=0"`);
    expect(found[0]).toContain('"filename":"links.warc.gz"');
    expect(found[0]).toContain('"mime":"warc/revisit"');
  });

  it('may be on the paper’s other port, and stand on an article', async () => {
    const archive = await linked('');
    const other = `http://dzb.jmrb.com:8090/jmrb/${FRONT}`;
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage(`<a href="${other}">版</a>`) });
    const records = await readByWarcio((await packed(archive))[LINKS] ?? new Uint8Array());
    expect(records.map(({ fields }) => fields['warc-target-uri'])).toEqual([undefined, other]);
  });

  it.each([
    ['as it was asked', '<a href=content_1.htm>一</a>'],
    ['elsewhere', '<a href="http://example.com/content_1.htm?div=-1">一</a>'],
    ['to what is not held', '<a href="content_2.htm?div=-1">一</a>'],
    ['nowhere', '<a href="http://[">一</a><a>二</a>'],
  ])('make no file where all lead %s', async (_, links) => {
    const archive = await linked(links);
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('5.0%') });
    expect(Object.keys(await packed(archive))).not.toContain(LINKS);
  });

  it('are not in a WARC, which holds what was captured, and leave it in the package as it is', async () => {
    const archive = await linked('<a href="content_1.htm?div=-1">一</a>');
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('5.0%') });
    const exported = await exportWarc(archive, JMRB, DATE);
    const warc = exported.kind === 'exported' ? Buffer.concat(await Array.fromAsync(exported.chunks)) : null;
    expect(warc?.equals((await packed(archive))['archive/data.warc.gz'] ?? new Uint8Array())).toBe(true);
  });

  it('are no more than a page can ask for in earnest', async () => {
    const many = Array.from({ length: 100 }, (_, nth) => `<a href="content_1.htm?div=${nth}">一</a>`);
    const archive = await linked(many.join(''));
    await keep(archive, { path: ARTICLE, at: at('22:20'), body: articlePage('5.0%') });
    const records = await readByWarcio((await packed(archive))[LINKS] ?? new Uint8Array());
    expect(records).toHaveLength(1 + 16);
  });
});

async function linked(links: string): Promise<LocalArchive> {
  const archive = await localArchive();
  await keep(archive, { path: FRONT, kind: 'node', at: at('22:10'), body: nodePage(`第A01版${links}`) });
  return archive;
}

/** Its files; it is whole, and the same when it is made again. */
async function packed(archive: LocalArchive): Promise<Record<string, Uint8Array>> {
  const [one, two] = [await packageOf(archive), await packageOf(archive)];
  expect(one.equals(two)).toBe(true);
  expect(await verifyWacz(fileOf(one))).toEqual([]);
  return unzipSync(one);
}

async function packageOf(archive: LocalArchive): Promise<Buffer> {
  const exported = await exportWacz(archive, JMRB, DATE);
  if (exported.kind === 'nothing-kept') throw new Error('nothing was kept');
  return fileFrom(exported.pieces);
}
