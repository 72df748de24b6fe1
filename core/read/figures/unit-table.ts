import type { FigureKind } from './figure.ts';

/**
 * The units that the reader knows, as rows: printed forms, base unit, what a number in them is, and the rational
 * factor to the base unit. `null` for a base means that the reader knows the unit and nothing it could be converted to.
 * A new unit is a new row; the longest form that fits wins. All forms are folded, see fold-widths.ts.
 */
export interface UnitRow {
  readonly texts: string;
  readonly baseUnit: string | null;
  readonly kind: FigureKind;
  readonly numerator?: bigint;
  readonly denominator?: bigint;
  /** Goes with Chinese numerals wherever it stands: 三成, 两公里. The counters ask for a noun: 三家企业. */
  readonly measure?: true;
}

const money = (texts: string, baseUnit: string | null): UnitRow => ({
  texts,
  baseUnit,
  kind: 'level',
  measure: true,
});
const measure = (
  kind: FigureKind,
  baseUnit: string | null,
  texts: string,
  numerator = 1n,
  denominator = 1n,
): UnitRow => ({ texts, baseUnit, kind, numerator, denominator, measure: true });
const counter = (baseUnit: string | null, texts: string): UnitRow => ({ texts, baseUnit, kind: 'count' });

export const UNIT_ROWS: readonly UnitRow[] = [
  money('元 块钱', 'CNY'),
  measure('level', 'CNY', '毛钱 角钱', 1n, 10n),
  measure('level', 'CNY', '分钱', 1n, 100n),
  money('美元', 'USD'),
  money('港元 港币 澳门元 澳元 加元 欧元 日元 英镑 韩元 卢布 卢比 泰铢 新台币 新加坡元 瑞士法郎', null),
  measure('ratio', '1', '%', 1n, 100n),
  measure('ratio', '1', '‰', 1n, 1000n),
  measure('ratio', '1', '成 折', 1n, 10n),
  measure('ratio', '1', '倍'),
  measure('change', '1', '番'),
  measure('change', 'pp', '个百分点 百分点 个点'),
  measure('change', 'pp', '个基点 基点', 1n, 100n),
  measure('length', 'm', '公里 千米 km', 1000n),
  measure('length', 'm', '海里', 1852n),
  measure('length', 'm', '米'),
  measure('length', 'm', '厘米 cm', 1n, 100n),
  measure('length', 'm', '毫米 mm', 1n, 1000n),
  measure('length', 'm', '微米', 1n, 1_000_000n),
  measure('length', 'm', '纳米 nm', 1n, 1_000_000_000n),
  measure('length', 'm', '英寸', 254n, 10_000n),
  measure('length', 'm', '英尺', 3048n, 10_000n),
  measure('length', null, '光年'),
  measure('area', 'm2', '平方公里 平方千米', 1_000_000n),
  measure('area', 'm2', '公顷', 10_000n),
  measure('area', 'm2', '平方米 平米 ㎡ m²'),
  measure('area', 'm2', '亩', 2000n, 3n),
  measure('level', 'm3', '立方米 方 m³'),
  measure('level', 'm3', '升', 1n, 1000n),
  measure('level', 'm3', '毫升 ml mL cc', 1n, 1_000_000n),
  measure('level', 'kg', '吨', 1000n),
  measure('level', 'kg', '公斤 千克 kg'),
  measure('level', 'kg', '斤', 1n, 2n),
  measure('level', 'kg', '克', 1n, 1000n),
  measure('level', 'kg', '毫克 mg', 1n, 1_000_000n),
  measure('level', 'kg', '微克', 1n, 1_000_000_000n),
  measure('level', 'kgce', '吨标准煤 吨标煤', 1000n),
  measure('level', 'kgce', '千克标准煤'),
  measure('level', 'kgce', '克标准煤', 1n, 1000n),
  measure('level', null, '吨油当量 吨二氧化碳当量 吨二氧化碳 载重吨 总吨 蒸吨 自然箱 吨公里 人公里'),
  measure('level', 'kWh', '千瓦时 千瓦小时 度电 kWh'),
  measure('level', 'kWh', '兆瓦时 MWh', 1000n),
  measure('level', 'kWh', '吉瓦时 GWh', 1_000_000n),
  measure('level', 'kW', '千瓦 kW'),
  measure('level', 'kW', '瓦', 1n, 1000n),
  measure('level', 'kW', '兆瓦 MW', 1000n),
  measure('level', 'kW', '吉瓦 GW', 1_000_000n),
  measure(
    'level',
    null,
    '伏 千伏 kV 千伏安 兆伏安 赫兹 千赫 兆赫 吉赫 分贝 马力 帕 千帕 兆帕 牛 千牛 焦 千焦 兆焦 吉焦 卡 千卡 大卡',
  ),
  measure(
    'level',
    null,
    '℃ °C 摄氏度 度 平方度 角秒 角分 电子伏 千电子伏 兆电子伏 吉电子伏 毫摩尔 微摩尔 GB TB PB MB EFLOPS PFLOPS Mbps Gbps 兆 像素 毫安时 克拉 盎司 勒克斯 毫米汞柱',
  ),
  measure('level', 'TEU', '标箱 标准箱 个标箱 个标准箱 TEU'),
  measure('level', 'a', '岁 周岁 年'),
  measure('level', 'd', '天 日 个工作日 工作日'),
  measure(
    'level',
    null,
    '个月 个小时 小时 个钟头 分钟 秒 秒钟 毫秒 个季度 周年 周 个星期 星期 学时 课时 月龄',
  ),
  measure('ratio', null, '分 点'),
  measure('level', null, '级'),
  counter('dose', '剂次 剂'),
  counter('person-time', '人次 乘次'),
  counter('person', '人 名 位'),
  counter('household', '户'),
  counter(
    'item',
    '家 个 件 条 套 项 座 张 所 辆 台 艘 架 栋 幢 间 处 宗 只 头 株 棵 份 部 篇 例 组 支 种 类 款 枚 对 匹 尾 羽 把 块 片 本 ' +
      '册 卷 幅 首 门 根 颗 粒 盏 扇 盒 箱 瓶 包 袋 桶 罐 杯 碗 盘 筐 车 柜 床 道 眼 口 孔 起 单 笔 票 桌 席 环 圈 束 朵 枝 ' +
      '副 幕 通 章 集 页 字 句 层 段 站 步 轮 批 列 节 代 班 期 支队 单位 客位 个车位 个床位 个泊位 台套 台次 件次 辆次 标段 家次 批次 列次 户次 份次 项次 头次 车道 车位 床位 泊位 学位 席位 件(套) 台(套) 项(次) 味 垄 窝 ' +
      '丛 挂 串 捆 吊 发 顿 顶 面 厅 尊 洞 池 渠 厢 拖 炉 贴 管 针 帧 屏 股 盆 坛 缸 坑 畦 垛 窑 滴',
  ),
  counter(null, '次 场次 场 趟 班次 航次 车次 架次 班列 人份 人天 届 回'),
];

