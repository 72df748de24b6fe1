import type { Template } from './scene.ts';

/** 镇街: farms, workshops and roads of the towns. */
export const TOWNS_DESK: readonly Template[] = [
  ({ draw, eve, town, lead }) => {
    const stalls = draw.whole(86, 180);
    return {
      title: [`${town}中心市场换新颜`],
      captions: [`${eve}，市民在改造后的${town}中心市场选购蔬菜。`],
      paragraphs: [
        `${lead}历时${draw.whole(5, 9)}个月改造，${town}中心市场${eve}重新开门。市场面积由${draw.whole(18, 26)}00平方米扩大到${draw.whole(31, 45)}00平方米，设摊位${stalls}个，比原来多${draw.whole(18, 40)}个。`,
        `场内新装了公平秤${draw.whole(6, 12)}台和快检室1间，每天抽检蔬菜、水产不少于${draw.whole(30, 60)}批次，结果在入口处的屏幕上公布。`,
        '卖豆腐的李阿姨说，地面不再湿滑，排水沟也加了盖板，早市的客人比年前多了两成。',
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const hectares = draw.whole(4, 16) * 10;
    return {
      title: ['头采茶开园', `${town}茶农忙起来`],
      captions: [`${eve}，茶农在${town}的山坡上采摘嫩芽。`, '刚出锅的新茶正在摊晾。'],
      paragraphs: [
        `${lead}连日回暖，${town}${hectares}公顷（${hectares * 15}亩）茶园陆续开采。合作社预计，今年春茶产量${draw.tenths(21, 48)}吨，比去年增加${draw.tenths(1, 6)}吨。`,
        `头采干茶眼下每公斤收购价${draw.whole(240, 420)}元，同比上涨${draw.tenths(3, 9)}%。熟手一天可以采鲜叶${draw.whole(4, 7)}公斤左右。`,
        `合作社去年添置的${draw.whole(2, 5)}条连续化生产线已经调试好，加工能力可以满足周边${draw.whole(3, 7)}个村的需要。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => ({
    title: [`${town}鱼塘改造见成效`],
    paragraphs: [
      `${lead}${eve}，记者在${town}看到，连片整治后的鱼塘塘基平整，尾水经过沉淀、曝气和净化${draw.whole(3, 4)}道工序再排放。当地已完成改造${draw.whole(3, 14) * 20}公顷，占计划的${draw.whole(61, 93)}%。`,
      `改造后平均亩产提高${draw.whole(80, 210)}公斤，每亩用电减少约${draw.whole(8, 17)}%。养殖户老吴算了一笔账，一口8亩的塘一年可以多收入${draw.tenths(1, 3)}万元。`,
    ],
  }),
  ({ draw, town, lead }) => {
    const length = draw.tenths(4, 13);
    return {
      title: [`${length}公里村道铺上沥青`],
      subtitle: `${town}${draw.whole(4, 9)}个村出行更方便`,
      paragraphs: [
        `${lead}${town}农村公路提升工程日前完工，改造村道${length}公里，加宽窄桥${draw.whole(2, 5)}座，新装路灯${draw.whole(140, 360)}盏。`,
        `工程总投资${draw.whole(680, 1900)}万元，惠及群众${draw.tenths(1, 3)}万人。校车从最远的村到镇中心小学，路上时间由${draw.whole(38, 50)}分钟缩短到${draw.whole(22, 30)}分钟。`,
        `下一步，当地还将在临水临崖路段补装护栏${draw.tenths(2, 6)}公里。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const [fast, slow] = [draw.whole(12, 36), draw.whole(40, 96)];
    return {
      title: [`${town}新增充电桩${fast + slow}个`],
      paragraphs: [
        `${lead}${eve}，${town}最后一处公共充电站通电。至此，今年首批${fast + slow}个充电桩全部投用，其中快充${fast}个，慢充${slow}个。`,
        `充电站大多设在文化广场、卫生院和农贸市场旁边，服务费每千瓦时不超过${draw.whole(4, 6)}角，夜间再优惠${draw.whole(1, 3)}成。`,
        '有关负责人介绍，年内还将在三个旧小区试点安装电动自行车充电棚。',
      ],
    };
  },
  ({ draw, town, lead }) => {
    const output = draw.whole(1800, 5200);
    return {
      intro: '走进车间看技改',
      title: ['一条新线', '省下十二道工序'],
      paragraphs: [
        `${lead}在${town}一家水龙头配件厂，机械手每${draw.whole(7, 15)}秒抛光一件产品。去年，这家企业投入${draw.whole(900, 2600)}万元改造生产线，原来的19道工序减到7道。`,
        `企业负责人告诉记者，改造以后日产量由${output}件提高到${output * 2}件，翻了一番，不良率由${draw.tenths(2, 4)}%降到0.${draw.whole(3, 8)}%。`,
        `据统计，${town}去年有${draw.whole(11, 34)}家企业完成技术改造，今年还有${draw.whole(14, 40)}家列入计划。`,
      ],
    };
  },
  ({ draw, eve, town, lead }) => ({
    title: [`${town}老屋变民宿 村里添人气`],
    paragraphs: [
      `${lead}${eve}傍晚，${town}榕树下的石板路上游人不断。近三年，村里把${draw.whole(9, 26)}栋闲置老屋修成民宿，共有客房${draw.whole(62, 148)}间，周末入住率超过${draw.whole(7, 8)}成。`,
      `上个周末，全村接待游客${draw.tenths(1, 4)}万人次，带动农产品销售${draw.whole(26, 78)}万元。返乡青年阿敏开的豆花店，一天能卖出${draw.whole(260, 480)}碗。`,
      `村里正在修建停车场，完工后可以停放小汽车${draw.whole(80, 160)}辆。`,
    ],
  }),
  ({ draw, town, lead }) => {
    const length = draw.tenths(5, 16);
    return {
      title: [`沿江碧道再添${length}公里`],
      paragraphs: [
        `${lead}${town}沿江碧道二期日前对市民开放，新建步道${length}公里，栽种本地树种${draw.whole(16, 52)}00株，设驿站${draw.whole(2, 4)}处、直饮水点${draw.whole(3, 8)}个。`,
        `碧道把${draw.whole(3, 6)}座公园连在一起，从${town}步行到城区只需要${draw.whole(25, 45)}分钟。`,
        '清晨六点，不少市民已经在江边慢跑。家住附近的退休教师黄伯说，过去这里是沙场，现在成了看日出的好地方。',
      ],
    };
  },
  ({ draw, eve, town, lead }) => {
    const hectares = draw.whole(2, 9) * 12;
    return {
      title: [`${town}春耕农机下田`],
      paragraphs: [
        `${lead}${eve}，${town}的田头响起农机声。今年当地计划种植早稻${hectares * 10}公顷（${hectares * 150}亩），机耕率保持在${draw.whole(93, 98)}%以上。`,
        `供销社备足化肥${draw.whole(420, 960)}吨、种子${draw.whole(36, 88)}吨，价格和去年基本持平。农技站的${draw.whole(6, 14)}名技术员分头驻村，手把手教农户看育秧盘的水分。`,
      ],
    };
  },
];
