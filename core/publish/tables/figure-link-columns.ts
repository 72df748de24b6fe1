import type { Column } from './column.ts';
import { type Mention, rowReferredTo } from './mention.ts';

/** The other rows of the same article that a figure belongs to. */
export const LINK_COLUMNS = [
  {
    name: 'change_of',
    type: 'string',
    title: '变化对象',
    description: 'The row of the level that this change is of',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: (mention) => rowReferredTo(mention, mention.figure.changeOf),
  },
  {
    name: 'same_as',
    type: 'string',
    title: '同一数据',
    description: 'The row that says the same in another unit',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: (mention) => rowReferredTo(mention, mention.figure.sameAs),
  },
  {
    name: 'part_of',
    type: 'string',
    title: '所属总量',
    description: 'The row of the total that this is a part of',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: (mention) => rowReferredTo(mention, mention.figure.partOf),
  },
  {
    name: 'qualifies',
    type: 'string',
    title: '限定对象',
    description: 'The row of the count that this threshold restricts',
    example: '3f0c9a51d2e84b7796aa01c4e58f2b6d',
    refersTo: 'figures',
    value: (mention) => rowReferredTo(mention, mention.figure.qualifies),
  },
] as const satisfies readonly Column<Mention>[];
