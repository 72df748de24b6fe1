import type { Story } from '../story.ts';

/** What the demonstration tells of a session besides the report: counts of its own, made up for each year. */
interface Session {
  readonly year: number;
  readonly opened: string;
  readonly deputies: number;
  readonly members: number;
  /** The ten tasks of the year, each with its count. */
  readonly tasks: readonly string[];
  readonly voice: readonly [title: string, ...paragraphs: string[]];
}

const SESSIONS: readonly Session[] = [
  {
    year: 2020,
    opened: '2月18日',
    deputies: 218,
    members: 196,
    tasks: [
      '新建公办幼儿园3所',
      '改造农贸市场6个',
      '新增停车位1200个',
      '铺设污水管网38公里',
      '安装路灯900盏',
      '新建社区体育场8个',
      '培训家政人员1500人次',
      '更换校车21辆',
      '建设村级卫生站12间',
      '修缮文物建筑4处',
    ],
    voice: [
      '让货车少绕十公里',
      '“园区到码头，货车要绕城走一圈。”来自物流行业的邓代表带来的建议，是修一条6.5公里的疏港公路。',
      '他给记者算账：每天往返的货车约800辆，每辆少走10公里，一年可以节省燃油1400吨左右。',
    ],
  },
  {
    year: 2021,
    opened: '2月4日',
    deputies: 221,
    members: 201,
    tasks: [
      '新增学位2950个',
      '改造旧小区13个',
      '打通断头路4条',
      '新建口袋公园9个',
      '改造燃气软管1.2万户',
      '新增公共自行车600辆',
      '开设老年大学课程48门',
      '建设农村文化广场15个',
      '新增救护车7辆',
      '整治内涝点11处',
    ],
    voice: [
      '请给夜班工人留一盏灯',
      '车间组长邝代表说，园区夜班工人超过4000人，末班公交车却停在21时30分。',
      '她建议加开3条夜班线路，首月票价减半。公交公司当场答复，力争6月底前开通2条。',
    ],
  },
  {
    year: 2022,
    opened: '2月15日',
    deputies: 225,
    members: 203,
    tasks: [
      '新增幼儿园学位900个',
      '新建社区卫生服务站8家',
      '免费体检1.6万人',
      '建设充电桩300个',
      '改造农村公路26公里',
      '新增公交候车亭85个',
      '建设村史馆10间',
      '新增气象监测站14座',
      '修建过街天桥2座',
      '补种行道树5200株',
    ],
    voice: [
      '把课堂搬到田埂上',
      '教了26年书的关代表，建议利用33.33公顷（500亩）的试验田办劳动教育基地。',
      '按照她的设想，基地每年接待学生2万人次，每名学生每学期至少去1次。',
    ],
  },
  {
    year: 2023,
    opened: '2月23日',
    deputies: 228,
    members: 207,
    tasks: [
      '新增学位5340个',
      '铺设燃气管道22公里',
      '新增停车位1500个',
      '办好长者食堂25家',
      '改造供水管网15公里',
      '硬化村内道路21公里',
      '建设小型体育公园5个',
      '筹建租赁住房180套',
      '新增护理床位240张',
      '升级路口信号灯66组',
    ],
    voice: [
      '小水渠连着大产业',
      '种了15年粉葛的黎代表，最关心的是水。她所在的村有耕地92公顷（1380亩），干渠修了，支渠还差4.8公里。',
      '她建议由市、镇、村按5∶3∶2的比例分担，争取秋种之前通水，预计每亩增收600元以上。',
    ],
  },
  {
    year: 2024,
    opened: '2月20日',
    deputies: 230,
    members: 209,
    tasks: [
      '新增公办学位3600个',
      '更新燃气管道40公里',
      '加装电梯45台',
      '改造危桥5座',
      '接种疫苗1.1万剂次',
      '新建驿站16个',
      '建设美丽圩镇4个',
      '新增图书流动点20个',
      '治理地质隐患点27处',
      '改造公厕32座',
    ],
    voice: [
      '工厂门口要有公交站',
      '做人力资源工作的陆代表走访了62家企业，发现招工难的一半原因在路上：三成工人上班路程超过12公里。',
      '他建议开通5条定制线路，先试运行3个月，上座率达到六成的转为固定线路。',
    ],
  },
];

/** The session's own page beside the report: its opening, the ten tasks, and a deputy's voice. */
export function companionsOf(year: number): readonly Story[] {
  const session = SESSIONS.find((one) => one.year === year);
  if (!session) throw new RangeError(`the demonstration has no session in ${year}`);
  const { opened, deputies, members, tasks, voice } = session;
  const [voiceTitle, ...voiceParagraphs] = voice;
  return [
    {
      title: [`鹤山市${year}年两会开幕`, '共商发展大计', '共绘为民蓝图'],
      captions: ['代表们步入会场。', '会场外，志愿者为代表指引座位。'],
      paragraphs: [
        `示范日报讯 （记者/梁渡） ${opened}，鹤山市${year}年两会在市文化中心开幕，${deputies}名人大代表和${members}名政协委员出席。`,
        '市政府负责人作工作报告，回顾过去一年的工作，并就今年的安排听取代表意见。',
        `开幕式后，与会人员分成${Math.ceil(deputies / 30)}个小组讨论。大会预计会期为3天。`,
      ],
    },
    {
      intro: '票决结果出炉',
      title: [`${year}年十件民生实事定了`],
      paragraphs: [
        `示范日报讯 （记者/何青岚） 经代表投票，${year}年十件民生实事揭晓：`,
        ...tasks.map((task, nth) => `${nth + 1}.${task}。`),
        '十件实事都定了牵头部门和完成时间，进度每季度公布一次。',
      ],
    },
    { intro: '代表声音', title: [voiceTitle], paragraphs: voiceParagraphs },
  ];
}