/** Characters that make another word of the unit before them: 2成 is a share, 2成立 is none. */
export const OTHER_WORD: ReadonlyMap<string, string> = new Map([
  ['股', '份票东权市价民金息长骨指改灾海道级'],
  ['元', '旦宵素月首里'],
  ['成', '为立功果员效本绩品长年都熟就交套型分活渝'],
  ['番', '禺茄薯'],
  ['折', '合扣叠射返线腰页本旧现损断磨子'],
  ['厅', '级局长'],
  ['方', '面案式向便法针阵位言略才程'],
  ['升', '级至到任学温旗降格'],
  ['斤', '顶'],
  ['克', '服隆制'],
  ['瓦', '房片'],
  ['伏', '击法地'],
  ['帕', '尔'],
  ['牛', '奶肉仔羊场'],
  ['焦', '点虑'],
  ['卡', '车片口通'],
  ['度', '假过'],
  ['兆', '头'],
  ['点', '位名评燃心缀火亮赞多钟半整以前后到至'],
  ['分', '之布会类别部支析公散行校店局队流成为级期享担开化工管享阶步头'],
  ['级', '别配联'],
  ['年', '月代级初末底度间会检报轻龄货味画糕夜产均中终'],
  ['天', '然气河台空'],
  ['日', '瓦报本前'],
  ['周', '年末岁边报围刊六日一二三四五期转口'],
  ['秒', '杀'],
  ['通', '过常知道信行用车报往达'],
  ['章', '程节'],
  ['人', '员大民工才均口力造类士'],
  ['名', '额单录称誉牌校家'],
  ['位', '于置列居'],
  ['户', '籍外口型均'],
  ['家', '庭长乡具电禽园属畜'],
  ['个', '性体税转'],
  ['条', '例款约件'],
  ['件', '套'],
  ['套', '餐'],
  ['项', '目'],
  ['座', '谈'],
  ['张', '家'],
  ['所', '有以在得属'],
  ['台', '湾账阶风州'],
  ['间', '接隔'],
  ['处', '理置罚于在境'],
  ['只', '有要是'],
  ['头', '部'],
  ['份', '额'],
  ['部', '门分署队'],
  ['例', '如外'],
  ['组', '织成建'],
  ['支', '持撑出部付援'],
  ['种', '植子养田粮'],
  ['类', '型似'],
  ['款', '项'],
  ['对', '于接口外标'],
  ['把', '手握关'],
  ['块', '链'],
  ['片', '区'],
  ['本', '市次届地科级省县区月周土年'],
  ['卷', '烟'],
  ['首', '先次府席'],
  ['门', '户票店诊'],
  ['根', '据本'],
  ['包', '括装容'],
  ['车', '间站'],
  ['床', '位'],
  ['道', '路德'],
  ['口', '岸径之'],
  ['起', '来步伏'],
  ['单', '位元体一独'],
  ['票', '房价'],
  ['环', '境保节路'],
  ['集', '团中群聚合体'],
  ['字', '号'],
  ['层', '面次'],
  ['段', '时'],
  ['站', '点台'],
  ['步', '行走入伐骤'],
  ['批', '发准评'],
  ['列', '入为'],
  ['节', '能约日假目省气'],
  ['代', '表理码'],
  ['班', '子组'],
  ['期', '间望货末'],
  ['发', '展电布放生现行改挥明达'],
  ['面', '积向对临'],
  ['管', '理网委道控'],
  ['渠', '道'],
  ['池', '塘'],
  ['针', '对'],
  ['贴', '息'],
  ['剂', '量型'],
  ['次', '日年要产元方级新席贷'],
  ['场', '地所馆景'],
  ['回', '收升落暖顾'],
  ['届', '时'],
]);

