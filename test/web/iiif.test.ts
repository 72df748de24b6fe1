import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { JMRB } from '../../core/paper/papers/jmrb.ts';
import { targetOf } from '../../web/iiif/zones.ts';
import { ScanSizes } from '../../web/scan-sizes.ts';
import { iiifFaults } from '../support/iiif-presentation.ts';
import { READING } from './made-up-reading.ts';
import { type Room, emptyRoom, pathOf, putIssue, smallRoom } from './small-archive.ts';

const HOST = 'https://archive.example';
const MANIFEST = '/iiif/jmrb/2023-02-25/manifest.json';
const CANVAS = `${HOST}/iiif/jmrb/2023-02-25/canvas/B02`;

/** The resource there, which is valid by the specification. */
async function resource(room: Room, address: string): Promise<Record<string, unknown>> {
  const answer = await room.ask(address);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe(
    'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"',
  );
  const told = z.record(z.string(), z.unknown()).parse(await answer.json());
  expect(iiifFaults(told)).toEqual([]);
  expect(told['id']).toBe(HOST + address);
  return told;
}

describe('what a manifest has to be', () => {
  it('is told of one that lacks its label, or has a canvas without a size', () => {
    const manifest = {
      '@context': 'http://iiif.io/api/presentation/3/context.json',
      id: 'http://a.example/',
      type: 'Manifest',
    };
    expect(iiifFaults({ ...manifest, items: [] })).toEqual([expect.stringMatching(/^label: /)]);
    const canvas = { id: 'http://a.example/c', type: 'Canvas', label: { none: ['1'] }, width: 10, items: [] };
    expect(iiifFaults({ ...manifest, label: { none: ['1'] }, items: [canvas] })).toEqual([
      expect.stringMatching(/^items\.0\.height: /),
    ]);
  });
});

describe('an issue as a manifest', () => {
  it('says what it is, of which day, and whose the rights are', async () => {
    const told = await resource(await smallRoom(), MANIFEST);
    expect(told).toMatchObject({
      type: 'Manifest',
      label: { 'zh-Hans': ['江门日报 2023-02-25'], en: ['Jiangmen Daily, 2023-02-25'] },
      navDate: '2023-02-25T00:00:00Z',
      rights: 'http://rightsstatements.org/vocab/InC/1.0/',
      requiredStatement: { value: { 'zh-Hans': [JMRB.rights] } },
      homepage: [{ id: `${HOST}/jmrb/2023-02-25` }],
      seeAlso: [{ id: `${HOST}/jmrb/2023-02-25.json` }],
      rendering: [{ id: `${HOST}/jmrb/2023-02-25/jmrb-2023-02-25.wacz`, format: 'application/wacz' }],
      partOf: [{ id: `${HOST}/iiif/jmrb/2023/collection.json` }],
    });
  });

  it('shows each page by its image, in the image’s own size', async () => {
    const { items } = await resource(await smallRoom(), MANIFEST);
    const image = `${HOST}/jmrb/raw/1/html/2023-02/25/B02.jpg`;
    expect(items).toMatchObject([
      {
        id: CANVAS,
        label: { 'zh-Hans': ['B02 聚焦示例两会'] },
        ...{ width: 320, height: 480 },
        items: [
          {
            items: [
              {
                motivation: 'painting',
                body: { id: image, type: 'Image', format: 'image/jpeg', width: 320, height: 480 },
                target: CANVAS,
              },
            ],
          },
        ],
        annotations: [{ id: `${HOST}/iiif/jmrb/2023-02-25/B02/text.json`, type: 'AnnotationPage' }],
      },
    ]);
  });

  it('says which part of which page is which article', async () => {
    const { structures } = await resource(await smallRoom(), MANIFEST);
    const whole = { id: CANVAS, type: 'Canvas' };
    const part = (xywh: string) => ({
      type: 'SpecificResource',
      source: CANVAS,
      selector: { type: 'FragmentSelector', value: `xywh=${xywh}` },
    });
    expect(structures).toMatchObject([
      {
        type: 'Range',
        label: { 'zh-Hans': ['B02 聚焦示例两会'] },
        items: [
          whole,
          {
            ...{
              type: 'Range',
              label: { 'zh-Hans': ['去年生产总值458.51亿元 今年预期增长8%'] },
              items: [part('10,20,100,70')],
            },
            homepage: [{ id: `${HOST}/jmrb/2023-02-25/B02/667012` }],
          },
          { label: { 'zh-Hans': ['没有存到的文章'] }, items: [part('10,100,100,80')] },
          { label: { 'zh-Hans': ['撤下的文章'] }, items: [part('120,20,180,160')] },
          { label: { 'zh-Hans': ['还没读的文章'] }, items: [whole] },
        ],
      },
    ]);
  });

  it('of which no page is known is empty; one that was never asked for is none', async () => {
    const room = await emptyRoom();
    await putIssue(room, '2023-02-25');
    expect(await resource(room, MANIFEST)).toMatchObject({ items: [], structures: [] });
    for (const address of ['/iiif/jmrb/2023-02-24/manifest.json', '/iiif/x/2023-02-25/manifest.json'])
      expect((await room.ask(address)).status).toBe(404);
  });

  it('where everybody may look has its pages and titles, and no image, text or file', async () => {
    const room = await smallRoom('public');
    const told = await resource(room, MANIFEST);
    expect(told).toMatchObject({ items: [{ id: CANVAS, width: 320, height: 480, items: [] }] });
    expect(JSON.stringify(told)).not.toMatch(/\/raw\/|wacz|\/text\.json|pdf/);
    expect(JSON.stringify(told)).toContain('撤下的文章');
    // Viewers of other sites may read that, and nothing that is for readers.
    const origin = async (of: Room): Promise<string | null> =>
      (await of.ask(MANIFEST)).headers.get('access-control-allow-origin');
    expect([await origin(room), await origin(await smallRoom())]).toEqual(['*', null]);
  });
});

