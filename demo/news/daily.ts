import type { Template } from './scene.ts';

/** 民生: what touches the reader's day. */
export const DAILY: readonly Template[] = [
  ({ draw, eve, lead }) => {
    const market = draw.pick(['东门', '南桥', '西园'] as const);
    return {
      title: ['一周菜价：叶菜回落 鱼价平稳'],
      paragraphs: [
        `${lead}${eve}，记者走访${market}市场看到，菜心每斤${draw.tenths(3, 5)}元，比上周下跌${draw.whole(6, 15)}%；生菜每斤${draw.tenths(2, 4)}元，下跌${draw.whole(3, 9)}%。`,
        `鲩鱼每斤${draw.tenths(8, 11)}元，和上周持平。瘦肉每斤${draw.tenths(15, 22)}元，上涨${draw.tenths(1, 4)}%。鸡蛋每斤${draw.tenths(4, 6)}元，几乎没有变化。`,
        '摊主说，天气转晴以后本地菜上市多了，外地菜的运费也降了下来，下周价格应当还会低一点。',
      ],
    };
  },
  ({ draw, town, lead }) => {
    const [primary, middle] = [draw.whole(6, 14) * 45, draw.whole(4, 9) * 50];
    return {
      title: [`${town}新增学位${primary + middle}个`],
      paragraphs: [
        `${lead}${town}第二小学扩建和实验中学新教学楼两项工程已经交付，共新增学位${primary + middle}个，其中小学${primary}个，初中${middle}个。`,
        `两所学校新配教师${draw.whole(28, 56)}人，添置图书${draw.tenths(1, 4)}万册，食堂可以同时容纳${draw.whole(5, 9)}00名学生午餐。`,
        `教育部门提醒，转学申请${draw.whole(3, 6)}个工作日内答复，家长可以在网上查看进度。`,
      ],
    };
  },
  ({ draw, town, lead }) => {
    const line = draw.whole(12, 39);
    return {
      title: [`${line}路公交车延长到${town}`],
      paragraphs: [
        `${lead}从下周一起，${line}路公交车的终点由汽车总站延长到${town}，全程${draw.tenths(14, 26)}公里，设站${draw.whole(18, 31)}个，首班车6时30分，末班车21时。`,
        `线路配车${draw.whole(8, 14)}辆，全部是纯电动车，高峰期${draw.whole(10, 15)}分钟一班。票价2元，60周岁以上老人凭证免费。`,
        `延长以后，预计每天新增乘客${draw.whole(6, 14)}00人次。`,
      ],
    };
  },
  ({ draw, eve, town, lead, reporter }) => ({
    title: ['一顿热饭', '暖了一条街'],
    author: `文/图 ${reporter}`,
    captions: [`${eve}中午，老人在${town}长者食堂用餐。`],
    paragraphs: [
      `${lead}中午十一点半，${town}长者食堂飘出饭香。三菜一汤只收${draw.whole(8, 12)}元，80周岁以上老人再减${draw.whole(2, 4)}元。`,
      `食堂开办${draw.whole(3, 11)}个月，已经供餐${draw.tenths(1, 4)}万份。行动不便的${draw.whole(22, 57)}位老人，由志愿者每天送餐上门。`,
      `眼下全市有长者食堂${draw.whole(38, 72)}家，今年计划再办${draw.whole(6, 15)}家。`,
    ],
  }),
  ({ draw, town, lead }) => ({
    title: [`${town}卫生院添了CT机`],
    paragraphs: [
      `${lead}以前要到市区做的检查，如今在家门口就能做。${town}卫生院新楼启用，面积${draw.whole(36, 82)}00平方米，床位由${draw.whole(30, 45)}张增加到${draw.whole(60, 99)}张，新添CT机等设备${draw.whole(14, 33)}台（套）。`,
      `启用首周，门诊量达${draw.whole(620, 1350)}人次，比平时增长${draw.whole(14, 32)}%。市人民医院的医生每周二、周五到这里坐诊。`,
      `家庭医生签约也同步开展，重点人群签约率达到${draw.tenths(82, 94)}%。`,
    ],
  }),
  ({ draw, town, lead }) => {
    const length = draw.tenths(6, 21);
    return {
      title: [`老旧供水管网改造${length}公里`],
      paragraphs: [
        `${lead}${town}老城片区供水管网改造完工，更换管道${length}公里、水表${draw.whole(1800, 4900)}只，涉及居民${draw.whole(1700, 4600)}户。`,
        `改造后，片区漏损率由${draw.tenths(17, 22)}%降到${draw.tenths(7, 9)}%，高层住户的水压也稳定了。`,
        `供水公司表示，全年计划改造管网${draw.whole(40, 75)}公里，抢修人员力争接报后30分钟内到场。`,
      ],
    };
  },
  ({ draw, town, lead }) => {
    const spaces = draw.whole(180, 460);
    return {
      title: [`${town}挖潜增加${spaces}个停车位`],
      paragraphs: [
        `${lead}利用边角空地和错峰共享，${town}近期增加停车位${spaces}个，其中${draw.whole(60, 140)}个由机关单位在夜间和节假日向市民开放。`,
        `新车位首${draw.whole(1, 2)}小时免费，之后每小时${draw.whole(2, 3)}元，每天最高不超过${draw.whole(12, 20)}元。`,
        '市民周先生说，以前送孩子上兴趣班要兜三圈，现在手机上就能看到哪里有空位。',
      ],
    };
  },
  ({ draw, eve, lead }) => {
    const low = draw.whole(9, 14);
    return {
      title: ['未来三天雾重湿大 出行请留足时间'],
      paragraphs: [
        `${lead}据气象台${eve}发布的消息，未来三天我市以多云为主，早晚有轻雾，气温${low}℃至${low + draw.whole(6, 10)}℃，相对湿度${draw.whole(82, 88)}%至${draw.whole(93, 98)}%。`,
        `沿江路段早晨能见度可能不足${draw.whole(3, 6)}00米，请司机减速慢行。`,
        `环保部门的数据显示，上周全市空气质量优良天数${draw.whole(5, 7)}天，细颗粒物平均浓度${draw.whole(19, 33)}微克/立方米。`,
      ],
    };
  },
  ({ draw, eve, lead }) => {
    const people = draw.whole(126, 320);
    return {
      title: [`${people}名市民挽袖献血`],
      paragraphs: [
        `${lead}${eve}，无偿献血车开进城南广场，${people}名市民成功献血，总量${draw.tenths(4, 10)}万毫升。`,
        `当天年龄最小的献血者刚满18周岁，年龄最大的${draw.whole(52, 58)}岁。从事物流工作的曾师傅已经献血${draw.whole(21, 48)}次。`,
        `血站介绍，去年全市献血${draw.tenths(1, 3)}万人次，同比增长${draw.tenths(1, 6)}%。`,
      ],
    };
  },
];
