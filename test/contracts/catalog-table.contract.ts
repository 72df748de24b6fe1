import { expect, it } from 'vitest';
import type { CatalogTable, Item, ItemBody, MendableTable, Query } from '../../core/catalog/catalog-table.ts';

/** A promise of the port that a stand-in for a real table is known not to keep. */
export interface Lack {
  readonly promise: 'rank-order-beyond-ascii';
  readonly reason: string;
}

/** What every {@link CatalogTable} promises. Each adapter's own test runs these on the real thing. */
export function keepsItems(
  fresh: () => Promise<CatalogTable>,
  { lacks = [] }: { readonly lacks?: readonly Lack[] } = {},
): void {
  it('gives back an item as it was put', async () => {
    const table = await fresh();
    const body: ItemBody = {
      title: '鹤山市𠮷祥“两会” \u0000\n\\ \ud83d\ude00',
      numbers: [0, -1, 1.5, 0.000001, 9_007_199_254_740_991],
      nothing: null,
      flags: [true, false],
      empty: ['', [], {}],
      deep: { a: { b: [{ c: 'd' }] } },
      rank: 'not the rank of the item',
    };
    const item = { pk: 'ISSUE#jmrb#2023-02-25', sk: 'EXPECTED#html/江门/a b%20c.htm', body };
    expect(await table.putOnce(item)).toBe(true);
    expect(await table.get(item.pk, item.sk)).toEqual(item);
  });

  it('has null where nothing lies', async () => {
    const table = await fresh();
    await table.putOnce({ pk: 'p', sk: 's', body: {} });
    expect(await table.get('p', 's2')).toBeNull();
    expect(await table.get('q', 's')).toBeNull();
  });

  it('keeps an item of 300 KB', async () => {
    const table = await fresh();
    const item = { pk: 'p', sk: 's', body: { text: '版'.repeat(100_000) } };
    expect(await table.putOnce(item)).toBe(true);
    expect(await table.get('p', 's')).toEqual(item);
  });

  it('puts a fact once and leaves it alone from then on', async () => {
    const table = await fresh();
    expect(await table.putOnce({ pk: 'p', sk: 's', body: { by: 1 } })).toBe(true);
    expect(await table.putOnce({ pk: 'p', sk: 's', body: { by: 2 } })).toBe(false);
    expect(await table.putOnce({ pk: 'p', sk: 's', body: { by: 1 } })).toBe(false);
    expect(await table.putNewer({ pk: 'p', sk: 's', body: { by: 3 } }, '9')).toBe(false);
    expect((await table.get('p', 's'))?.body).toEqual({ by: 1 });
  });

  it('lets one of twenty racing writers put a fact', async () => {
    const table = await fresh();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, by) => table.putOnce({ pk: 'p', sk: 's', body: { by } })),
    );
    expect(outcomes.filter((won) => won)).toHaveLength(1);
    expect((await table.get('p', 's'))?.body).toEqual({ by: outcomes.indexOf(true) });
  });

  it('replaces a state by newer news only', async () => {
    const table = await fresh();
    const put = (rank: string, by: string) => table.putNewer({ pk: 'p', sk: 's', body: { by } }, rank);
    expect(await put('2023-02-25T01:00:00.000Z', 'first')).toBe(true);
    expect(await put('2023-02-25T01:00:00.000Z', 'the same again')).toBe(false);
    expect(await put('2023-02-25T00:59:59.999Z', 'older')).toBe(false);
    expect((await table.get('p', 's'))?.body).toEqual({ by: 'first' });
    expect(await put('2023-02-25T01:00:00.001Z', 'newer')).toBe(true);
    expect((await table.get('p', 's'))?.body).toEqual({ by: 'newer' });
    expect(await table.putOnce({ pk: 'p', sk: 's', body: { by: 'a fact' } })).toBe(false);
    expect((await table.get('p', 's'))?.body).toEqual({ by: 'newer' });
  });

  it.each(['123', '132', '213', '231', '312', '321'])(
    'ends with the newest state when news come as %s',
    async (order) => {
      const table = await fresh();
      for (const rank of order) await table.putNewer({ pk: 'p', sk: 's', body: { rank } }, rank);
      expect((await table.get('p', 's'))?.body).toEqual({ rank: '3' });
    },
  );

  it('ends with the newest state when news race', async () => {
    const table = await fresh();
    const ranks = ['05', '19', '00', '12', '20', '07', '11', '18', '03', '16'];
    await Promise.all(ranks.map((rank) => table.putNewer({ pk: 'p', sk: 's', body: { rank } }, rank)));
    expect((await table.get('p', 's'))?.body).toEqual({ rank: '20' });
  });

  it('compares ranks as text, not as numbers', async () => {
    const table = await fresh();
    await table.putNewer({ pk: 'p', sk: 's', body: {} }, '9');
    expect(await table.putNewer({ pk: 'p', sk: 's', body: {} }, '10')).toBe(false);
    expect(await table.putNewer({ pk: 'p', sk: 's', body: {} }, '9#')).toBe(true);
  });

  const putsAstralRankAfterFullWidth = async () => {
    const table = await fresh();
    await table.putNewer({ pk: 'p', sk: 's', body: {} }, '\uff5e');
    // Newer by UTF-8 bytes, older by UTF-16 code units.
    return table.putNewer({ pk: 'p', sk: 's', body: {} }, '\u{1f600}');
  };
  const [lacksRankOrder] = lacks;
  if (lacksRankOrder) {
    it(`still does not compare ranks as UTF-8 bytes: ${lacksRankOrder.reason}`, async () => {
      expect(await putsAstralRankAfterFullWidth()).toBe(false);
    });
  } else {
    it('compares ranks as UTF-8 bytes', async () => {
      expect(await putsAstralRankAfterFullWidth()).toBe(true);
    });
  }

  it('queries one partition in order of UTF-8 bytes', async () => {
    const sorted = ['A', 'A#', 'A#1', 'A#10', 'A#2', 'B', 'a', '\u00e9', '版', '\uff5e', '\u{1f600}'];
    const table = await fresh();
    for (const sk of [...sorted].reverse()) await table.putOnce({ pk: 'p', sk, body: { sk } });
    await table.putOnce({ pk: 'p2', sk: 'A', body: {} });
    expect(await keys(table, { pk: 'p', prefix: '' })).toEqual(sorted);
    expect(await keys(table, { pk: 'p', prefix: '', newestFirst: true })).toEqual([...sorted].reverse());
    expect(await keys(table, { pk: 'other', prefix: '' })).toEqual([]);
    expect(await Array.fromAsync(table.query({ pk: 'p', prefix: '版' }))).toEqual([
      { pk: 'p', sk: '版', body: { sk: '版' } },
    ]);
  });

  it('takes a prefix literally', async () => {
    const table = await tableOf(fresh, [
      'A',
      'A#',
      'A#%',
      'A#_',
      'A#x',
      'A$',
      'B',
      '版',
      '版面',
      '牉',
      '\ud7ff',
      '\ue000',
    ]);
    expect(await keys(table, { pk: 'p', prefix: 'A#' })).toEqual(['A#', 'A#%', 'A#_', 'A#x']);
    expect(await keys(table, { pk: 'p', prefix: 'A#', newestFirst: true })).toEqual([
      'A#x',
      'A#_',
      'A#%',
      'A#',
    ]);
    expect(await keys(table, { pk: 'p', prefix: 'A#%' })).toEqual(['A#%']);
    expect(await keys(table, { pk: 'p', prefix: '版' })).toEqual(['版', '版面']);
    expect(await keys(table, { pk: 'p', prefix: '\ud7ff', newestFirst: true })).toEqual(['\ud7ff']);
    expect(await keys(table, { pk: 'p', prefix: 'C' })).toEqual([]);
  });

  const issues = ['HEAD', 'ISSUE#2023-02-24', 'ISSUE#2023-02-25', 'ISSUE#2023-02-26', 'ISSUE$', 'TAIL'];
  it.each<[string, Omit<Query, 'pk'>, number[]]>([
    ['from here on, this one included', { prefix: 'ISSUE#', from: 'ISSUE#2023-02-25' }, [2, 3]],
    ['up to here, this one included', { prefix: 'ISSUE#', to: 'ISSUE#2023-02-25' }, [1, 2]],
    ['between two', { prefix: 'ISSUE#', from: 'ISSUE#2023-02-25', to: 'ISSUE#2023-02-25' }, [2]],
    [
      'between two that are not there',
      { prefix: 'ISSUE#', from: 'ISSUE#2023-02-24x', to: 'ISSUE#2023-02-25x' },
      [2],
    ],
    ['a range that goes beyond the prefix', { prefix: 'ISSUE#', from: 'A', to: 'Z' }, [1, 2, 3]],
    ['a range before the prefix', { prefix: 'ISSUE#', from: 'A', to: 'B' }, []],
    ['a range behind the prefix', { prefix: 'ISSUE#', from: 'T', to: 'Z' }, []],
    [
      'a range that is upside down',
      { prefix: 'ISSUE#', from: 'ISSUE#2023-02-26', to: 'ISSUE#2023-02-24' },
      [],
    ],
    ['a range without a prefix', { prefix: '', from: 'ISSUE#2023-02-26', to: 'TAIL' }, [3, 4, 5]],
    ['no more than the limit', { prefix: 'ISSUE#', limit: 2 }, [1, 2]],
    ['no more than the limit, newest first', { prefix: 'ISSUE#', limit: 2, newestFirst: true }, [3, 2]],
    ['a limit of one, newest first', { prefix: 'ISSUE#', limit: 1, newestFirst: true }, [3]],
    ['a limit of none', { prefix: 'ISSUE#', limit: 0 }, []],
    [
      'a range with a limit, newest first',
      { prefix: 'ISSUE#', to: 'ISSUE#2023-02-25', limit: 1, newestFirst: true },
      [2],
    ],
    [
      'a range from here on, newest first',
      { prefix: 'ISSUE#', from: 'ISSUE#2023-02-25', newestFirst: true },
      [3, 2],
    ],
  ])('queries %s', async (_, query, expected) => {
    const table = await tableOf(fresh, issues);
    expect(await keys(table, { pk: 'p', ...query })).toEqual(expected.map((at) => issues[at]));
  });

  it('queries more items than one page of any table holds', async () => {
    const table = await fresh();
    const all = Array.from({ length: 1_300 }, (_, at) => `S#${String(at).padStart(5, '0')}`);
    // More than 1 MB, where DynamoDB ends a page.
    await putAll(table, all, { text: '版'.repeat(300) });
    expect(await keys(table, { pk: 'p', prefix: 'S#' })).toEqual(all);
    expect(await keys(table, { pk: 'p', prefix: 'S#', newestFirst: true })).toEqual([...all].reverse());
    expect(await keys(table, { pk: 'p', prefix: 'S#', limit: 1_250 })).toEqual(all.slice(0, 1_250));
    expect(await keys(table, { pk: 'p', prefix: 'S#0', from: 'S#00100', to: 'S#01100' })).toEqual(
      all.slice(100, 1_101),
    );
  });

  it('lets a reader write while it reads', async () => {
    const table = await fresh();
    const all = Array.from({ length: 600 }, (_, at) => `S#${String(at).padStart(5, '0')}`);
    await putAll(table, all, {});
    const seen: string[] = [];
    for await (const { sk } of table.query({ pk: 'p', prefix: 'S#' })) {
      seen.push(sk);
      await table.putNewer({ pk: 'p', sk: `DONE#${sk}`, body: {} }, '1');
    }
    expect(seen).toEqual(all);
    expect(await keys(table, { pk: 'p', prefix: 'DONE#' })).toHaveLength(600);
  });

  it('lets a reader leave early, and two read side by side', async () => {
    const table = await tableOf(fresh, ['1', '2', '3']);
    for await (const one of table.query({ pk: 'p', prefix: '' })) {
      expect(one.sk).toBe('1');
      for await (const other of table.query({ pk: 'p', prefix: '', newestFirst: true })) {
        expect(other.sk).toBe('3');
        break;
      }
      break;
    }
    expect(await table.putOnce({ pk: 'p', sk: '4', body: {} })).toBe(true);
    expect(await keys(table, { pk: 'p', prefix: '' })).toEqual(['1', '2', '3', '4']);
  });
}