/** What stands below the line of a compound unit. */
export const PER_UNITS: readonly string[] = (
  '美元 港元 层 栋 百人 立方米 立方厘米 立方分米 百平方公里 平方公里 平方千米 平方米 平方厘米 公顷 亩 升 公里 千米 百公里 米 吨标准煤 吨 公斤 千克 斤 克 桶 千瓦时 千瓦 瓦 度 人次 人 户 株 棵 头 只 件 辆 台 张 床 家 间 套 个 小时 分钟 ' +
  '分 秒 时 天 日 周 月 季度 季 年 次 晚 班 场 位 万元 亿元 标箱 箱 盎司 单 百万车公里 万车公里 百万人 百斤 百毫升 万人 千人 百户 十万人 户籍人口 h min s L m³ ㎡ 餐 趟 桌 支 瓶 盒 册 节 课时 课'
).split(' ');

/** Base units of the compounds that are worth comparing; the factor is the numerator's multiplier. */
export const COMPOUND_BASES: ReadonlyMap<string, string> = new Map([
  ['微克/立方米', 'ug/m3'],
  ['毫克/立方米', 'mg/m3'],
  ['毫克/升', 'mg/L'],
  ['元/平方米', 'CNY/m2'],
  ['元/人', 'CNY/person'],
  ['元/公斤', 'CNY/kg'],
  ['元/千克', 'CNY/kg'],
  ['元/千瓦时', 'CNY/kWh'],
  ['元/度', 'CNY/kWh'],
  ['元/月', 'CNY/month'],
  ['元/年', 'CNY/a'],
  ['人/平方公里', 'person/km2'],
]);
