import { endingIn } from './one-of.ts';

/**
 * Words that end a phrase which names something countable or measurable. A phrase that ends otherwise may be half a
 * sentence, so it names nothing: what is missing here costs a name, what is wrong here would invent one. Pieces of
 * regular expressions, for folded text; `(?<!落)户` is the 户 that is not 落户.
 */

const PEOPLE =
  '人 人才 (?<!动|复)员 者 民 民兵 官兵 群众 人群 市场主体 学生 新生 考生 毕业生 研究生 医生 教师 老师 律师 医师 工程师 技师 ' +
  '职工 员工 农民工 务工人员 儿童 妇女 青年 党员 干部 代表 委员 专家 选手 队伍 团队 家庭 (?<!落|入|开|销)户 游客 旅客 读者 观众 乘客 顾客 师生 病人 医护 护士 骨干 博士 硕士 院士 教授 劳动力 主播 教职工 选民 侨胞 人口 居民 农民 渔民 司机 教练 裁判 作家 店主 摊主 村医 校长 班主任 保安 粉丝';

const BODIES =
  '企业 公司 集团 机构 组织 单位 部门 合作社 农场 学校 中学 小学 初中 高中 幼儿园 (?<!入|住|出)院 馆 所 (?<!进|入)园 中心 基地 ' +
  '平台 (?<!出|进|到)站 (?<!返|到|离)校 (?<!开)店 店铺 商铺 厂 (?<!登|进|到|开|入|离|退|市|现)场 农贸市场 超市 食堂 餐厅 厅 室 库 网点 门店 商场 车间 银行 酒店 饭店 书屋 剧场 工坊 作坊 部落 市集 党支部 党组织 村委会 居委会 协会 商会 联盟 联合体 综合体 医联体 医共体 经营主体 创新主体 研究院 服务区 示范区 开发区 高新区 产业带 集群 产业链 厂区 部落 媒体';

const BUILT =
  '项目 工程 住房 厂房 客房 用房 房屋 农房 公寓 宿舍 民宿 骑楼 建筑 楼 (?<!公)厕 公厕 亭 池 井 桩 柜 灯 塔 基站 桥 天桥 涵 闸 泵站 ' +
  '(?<!上|铺|修|让|走|半)路 公路 道路 村道 县道 乡道 巷道 绿道 步道 碧道 栈道 街道路面 路面 (?<!上|连|下|接)线 线路 航线 铁路 (?<!上|联|入|并)网 管 管道 ' +
  '渠 河 堤围 堤防 堤坝 护栏 水库 码头 (?<!到|就|退|让)位 (?<!病)床 病床 公园 小区 社区 园区 街区 景区 片区 村庄 (?:示范|特色|行政|自然)村 ' +
  '美丽宜居乡村 圩镇 庭院 广场 横巷 水体 路口 隧道 大坝 机场 航道 锅炉 风机 储罐 端口 轨道 站台 窗口 舞台 牌坊';

const THINGS =
  '(?<!停|乘|堵|发|通|坐|开|配)车 生产线 公交车 断面 座位 试室 教室 展品 文物 影片 剧目 场次 航班 班列 动车 乡镇 城市 国家 省份 街道 家庭农场 摊位 展位 车位 充电桩 摄像头 探头 灯具 桌椅 帐篷 棉被 餐 午餐 晚餐 早餐 稻田 果园 茶园 鱼塘 虾塘 大棚 温室 警力 警情 火灾 事故 案例 航线 救护车 船 机器人 机组 (?:收割|无人|飞|电视|手|相|发电|起重|插秧|样|拖拉)机 (?:吊|栏|灯|电线)杆 芯片 (?:传感|仪|容|变压|灭火|净水|热水)器 电梯 设备 设施 装备 机械 仪器 器材 产品 商品 物资 (?<!得|奖)品 药品 疫苗 试剂 口罩 ' +
  '编织袋 化肥 种子 (?<!复)苗 粮食 蔬菜 茶叶 水果 水稻 早稻 晚稻 垃圾 污水 图书 书籍 集装箱 快件 包裹 水表 行道树 树苗 ' +
  '生猪 肉牛 奶牛 肉羊 家禽 禽蛋 鸡蛋 牛奶 水产品 花卉 苗木 药材 食用菌 柑橘 苹果 葡萄 草莓 花生 大豆 玉米 小麦 油菜 马铃薯 棉花 手机 电脑 电视 冰箱 空调 汽油 柴油 化纤 塑料 橡胶 白酒 啤酒 饮料 食盐 猪肉 牛肉 羊肉 鲜果 渔获 鱼苗 玩具 服装 家电 家具 水产 农药 饲料 钢材 水泥 煤炭 原油 成品油 天然气 木材 玻璃 电池 组件 零部件 短信 视频 节目 歌曲 论文 著作 试卷 问卷 简历 门票 奖杯 奖章 文创 订单 合同 协议 资料 材料 专利 品牌 商标 标准 成果 奖项 奖牌 (?<!保|论|验|认|凭|公)证 案 件';