/** What every {@link MendableTable} promises besides. */
export function mendsItems(fresh: () => Promise<MendableTable>): void {
  it('puts an item in the place of a fact and of newer news, with the rank that it is given', async () => {
    const table = await fresh();
    await table.putOnce({ pk: 'p', sk: 'fact', body: { by: 1 } });
    await table.putNewer({ pk: 'p', sk: 'news', body: { by: 1 } }, '9');
    for (const sk of ['fact', 'news']) {
      expect(await table.replace(await seen(table, sk), { pk: 'p', sk, body: { by: 2 } }, '5')).toBe(true);
      expect((await table.get('p', sk))?.body).toEqual({ by: 2 });
      expect(await table.putNewer({ pk: 'p', sk, body: { by: 3 } }, '5')).toBe(false);
      expect(await table.putNewer({ pk: 'p', sk, body: { by: 4 } }, '6')).toBe(true);
    }
    expect(await table.replace(await seen(table, 'news'), { pk: 'p', sk: 'news', body: {} }, null)).toBe(
      true,
    );
    expect(await table.putNewer({ pk: 'p', sk: 'news', body: {} }, '99')).toBe(false);
  });

  it('takes one item away', async () => {
    const table = await fresh();
    for (const sk of ['a', 'b']) await table.putOnce({ pk: 'p', sk, body: {} });
    expect(await table.remove(await seen(table, 'a'))).toBe(true);
    expect(await keys(table, { pk: 'p', prefix: '' })).toEqual(['b']);
    expect(await table.putOnce({ pk: 'p', sk: 'a', body: {} })).toBe(true);
  });

  it.each<[what: string, since: ItemBody | null]>([
    ['whose text is another', { by: '2', at: null, list: [1], of: { a: 1 } }],
    ['whose number is a text', { by: '1', at: 5, list: [1], of: { a: 1 } }],
    ['whose list is longer', { by: '1', at: null, list: [1, 2], of: { a: 1 } }],
    ['that has a field less', { by: '1', at: null, list: [1] }],
    ['that has a field more', { by: '1', at: null, list: [1], of: { a: 1 }, size: 1 }],
    ['that is not there any more', null],
  ])('neither puts in the place of an item nor takes away one %s since it was seen', async (_, since) => {
    const table = await fresh();
    await table.putNewer({ pk: 'p', sk: 's', body: { by: '1', at: null, list: [1], of: { a: 1 } } }, '1');
    const old = await seen(table, 's');
    if (since === null) await table.remove(old);
    else await table.putNewer({ pk: 'p', sk: 's', body: since }, '2');
    expect(await table.replace(old, { pk: 'p', sk: 's', body: { by: 'repair' } }, '1')).toBe(false);
    expect(await table.remove(old)).toBe(false);
    expect((await table.get('p', 's'))?.body ?? null).toEqual(since);
  });

  it('lets one of ten racing repairs put an item right', async () => {
    const table = await fresh();
    await table.putOnce({ pk: 'p', sk: 's', body: { by: 'nobody' } });
    const old = await seen(table, 's');
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_, by) => table.replace(old, { pk: 'p', sk: 's', body: { by } }, null)),
    );
    expect(outcomes.filter((won) => won)).toHaveLength(1);
    expect((await table.get('p', 's'))?.body).toEqual({ by: outcomes.indexOf(true) });
  });
}

async function seen(table: CatalogTable, sk: string): Promise<Item> {
  const item = await table.get('p', sk);
  if (item === null) throw new Error(`there is no ${sk}`);
  return item;
}

async function keys(table: CatalogTable, query: Query): Promise<string[]> {
  return (await Array.fromAsync(table.query(query))).map(({ sk }) => sk);
}

async function tableOf(
  fresh: () => Promise<CatalogTable>,
  sortKeys: readonly string[],
): Promise<CatalogTable> {
  const table = await fresh();
  await putAll(table, sortKeys, {});
  return table;
}

async function putAll(table: CatalogTable, sortKeys: readonly string[], body: ItemBody): Promise<void> {
  for (let at = 0; at < sortKeys.length; at += 50) {
    await Promise.all(sortKeys.slice(at, at + 50).map((sk) => table.putOnce({ pk: 'p', sk, body })));
  }
}
