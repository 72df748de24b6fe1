import type { Column } from './column.ts';
import { type Mention, rowReferredTo } from './mention.ts';

/** What a figure belongs to: its observation, and other rows of the same article. */
export const LINK_COLUMNS = [
  {
    name: 'observation_id',
    type: 'string',
    title: '观测编号',
    description:
      'The observation that the figure is a mention of; missing where it is of none, such as thresholds and what has no indicator',
    example: '5be1c2f0a9d84c6e8f3b7a1d20c49e75',
    refersTo: 'observations',
    // Only all that is said of the quantity tells: it is filled in when a release is made.
    value: (): string | null => null,
  },
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
