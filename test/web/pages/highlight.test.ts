import { load } from 'cheerio/slim';
import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../core/read/figures/figure.ts';
import { Highlighter, stretchesOf } from '../../../web/pages/highlight.ts';
import { READING, figure } from '../made-up-reading.ts';

async function written(text: string, figures: readonly Figure[]): Promise<string> {
  return (await highlighterOf(text, figures).write(0, text.length)).toString();
}

function highlighterOf(text: string, figures: readonly Figure[]): Highlighter {
  return new Highlighter({ ...READING.document, blocks: [], text }, figures);
}

/** What the marks of a figure say together. */
function marked(markup: string, id: string): string {
  return load(markup)(`[data-figure="${id}"]`).text();
}

describe('Highlighter', () => {
  it('marks exactly the characters of a figure', async () => {
    expect(await written('增长2.8%。', [figure('a', '2.8%', 2)])).toBe(
      '增长<mark id="fig-a" data-figure="a">2.8%</mark>。',
    );
  });

  it('keeps figures that touch apart', async () => {
    expect(await written('3年5%', [figure('a', '3年', 0), figure('b', '5%', 2)])).toBe(
      '<mark id="fig-a" data-figure="a">3年</mark><mark id="fig-b" data-figure="b">5%</mark>',
    );
  });

  it('nests a figure inside a longer one', async () => {
    expect(await written('10至20亿元', [figure('in', '20亿元', 3), figure('out', '10至20亿元', 0)])).toBe(
      '<mark id="fig-out" data-figure="out">10至</mark>' +
        '<mark data-figure="out"><mark id="fig-in" data-figure="in">20亿元</mark></mark>',
    );
  });

  it('cuts figures that overlap so that each keeps all of its characters and one anchor', async () => {
    const markup = await written('0123456789', [figure('a', '12345', 1), figure('b', '45678', 4)]);
    expect(load(markup).text()).toBe('0123456789');
    expect(marked(markup, 'a')).toBe('12345');
    expect(marked(markup, 'b')).toBe('45678');
    expect(load(markup)('#fig-a')).toHaveLength(1);
    expect(load(markup)('#fig-b')).toHaveLength(1);
  });

  it('does not break characters outside the basic plane', async () => {
    expect(await written('𠮷3人𠮷', [figure('a', '3人', 2)])).toBe(
      '𠮷<mark id="fig-a" data-figure="a">3人</mark>𠮷',
    );
  });

  it('marks nothing for a figure whose offsets hold other characters', async () => {
    expect(await written('增长2.8%', [figure('a', '2.9%', 2)])).toBe('增长2.8%');
  });

  it('escapes the text inside and around marks, and the ids', async () => {
    expect(await written('<b>&1亿元', [figure('"><script>', '&1亿元', 3)])).toBe(
      '&lt;b&gt;<mark id="fig-&quot;&gt;&lt;script&gt;" data-figure="&quot;&gt;&lt;script&gt;">&amp;1亿元</mark>',
    );
  });

  it('marks a line of the head where the text holds the very same characters', async () => {
    const writer = highlighterOf('标题8%\n正文8%', [figure('a', '8%', 2), figure('b', '8%', 7)]);
    expect((await writer.writeField('标题8%')).toString()).toBe(
      '标题<mark id="fig-a" data-figure="a">8%</mark>',
    );
    expect(writer.isAnchored(figure('b', '8%', 7))).toBe(false);
  });

  it('leaves a line of the head plain when only a block holds its characters', async () => {
    const document = {
      ...READING.document,
      text: '8%',
      blocks: [{ kind: 'paragraph', text: '8%', start: 0, end: 2, mark: null, level: 0 } as const],
    };
    const plain = await new Highlighter(document, [figure('a', '8%', 0)]).writeField('8%');
    expect(plain.toString()).toBe('8%');
  });
});

describe('stretchesOf', () => {
  it('covers the whole range once, in order, whatever begins before it or ends after it', () => {
    const figures = [figure('a', '01234', 0), figure('b', '789', 7)];
    expect(
      stretchesOf(figures, 3, 8).map((one) => [one.start, one.end, one.figures.map(({ id }) => id)]),
    ).toEqual([
      [3, 5, ['a']],
      [5, 7, []],
      [7, 8, ['b']],
    ]);
  });
});
