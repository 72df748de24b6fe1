import type { Why } from '../../core/rights/rights-book.ts';
import type {
  RightsRecord,
  TakedownLevel,
  TakedownReason,
  TakedownTarget,
} from '../../core/catalog/rights-records.ts';

type WordFor<Key extends string> = Readonly<Record<Key, string>>;

/** What the room says of what it withholds. */
export interface RightsTexts {
  /** Why less is shown, in a sentence. */
  readonly why: (why: Why) => string;
  /** For the state of an issue, and in a few characters for the cell of a day. */
  readonly embargoed: string;
  readonly embargoedMark: string;
  /** In the place of a title. */
  readonly takenDown: string;
  readonly reason: WordFor<TakedownReason>;
  readonly level: WordFor<TakedownLevel>;
  readonly target: WordFor<TakedownTarget['what']>;
  readonly recordKind: WordFor<Exclude<RightsRecord['kind'], 'policy'>>;
  readonly logLink: string;
  readonly leftOut: (lines: number) => string;
  readonly logPage: WordFor<
    | 'title'
    | 'intro'
    | 'caption'
    | 'none'
    | 'at'
    | 'kind'
    | 'paper'
    | 'level'
    | 'target'
    | 'reason'
    | 'words'
    | 'figuresStay'
    | 'figuresGo'
  > & { readonly lifts: (id: string) => string };
}

export const RIGHTS_ZH: RightsTexts = {
  why: (why) => {
    switch (why.kind) {
      case 'reading-room':
        return '按本馆的开放规定，这里的内容只在阅览室提供。';
      case 'embargo':
        return `本期尚在禁阅期内，${why.until} 起开放；是否在馆、状态和数量照实列出。`;
      case 'closed':
        return '本期按本馆的开放规定不提供；是否在馆、状态和数量照实列出。';
      case 'takedown':
        return `这里的内容已撤下，理由：${RIGHTS_ZH.reason[why.reason]}。撤下记录编号 ${why.id}，见 /takedowns。`;
      case 'unreadable':
        return '本报的权限记录无法读取，修复之前一律不提供；请管理员运行 jmnews verify。';
    }
  },
  embargoed: '暂不开放',
  embargoedMark: '不开放',
  takenDown: '（已撤下）',
  reason: {
    'court-order': '法院命令',
    'authority-order': '主管机关要求',
    copyright: '版权',
    'personal-data': '个人信息',
    'publisher-request': '报社要求',
    other: '其他',
  },
  level: { unlist: '不列出', block: '不提供', remove: '删除原始文件' },
  target: { issue: '整期', page: '一版', article: '一篇文章', resource: '一个文件' },
  recordKind: { takedown: '撤下', lift: '恢复' },
  logLink: '撤下记录',
  leftOut: (lines) => `另有 ${lines} 行涉及已撤下的内容，未列出。`,
  logPage: {
    title: '撤下记录',
    intro: '本馆撤下与恢复内容的全部记录，按时间先后，只增不改。记录不含被撤下的文字、标题和地址。',
    caption: '每次撤下与恢复：时间、对象、程度与理由',
    none: '本馆没有撤下过任何内容。',
    at: '时间（北京 / UTC）',
    kind: '事项',
    paper: '报纸',
    level: '程度',
    target: '对象',
    reason: '理由',
    words: '说明',
    figuresStay: '其中的数据仍提供',
    figuresGo: '其中的数据一并撤下',
    lifts: (id) => `恢复 ${id}`,
  },
};

export const RIGHTS_EN: RightsTexts = {
  why: (why) => {
    switch (why.kind) {
      case 'reading-room':
        return 'By the rules of this archive this is shown in its reading room only.';
      case 'embargo':
        return `This issue is under embargo and opens on ${why.until}; that it is held, how it stands and its counts are told.`;
      case 'closed':
        return 'By the rules of this archive this issue is not shown; that it is held, how it stands and its counts are told.';
      case 'takedown':
        return `This was taken down; reason: ${RIGHTS_EN.reason[why.reason]}. It is takedown ${why.id} of /takedowns.`;
      case 'unreadable':
        return "The rights of this newspaper cannot be read, and nothing of it is shown until they can; run 'jmnews verify'.";
    }
  },
  embargoed: 'not open',
  embargoedMark: 'not open',
  takenDown: '(taken down)',
  reason: {
    'court-order': 'order of a court',
    'authority-order': 'order of an authority',
    copyright: 'copyright',
    'personal-data': 'personal data',
    'publisher-request': 'request of the publisher',
    other: 'other',
  },
  level: { unlist: 'not listed', block: 'not shown', remove: 'bytes removed' },
  target: { issue: 'an issue', page: 'a page', article: 'an article', resource: 'a file' },
  recordKind: { takedown: 'taken down', lift: 'lifted' },
  logLink: 'Takedowns',
  leftOut: (lines) =>
    lines === 1
      ? 'One more line is of what was taken down and left out.'
      : `${lines} more lines are of what was taken down and left out.`,
  logPage: {
    title: 'Takedowns',
    intro:
      'Everything that this archive ever took down or showed again, oldest first; records are added and never changed. They hold no text, title or address of what was taken down.',
    caption: 'Every takedown and lift: when, of what, how far and why',
    none: 'Nothing was ever taken down.',
    at: 'Time (Beijing / UTC)',
    kind: 'What was done',
    paper: 'Newspaper',
    level: 'How far',
    target: 'Of what',
    reason: 'Reason',
    words: 'In words',
    figuresStay: 'its figures are still given out',
    figuresGo: 'its figures are withheld as well',
    lifts: (id) => `lifts ${id}`,
  },
};
