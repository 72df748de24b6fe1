import type { Template } from './scene.ts';

/** 要闻: what leads the paper. */
export const FRONT: readonly Template[] = [
  ({ draw, eve, town, lead }) => {
    const [industry, roads, living] = [draw.whole(4, 9), draw.whole(2, 5), draw.whole(2, 6)];
    const all = industry + roads + living;
    return {
      intro: '抓项目 促投资',
      title: [`${town}${all}个项目集中动工`],
      paragraphs: [
        `${lead}${eve}，${town}举行重点项目集中动工活动，${all}个项目同时开工，计划总投资${draw.tenths(12, 48)}亿元。`,
        `这批项目中，产业项目${industry}个、交通项目${roads}个、民生项目${living}个，建设周期从${draw.whole(8, 10)}个月到${draw.whole(18, 30)}个月不等。`,
        `${town}有关负责人介绍，当地为每个项目配了一名联络员，用地、用水、用电的手续在${draw.whole(10, 20)}个工作日以内办完。`,
      ],
    };
  },
  ({ draw, eve, lead }) => {
    const boxes = draw.tenths(2, 6);
    return {
      title: ['望江港上月吞吐量稳步回升'],
      paragraphs: [
        `${lead}${eve}，记者从望江港务公司了解到，上月望江港完成货物吞吐量${draw.tenths(31, 58)}万吨，同比增长${draw.tenths(2, 9)}%，其中集装箱${boxes}万标箱，同比增长${draw.tenths(1, 6)}%。`,
        `码头新添的${draw.whole(2, 4)}台门座起重机已经投用，一艘千吨级货船的卸货时间由${draw.whole(9, 12)}小时缩短到${draw.whole(5, 7)}小时左右。`,
        `港务公司预计，本季度吞吐量将超过${draw.whole(110, 160)}万吨。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const done = draw.whole(52, 78);
    return {
      title: [`环城东路改造工程完成${done}%`],
      subtitle: '力争雨季之前全线通车',
      captions: [`${eve}，工人在环城东路${town}段铺设沥青。`],
      paragraphs: [
        `${lead}环城东路是连接${town}和城区的主要通道，全长${draw.tenths(6, 14)}公里，改造后由双向两车道拓宽为双向四车道。截至${eve}，工程已完成总量的${done}%。`,
        `施工方投入机械${draw.whole(24, 60)}台、人员${draw.whole(120, 260)}人，日均铺设路面不少于${draw.whole(180, 320)}米。`,
        `交通部门提醒，沿线${draw.whole(2, 5)}个路口夜间仍将临时封闭，请过往司机按指示牌绕行。`,
      ],
    };
  },
  ({ draw, lead }) => {
    const items = draw.whole(860, 1280);
    return {
      title: [`${items}个事项“一窗”办结`],
      intro: '市民办事不再来回跑',
      paragraphs: [
        `${lead}市政务服务大厅近日完成窗口整合，原来分设的${draw.whole(28, 46)}个专窗合并为${draw.whole(9, 16)}个综合窗口，${items}个事项可以在任意一个窗口办理。`,
        `整合之后，群众平均等候时间由${draw.whole(21, 35)}分钟降到${draw.whole(6, 12)}分钟，当场办结的比例提高${draw.tenths(8, 19)}个百分点。`,
        `大厅还为老年人留了${draw.whole(2, 4)}个免预约窗口，周六上午照常开放。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const signed = draw.whole(7, 18);
    return {
      title: [`${town}新春招商签下${signed}个项目`],
      paragraphs: [
        `${lead}${eve}，${town}举办新春招商会，现场签约项目${signed}个，计划投资总额${draw.tenths(15, 60)}亿元，其中投资超过1亿元的有${draw.whole(3, 6)}个。`,
        `签约项目以五金制品、食品加工和包装材料为主，全部建成后预计可提供岗位${draw.whole(12, 38)}00个左右。`,
        '会后，十多家企业的代表到产业园看了标准厂房，详细询问租金和通勤班车的安排。',
      ],
    };
  },
  ({ draw, town, lead }) => {
    const hectares = draw.whole(6, 24) * 20;
    return {
      title: [`${town}今年新建高标准农田`, `${hectares}公顷`],
      paragraphs: [
        `${lead}记者从农业部门获悉，${town}今年计划新建高标准农田${hectares}公顷（${hectares * 15}亩），涉及${draw.whole(5, 13)}个行政村，总投入${draw.whole(1800, 4600)}万元。`,
        `项目包括修整机耕路${draw.tenths(9, 24)}公里、硬化灌溉渠${draw.tenths(11, 30)}公里，并清理撂荒地${draw.whole(2, 8) * 2}公顷。`,
        '“渠修通了，早造就不怕缺水。”种粮大户陈伯一边看图纸一边说，他打算把今年的播种面积再扩大一些。',
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const length = draw.tenths(3, 9);
    return {
      title: [`${town}${length}公里堤围加固完工`],
      paragraphs: [
        `${lead}${eve}，${town}江堤加固工程通过验收。工程历时${draw.whole(9, 16)}个月，加固堤围${length}公里，改建穿堤水闸${draw.whole(2, 6)}座，总投资${draw.whole(3200, 7800)}万元。`,
        `加固以后，这段江堤的防洪标准由20年一遇提高到50年一遇，受益群众${draw.tenths(2, 6)}万人。`,
        `水利部门表示，汛期之前还将检修排涝泵站${draw.whole(4, 11)}座，储备编织袋${draw.whole(3, 9)}万只。`,
      ],
    };
  },
  ({ draw, eve, lead }) => {
    const firms = draw.whole(68, 145);
    return {
      intro: '春风行动走进城区',
      title: [`${firms}家企业进场招聘`],
      captions: [`${eve}，求职者在文化广场的招聘会上了解岗位。`],
      paragraphs: [
        `${lead}${eve}，春季专场招聘会在文化广场举行，${firms}家企业带来岗位${draw.whole(21, 52)}00个，当天进场约${draw.whole(3, 7)}000人次，达成初步意向${draw.whole(620, 1480)}人。`,
        `记者在现场看到，机械操作、电工、仓储等岗位月薪多在${draw.whole(48, 55)}00元至${draw.whole(68, 85)}00元之间，技术工人最受欢迎。`,
        `人社部门还设了政策咨询台，当天发放就业补贴资料${draw.whole(12, 30)}00份。`,
      ],
    };
  },
];
