import { expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { jsonFeed } from '../../../core/publish/json-feed.ts';

it('leaves out what no reader expects in a text, and says where older entries are', () => {
  const head = {
    ...{ name: 'events', title: '全部\u0008事件', author: '存档', currentUrl: null },
    ...{ selfUrl: 'https://a.example/f.json', homeUrl: 'https://a.example/' },
    olderUrl: 'https://a.example/f/2023-01.json',
  };
  const entry = {
    ...{ id: 'tag:a', title: '甲\u0001乙\ud800', at: asInstant('2023-02-25T03:00:00.000Z') },
    ...{ categories: [{ term: 'change/numbers', label: '数字' }], url: 'https://a.example/1' },
    ...{ relatedUrl: null, summary: '一\n二\u007f' },
  };
  expect(JSON.parse(jsonFeed(head, [entry]))).toMatchObject({
    title: '全部事件',
    next_url: 'https://a.example/f/2023-01.json',
    items: [{ title: '甲乙\ufffd', content_text: '一\n二', tags: ['change/numbers'] }],
  });
});