describe('the text of a page as annotations', () => {
  it('has what was read of each article, for its part of the page', async () => {
    const told = await resource(await smallRoom(), '/iiif/jmrb/2023-02-25/B02/text.json');
    const items = z.array(z.looseObject({ id: z.string() })).parse(told['items']);
    expect(items.map(({ id }) => id.split('#')[1])).toEqual(['667012', '667014']);
    expect(items[0]).toMatchObject({
      motivation: 'supplementing',
      body: { type: 'TextualBody', value: READING.document.text, format: 'text/plain', language: 'zh-Hans' },
      target: { source: CANVAS, selector: { value: 'xywh=10,20,100,70' } },
    });
  });

  it('is for readers', async () => {
    const room = await smallRoom('public');
    const answer = await room.ask('/iiif/jmrb/2023-02-25/B02/text.json');
    expect([answer.status, await answer.text()]).toEqual([
      451,
      expect.not.stringContaining(READING.document.text),
    ]);
    expect((await room.ask('/iiif/jmrb/2023-02-25/B09/text.json')).status).toBe(404);
  });
});

describe('collections', () => {
  it('lead from papers to years to issues', async () => {
    const room = await smallRoom();
    const itemsOf = async (address: string): Promise<unknown> => (await resource(room, address))['items'];
    expect(await itemsOf('/iiif/collection.json')).toMatchObject([
      { id: `${HOST}/iiif/jmrb/collection.json`, type: 'Collection' },
    ]);
    expect(await itemsOf('/iiif/jmrb/collection.json')).toMatchObject([
      { id: `${HOST}/iiif/jmrb/2022/collection.json` },
      { id: `${HOST}/iiif/jmrb/2023/collection.json` },
    ]);
    // Of the other days nothing came.
    expect(await itemsOf('/iiif/jmrb/2023/collection.json')).toMatchObject([
      { id: `${HOST}/iiif/jmrb/2023-02-24/manifest.json`, type: 'Manifest', navDate: '2023-02-24T00:00:00Z' },
      { id: `${HOST}${MANIFEST}`, type: 'Manifest' },
    ]);
    for (const address of ['/iiif/jmrb/2021/collection.json', '/iiif/demo/collection.json'])
      expect((await room.ask(address)).status).toBe(404);
  });
});

describe('the part of a page', () => {
  const size = { width: 100, height: 200 };
  const of = (...zones: number[][]): unknown => targetOf(CANVAS, zones, size);

  it.each([
    [[[10, 20, 30, 20, 30, 60, 10, 60]], 'xywh=10,20,20,40'],
    [[[30, 60, 10, 60, 10, 20, 30, 20]], 'xywh=10,20,20,40'],
    [[[-5, 0, 500, 0, 500, 900, -5, 900]], 'xywh=0,0,100,200'],
    [[[1.4, 2.6, 9.5, 2.6, 9.5, 7.2, 1.4, 7.2]], 'xywh=1,3,9,4'],
  ])('%j is %s', (zones, value) => {
    expect(of(...zones)).toMatchObject({ selector: { type: 'FragmentSelector', value } });
  });

  it.each([
    [[[0, 0, 50, 0, 25, 50]], '<polygon points="0 0 50 0 25 50"/>'],
    [[[0, 0, 9, 0, 9, 9, 5, 9]], '<polygon points="0 0 9 0 9 9 5 9"/>'],
    [
      [
        [0, 0, 9, 0, 9, 9, 0, 9],
        [20, 20, 30, 20, 30, 30],
      ],
      '<polygon points="0 0 9 0 9 9 0 9"/><polygon points="20 20 30 20 30 30"/>',
    ],
  ])('%j is an outline', (zones, polygons) => {
    expect(of(...zones)).toMatchObject({
      selector: {
        type: 'SvgSelector',
        value: `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="200">${polygons}</svg>`,
      },
    });
  });

  it('is all of it where nothing can be placed', () => {
    expect([
      of(),
      of([1, 2]),
      of([1, 2, Number.NaN, 4, 5, 6]),
      targetOf(CANVAS, [[0, 0, 9, 0, 9, 9]], null),
    ]).toEqual([...[null, null, null, null]]);
  });
});

it('the size of an image is read once', async () => {
  const room = await smallRoom();
  let read = 0;
  const objects = Object.assign(Object.create(room.objects) as typeof room.objects, {
    get: (key: string) => {
      read += 1;
      return room.objects.get(key);
    },
  });
  const sizes = new ScanSizes({ catalog: room.catalog, objects, report: () => undefined });
  const page = { image: { path: pathOf('B02.jpg'), version: 1 }, href: null };
  expect(await sizes.of('jmrb', page)).toEqual({ width: 320, height: 480 });
  expect(await sizes.of('jmrb', page)).toEqual({ width: 320, height: 480 });
  expect(read).toBe(1);
});