const LAND = '林 (?<!犁)田 水田 耕地 用地 绿地 林地 湿地 土地 撂荒地 草地 场地 森林 山塘 鱼塘';

const MATTERS =
  '方面 类 事项 任务 问题 隐患 建议 意见 批评 议案 提案 政策 措施 课程 课题 举报 投诉 线索 来电 诉求 纠纷 工单 缺口 招聘会 讲座 演出 赛事 展览 会议 病例 病种 处方 手术 专线 车次 培训班 订单班 消费券 红包 问题线索 活动 方案 系统 技术 ' +
  '(?<![一有早晚整几半])点 教育学位 学位 岗位 名额 保险';

const AMOUNTS =
  '(?<!足|名)额 (?<!价|贬|升)值 增加值 产值 (?<!重|大|少|尽|限|足)量 (?:人|次|个|户|件|起|天|总|套|床|度|指|倍)数 率 费用 (?<!消|免|收|缴|付|浪|计)费 ' +
  '资金 基金 租金 (?<![黄白合冶五千重])金 额度 限额 (?<!付|还|汇|拨|罚)款 (?<!纳|减|免|缴|退|征|报)税 债券 收入 支出 经费 投资 总投入 补贴 补助 工资 ' +
  '月薪 价格 票价 单价 均价 收购价 利润 营收 税收 销售 面积 里程 总长 全长 (?<=[渠路线道桥河堤坝管网])长 全程 行程 (?:长|宽|高|密|浓|湿|温|厚|深|速|满意)度 规模 能力 容量 亩产 转移支付 损失 市值 负债 资产 债务 债权 逆差 顺差 股份 股权 水位 海拔 水深 直径 误差 温差 流速 时速 标的 保额 收益 库容 蓄积 红利 股息 产能 装机 库存 客流 利息 成本 (?<![涨降提压定议报讨])价 ' +
  '储备 年龄 气温 时间 工期 周期 会期 期限 时限 时长 寿命 比例 比重 占比 份额 指数 系数 水平';

/** Works that are counted or measured themselves: 大径材培育333公顷, 推动11个项目建设. */
const WORKS =
  '建设 改造 整治 培育 抚育 造林 育林 治理 修复 征地 补水 供水 调水 输水 引水 用水 节水 蓄水 拦洪 发电 供电 用电 送电 供气 用气 供热 植树 种草 绿化 减排 清淤 下潜 接种 就诊 义诊 献血 借阅';

/** What can have an age or last. */
const DURATIONS =
  '天数 年龄 时间 [工周会展假学任租刑疗病花雨汛孕]期 (?:回收|生育|潜伏|保质|恢复|保修|建设|过渡|试用|有效|免疫)期 期限 时限 时长 寿命 间隔 车程 航程 路程 住院日 停留 积案 高峰 用时 耗时 工时 机时 时数 长假 (?:工|教|党|军|烟|司|球|树|月|艺|婚|房)龄 片长';

/** What a share or a multiple can be of. */
const RATES = '率 比 比例 比重 占比 份额 浓度 (?:湿|密|满意)度 (?<![年季月制额力程温跨])度 水平 指数 系数';

function atEnd(...lists: readonly string[]): (phrase: string) => number {
  return endingIn(lists.join(' ').split(' '));
}

const COUNTED = atEnd(PEOPLE, BODIES, BUILT, THINGS, LAND, MATTERS, AMOUNTS, WORKS);
const CONCRETE = atEnd(PEOPLE, BODIES, BUILT, THINGS, LAND);
const LASTING = atEnd(DURATIONS);
const SHARED = atEnd(RATES);

/** What kind of name a number can have: anything, something that has an age or lasts, or a rate. */
export type Naming = 'thing' | 'duration' | 'rate';

/** Whether a phrase ends in a noun that a number of that sort can be about. */
export function endsInNoun(phrase: string, naming: Naming): boolean {
  switch (naming) {
    case 'thing':
      return COUNTED(phrase) > 0;
    case 'duration':
      return LASTING(phrase) > 0;
    case 'rate':
      return SHARED(phrase) > 0;
  }
}

/** How many characters of the noun at the end of a phrase the list knows; 0 without one. */
export function nounAtEnd(phrase: string): number {
  return COUNTED(phrase);
}

/** Whether a phrase ends in people, bodies, buildings, things or land, which are counted one by one. */
export function endsInConcreteNoun(phrase: string): boolean {
  return CONCRETE(phrase) > 0;
}
