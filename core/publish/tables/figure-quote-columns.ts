import { type Column, joined } from './column.ts';
import { roomPath } from './article-version.ts';
import { type Mention, textAfter, textBefore } from './mention.ts';

/** Where a figure stands in its article, in the words of the article. */
export const QUOTE_COLUMNS = [
  {
    name: 'section_path',
    type: 'string',
    title: '小标题',
    description: 'The headings above the figure, outermost first, joined by " / "',
    example: '2022年工作回顾 / 经济运行',
    value: ({ figure }) => joined(figure.sectionPath, ' / '),
  },
  {
    name: 'list_mark',
    type: 'string',
    title: '列表符号',
    description: 'The mark of the list item that the figure stands in, as printed',
    example: '●',
    value: ({ figure }) => figure.listMark,
  },
  {
    name: 'exact',
    type: 'string',
    title: '原文',
    description: "The characters from the number's first to its unit's last, as printed",
    example: '458.51亿元',
    required: true,
    value: ({ figure }) => figure.exact,
  },
  {
    name: 'prefix',
    type: 'string',
    title: '前文',
    description: 'Up to 20 characters before it',
    example: '地区生产总值',
    value: ({ of, figure }) => textBefore(of.reading.document.text, figure.start),
  },
  {
    name: 'suffix',
    type: 'string',
    title: '后文',
    description: 'Up to 20 characters after it',
    example: '，增长2.8%',
    value: ({ of, figure }) => textAfter(of.reading.document.text, figure.end),
  },
  {
    name: 'start',
    type: 'integer',
    title: '起点',
    description: "Offset of the first character in the reading's text, in UTF-16 units",
    example: '1024',
    required: true,
    value: ({ figure }) => figure.start,
  },
  {
    name: 'end',
    type: 'integer',
    title: '终点',
    description: 'Offset after the last character',
    example: '1032',
    required: true,
    value: ({ figure }) => figure.end,
  },
  {
    name: 'room_path',
    type: 'string',
    title: '阅览室地址',
    description:
      "Opens the figure's sentence in a reading room, when the room's own address is put before it",
    example: '/jmrb/2023-02-25/B02/667012?v=1#fig-f9',
    value: ({ of, figure }) => roomPath(of, figure.id),
  },
] as const satisfies readonly Column<Mention>[];
