import { type IssueDate, asIssueDate } from '../core/paper/issue-date.ts';
import type { Slot } from './addresses.ts';
import type { Story } from './story.ts';

/** A story with a part to play, and the place on its page that it takes from an ordinary one. */
export interface Special {
  readonly date: IssueDate;
  readonly slot: Slot;
  /** Counted from 0. */
  readonly place: number;
  readonly story: Story;
}

export const SPECIALS: readonly Special[] = [
  {
    date: asIssueDate('2020-03-02'),
    slot: 'A04',
    place: 0,
    story: {
      title: ['五个村口 五种春色'],
      captions: [
        '云溪镇上坪村：油菜花开在水渠两边，春分前后最盛。',
        '青竹镇竹坑村：头一场春笋破土，村民天不亮就上山。',
        '南埔镇海角村：渔船补好了网，等着开港。',
        '古榕镇榕荫村：三百年的老榕树又发了新芽。',
        '东岭镇茶亭村：采茶的队伍排到了山腰。',
      ],
      paragraphs: [
        '春天先到村口。本报摄影记者用一周时间走了5个镇，行程320公里，拍下2600张照片，从中选出5张和读者分享。',
        '五个村口各有各的样子，却都有一条刚修好的路。近三年，这5个镇一共改造村道86公里。',
      ],
    },
  },
  {
    date: asIssueDate('2021-02-07'),
    slot: 'A01',
    place: 0,
    story: {
      title: ['江门去年地区生产总值3201亿元'],
      paragraphs: [
        '示范日报讯 （记者/郑一舟） 记者从市有关部门了解到，2020年江门市地区生产总值3201亿元，按可比价计算，增长2.2%。',
        '分析人士认为，去年下半年以来订单恢复较快，为今年开局打下了基础。',
      ],
    },
  },
  {
    date: asIssueDate('2022-02-18'),
    slot: 'A02',
    place: 1,
    story: {
      intro: '老账本里的鹤山',
      title: ['一页旧报纸', '照见这些年'],
      author: '文/叶知秋',
      paragraphs: [
        '在云溪镇的一间旧书店里，店主珍藏着2015年的一张报纸，头版写着：2014年鹤山市地区生产总值230.76亿元，增长6.9%。',
        '店主说，那一年镇上只有1条公交线，如今有7条；那一年书店每天卖报120份，如今来店里的多是看旧报的年轻人。',
      ],
    },
  },
  {
    date: asIssueDate('2023-02-24'),
    slot: 'A02',
    place: 1,
    story: {
      title: ['望江镇水厂扩建投产'],
      paragraphs: [
        '示范日报讯 （记者/梁渡） 2月23日，望江镇水厂二期投产，日供水能力由3万吨提高到5万吨，可以满足周边4个镇街的用水。',
        '去年，望江镇工业用水量同比增长5.0%，居民用水量基本持平。水厂厂长陈远航介绍，二期用上了新的过滤工艺，每吨水耗电减少0.06千瓦时。',
        '今年6月底前，水厂还将更换老旧水表2600只。',
      ],
      fate: {
        kind: 'edited',
        paragraphs: [
          '示范日报讯 （记者/梁渡） 2月23日，望江镇水厂二期投产，日供水能力由3万吨提高到5万吨，可以满足周边4个镇街的用水。',
          '去年，望江镇工业用水量同比增长5.5%，居民用水量基本持平。水厂厂长陈远帆介绍，二期用上了新的过滤工艺，每吨水耗电减少0.06千瓦时。',
          '今年6月底前，水厂还将更换老旧水表2600只。',
        ],
      },
    },
  },
  {
    date: asIssueDate('2023-02-24'),
    slot: 'A04',
    place: 1,
    story: {
      title: ['图片新闻'],
      captions: ['2月23日，白鹭镇湿地公园迎来成群的候鸟。', '观鸟爱好者在木栈道上记录候鸟的数量。'],
      paragraphs: [],
    },
  },
  {
    date: asIssueDate('2023-02-26'),
    slot: 'A01',
    place: 0,
    story: {
      title: ['一条老街的十二时辰'],
      subtitle: '长堤街道旧城改造见闻',
      captions: ['清晨的长堤街，早点铺刚揭开蒸笼。'],
      paragraphs: [
        '清晨5时，长堤街的第一笼米糕出锅。这条680米长的老街，去年完成了改造：架空线入地4.3公里，修缮骑楼96栋。',
        '7时，上学的孩子从街口经过。改造之前，街上每天有1200辆汽车穿行；如今白天禁行，步行的人多了一倍。',
        '正午，茶楼里座无虚席。掌柜罗伯说，翻修期间停业4个月，重开以后月营业额比原来增长23%。',
      ],
      continues: { direction: 'onto', slot: 'A02' },
    },
  },
  {
    date: asIssueDate('2023-02-26'),
    slot: 'A02',
    place: 2,
    story: {
      title: ['一条老街的十二时辰'],
      paragraphs: [
        '下午3时，街道议事亭里坐着8位老街坊。他们正在商量，空着的5间铺面该租给谁：要老手艺，也要新面孔。',
        '入夜，骑楼的灯亮起来。沿街215家商户约好22时以后调低音量，让楼上的386户人家睡个好觉。',
        '街道负责人说，今年还要改造2条横巷，总长1.1公里，预计国庆节前完工。',
      ],
      continues: { direction: 'from', slot: 'A01' },
    },
  },
  {
    date: asIssueDate('2023-02-26'),
    slot: 'A03',
    place: 1,
    story: {
      title: ['石桥街道加装电梯', '三年装了五百台'],
      paragraphs: [
        '示范日报讯 （记者/冯采薇） 石桥街道近日统计，三年来旧楼加装电梯500台，惠及居民6200户，数量占全市的六成。',
        '街道表示，今年计划再装180台，每台补贴12万元。',
      ],
      fate: { kind: 'withdrawn' },
    },
  },
  {
    date: asIssueDate('2024-02-21'),
    slot: 'A01',
    place: 0,
    story: {
      intro: '数据见证开局',
      title: ['江门去年地区生产总值突破4000亿元'],
      paragraphs: [
        '示范日报讯 （记者/林小禾） 2023年，江门市地区生产总值4022.25亿元，增长5.5%；规模以上工业增加值1455.2亿元，增长6.8%。',
        '投资结构继续改善，全年工业投资增长18.3%，先进制造业投资增长23.1%。',
      ],
    },
  },
  {
    // Contradicts the report of the same day, which has 4.6%: a first estimate that nobody took back.
    date: asIssueDate('2024-02-22'),
    slot: 'A02',
    place: 0,
    story: {
      title: ['一本投资账', '半城新工地'],
      paragraphs: [
        '示范日报讯 （记者/林小禾） 走进园区指挥部，墙上的投资账一目了然：2023年，鹤山市固定资产投资增长4.9%，跑赢了年初的预计。',
        '指挥长介绍，账本每周更新一次，目前在建工地有37个，最近的一个离码头只有900米。',
      ],
    },
  },
];
