import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createHandler } from '../../lambdas/reading-room/handler.ts';
import { ApiAnswer } from '../support/api-answer.ts';
import { figureIn, putArticle } from '../support/figure-archive.ts';
import { type AskedRoom, askedRoom } from '../web/asked-room.ts';

type Event = Parameters<ReturnType<typeof createHandler>>[0];
const PLACES = ['鹤城镇', '100%/50', '甲?乙#丙', '两 江', '~heshan', '..'];
const HOST = 'room.execute-api.ap-southeast-1.amazonaws.com';

/** An HTTP API's event, format 2.0. */
function eventOf(rawPath: string): Event {
  const event: unknown = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: { host: HOST },
    requestContext: { domainName: HOST, http: { method: 'GET', path: rawPath }, stage: '$default' },
    isBase64Encoded: false,
  };
  return event as Event;
}

describe('the address of a place, behind an HTTP API', () => {
  let room: AskedRoom;
  let ask: (rawPath: string) => Promise<z.infer<typeof ApiAnswer>>;
  beforeAll(async () => {
    room = await askedRoom();
    for (const [at, place] of PLACES.entries())
      await putArticle(room.archive, articleOf(place, 900_001 + at));
    await room.release();
    const handler = createHandler(room.deps);
    ask = async (rawPath) => ApiAnswer.parse(await handler(eventOf(rawPath)));
  });
  afterAll(() => room.close());

  it('leads there as it was written, and as an API that decodes it once hands it on', async () => {
    const List = z.object({
      series: z.array(z.object({ place: z.object({ name: z.string() }), href: z.string() })),
    });
    const { series } = List.parse(JSON.parse((await ask('/series/index.json')).body));
    expect(series.map(({ place }) => place.name).sort()).toEqual([...PLACES].sort());
    for (const { place, href } of series) {
      for (const path of [`${href}.csv`, decodeURIComponent(`${href}.csv`)]) {
        const answer = await ask(path);
        expect([path, answer.statusCode]).toEqual([path, 200]);
        expect(answer.body).toContain(`,${place.name},`);
      }
      const feed = `${href.replace('/series/', '/feeds/place/').replace(/\/gdp$/, '')}.atom`;
      for (const path of [feed, decodeURIComponent(feed)])
        expect([path, (await ask(path)).statusCode]).toEqual([path, 200]);
    }
  });

  it('that it had before leads to it on a desk', async () => {
    const answer = await room.ask(`/series/${encodeURIComponent('100%/50')}/gdp`);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, '/series/~_100_25_2F50/gdp']);
  });
});

function articleOf(place: string, id: number): Parameters<typeof putArticle>[1] {
  const text = '地区生产总值9.50亿元';
  const figure = figureIn(text, '9.50亿元', {
    ...{ value: '9.50', normValue: '950000000', baseUnit: 'CNY' },
    ...{ indicator: '地区生产总值', indicatorId: 'gdp' },
    place: { value: place, from: 'printed' },
    period: { value: '2021', from: 'printed' },
  });
  return {
    ...{ date: '2022-02-25', page: 'A01', id: String(id), title: '公报', text, report: null },
    figures: [figure],
  };
}
