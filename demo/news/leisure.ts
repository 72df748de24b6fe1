import type { Template } from './scene.ts';

/** 文体: sport, stage and books. */
export const LEISURE: readonly Template[] = [
  ({ draw, eve, town, lead }) => {
    const runners = draw.whole(12, 36) * 100;
    return {
      title: [`${runners}名跑者江边迎春`],
      captions: [`${eve}，选手从${town}江边的起点出发。`],
      paragraphs: [
        `${lead}${eve}，迎春长跑在${town}举行，${runners}名选手参加，最小的${draw.whole(8, 11)}岁，最大的${draw.whole(71, 79)}岁。`,
        `男子10公里冠军的成绩是${draw.whole(32, 35)}分${draw.whole(10, 58)}秒，女子冠军用时${draw.whole(38, 42)}分${draw.whole(10, 58)}秒。沿途设补水站${draw.whole(4, 7)}处，志愿者${draw.whole(160, 340)}人。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const [home, away] = [draw.whole(71, 92), draw.whole(58, 70)];
    return {
      title: [`村篮球赛落幕 ${town}队夺冠`],
      paragraphs: [
        `${lead}${eve}晚，全市村篮球赛决赛在体育馆打响，${town}队以${home}比${away}取胜，时隔${draw.whole(3, 8)}年再次捧杯。`,
        `今年的比赛有${draw.whole(18, 32)}支队伍参加，共打了${draw.whole(45, 70)}场，现场观众累计${draw.tenths(2, 6)}万人次。`,
        '冠军队队长是一名货车司机，他说平时收工再晚，也要到村口的球场投上一百个球。',
      ],
    };
  },
  ({ draw, lead }) => ({
    title: ['市图书馆去年借出图书再创新高'],
    paragraphs: [
      `${lead}市图书馆公布，去年全年接待读者${draw.tenths(38, 66)}万人次，借出图书${draw.tenths(41, 74)}万册次，同比增长${draw.tenths(4, 13)}%。`,
      `最受欢迎的是儿童绘本，占外借总量的${draw.whole(31, 42)}%。镇街分馆达到${draw.whole(16, 28)}个，服务点${draw.whole(52, 96)}个。`,
      '馆里今年准备把闭馆时间推迟到晚上九点半，并为备考的读者开放自习室。',
    ],
  }),
  ({ draw, eve, town, lead }) => ({
    title: ['锣鼓一响', '老戏台坐满了人'],
    paragraphs: [
      `${lead}${eve}晚，${town}老戏台上演折子戏专场，能坐${draw.whole(26, 48)}0人的台前座无虚席，后面还站了几层。`,
      `剧社成立${draw.whole(22, 41)}年，现有演员${draw.whole(19, 36)}人，平均年龄${draw.whole(44, 57)}岁。近两年新收的${draw.whole(6, 13)}名学员都是在校学生。`,
      `今年剧社计划送戏下乡${draw.whole(24, 48)}场，比去年多${draw.whole(4, 9)}场。`,
    ],
  }),
  ({ draw, eve, lead, reporter }) => ({
    title: ['镜头里的家乡'],
    author: `${reporter} 整理`,
    captions: [
      '渡口的清晨，第一班船正要离岸。',
      '晒场上的陈皮，一格一格像拼图。',
      '下课铃响，孩子们跑过新修的风雨廊。',
    ],
    paragraphs: [
      `${lead}${eve}，“镜头里的家乡”摄影展在文化馆开幕，从${draw.whole(620, 1400)}幅来稿中选出${draw.whole(86, 150)}幅展出，作者年龄从${draw.whole(12, 15)}岁到${draw.whole(72, 81)}岁。`,
      `展览为期${draw.whole(15, 30)}天，免费参观，周一闭馆。`,
    ],
  }),
  ({ draw, eve, town, lead }) => ({
    title: [`${town}羽毛球馆开门迎客`],
    paragraphs: [
      `${lead}由旧粮仓改建的${town}羽毛球馆${eve}启用，建有标准场地${draw.whole(6, 12)}片，每小时收费${draw.whole(15, 25)}元，每天上午对学生免费开放${draw.whole(2, 3)}小时。`,
      `截至目前，全市人均体育场地面积达到${draw.tenths(2, 3)}平方米，${draw.whole(7, 9)}成以上的村（社区）有了健身点。`,
    ],
  }),
];
