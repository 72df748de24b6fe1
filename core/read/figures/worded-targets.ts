import type { KnownPeriod } from './figure.ts';
import { type Named, nameBeforeWords } from './figure-indicator.ts';
import { piecesOf } from './one-of.ts';
import { type FigureSource, type Passage, passagesOf } from './passages.ts';
import { LONGEST_SENTENCE, afterFullStop, afterLastStop } from './scene.ts';
import { type Setting, Settings } from './setting.ts';
import { BASES, either } from './words.ts';
import { Words } from './matches.ts';

/**
 * A target that is set in words and not in a number: 与经济增长基本同步, 高于全省平均水平, 只增不减. A target without a number is set
 * so on purpose, and is kept as printed; nothing is computed from it.
 */
export interface WordedTarget extends Setting {
  /** Stable within the reading. */
  readonly id: string;
  /** The words of the target; `text.slice(start, end) === exact`. */
  readonly exact: string;
  /** UTF-16 offsets in the document's text, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words as printed, and their slug in the indicator registry. */
  readonly indicator: string | null;
  readonly indicatorId: string | null;
}

/** No report has more; what has is no article. */
const MAX_TARGETS = 500;

/** The targets without a number, in the order of the text. */
export function readWordedTargets(source: FigureSource): readonly WordedTarget[] {
  const settings = new Settings(source);
  const targets: WordedTarget[] = [];
  for (const passage of passagesOf(source)) {
    if (passage.kind === 'heading') continue;
    let carried: KnownPeriod | null = null;
    for (const found of TARGETS.all(source.folded.slice(passage.start, passage.end))) {
      if (targets.length === MAX_TARGETS) return targets;
      const read: ReturnType<typeof targetOf> = targetOf(source, settings, passage, found, carried);
      carried = read.carried;
      if (read.target !== null) targets.push({ id: `w${targets.length + 1}`, ...read.target });
    }
  }
  return targets;
}

function targetOf(
  { document: { text }, folded }: FigureSource,
  settings: Settings,
  passage: Passage,
  found: RegExpExecArray,
  before: KnownPeriod | null,
): { readonly target: Omit<WordedTarget, 'id'> | null; readonly carried: KnownPeriod | null } {
  const start = passage.start + found.index;
  const end = start + found[0].length;
  const said = folded.slice(Math.max(passage.start, start - LONGEST_SENTENCE), start);
  const sentence = afterLastStop(said);
  const behind = /^[^。;!?]{0,40}/.exec(folded.slice(end, Math.min(passage.end, end + 40)))?.[0] ?? '';
  const words = { sentence, statement: afterFullStop(said), since: said, behind };
  const told = { said: settings.saidOf(passage, words), place: settings.placeOf(passage, words) };
  const { setting, carried } = settings.of(passage, { ...words, carried: before }, told);
  // What has happened is news, and what is foreseen a forecast.
  if (setting.modality === 'actual' || setting.modality === 'forecast') return { target: null, carried };
  const named = subjectOf(text, sentence, start);
  if (named === null) return { target: null, carried };
  const target = {
    ...setting,
    exact: text.slice(start, end),
    start,
    end,
    indicator: named.words,
    indicatorId: named.id,
  };
  return { target, carried };
}

/**
 * What a target is of: what stands before it in its clause, and where nothing does, what the clause before it is of: 工业投资增长8%,
 * 高于全省平均水平.
 */
function subjectOf(text: string, sentence: string, end: number): Named | null {
  // What was said for the target before in the same clause is done: 收入与经济增长同步、物价涨幅保持平稳.
  const clauses = withoutTargets(sentence).split(/[,:]/);
  let at = end;
  for (const [back, whole] of clauses.toReversed().slice(0, MOST_CLAUSES).entries()) {
    // Behind the first number stands what is said of it.
    const said = back === 0 ? whole : (/^[^\d]*/.exec(whole)?.[0] ?? '');
    const clause = said.replace(ENDS, '');
    const lead = LEADS.exec(clause)?.[0].length ?? 0;
    const clauseEnd = at - whole.length + clause.length;
    if (clause.length - lead >= 2) return nameBeforeWords(text, clause.slice(lead), clauseEnd);
    at -= whole.length + 1;
  }
  return null;
}

function withoutTargets(sentence: string): string {
  let said = '';
  for (const { index, 0: target } of TARGETS.all(sentence))
    said += sentence.slice(said.length, index) + ','.padEnd(target.length, '、');
  return said + sentence.slice(said.length);
}

const MOST_CLAUSES = 3;
/** What stands between the name and the target, or before the name, and is of neither. */
const ENDS = /(?:要|应|须|将|也|均|都|能|总体|整体|努力|确保|力争|争取|预期|全部|指标|年底前|年内)+$/;
const LEADS = /^(?:、|确保|保证|力争|争取|努力|推动|促进|使|让|引导|并|且|要|将|其中)+/;

/** Whose: 全省, 国家和省, 上级. */
const AREA =
  '(?:全[国省市县区州]|上级|国家|中央|[省市州县区](?:级|里|委)?|[\\u4e00-\\u9fff]{2,4}?[省市县区州])';
const THEIRS = `(?:${AREA}(?:[、和与及]?${AREA})?)`;
const ECONOMY = '(?:经济|GDP|地区生产总值|生产总值|国民经济|物价|大盘)';
const EVEN = '(?:稳步|稳定|平稳|合理|适度|较快|小幅|持续|继续|不断|逐[步年]|进一步|明显|显著|大幅|有所|稳中)';
const MOVES =
  '(?:增长|下降|改善|提[高升]|降低|扩大|缩小|优化|好转|回升|上升|增加|减少|回落|向好|趋好|增强|走低)';
const TASK = '(?:目标任务|任务|目标|计划|指标|要求|标准|范围|限额|进度)(?:数|值)?(?:以?内|之内)?';
/** Forms of a target without a number. A number in any of them makes it a figure's. */
const TARGETS = new Words(
  new RegExp(
    either(
      [
        // 与经济增长基本同步, 同上年持平
        `[与和同跟](?:${THEIRS}|上年|去年)?${ECONOMY}?(?:增长|发展|增速|增幅|步伐)?(?:水平)?(?:基本|大体|总体|保持|实现){0,2}(?:同步(?:增长|提[高升])?|相(?:适应|匹配|协调|当)|持平)`,
        '(?:实现|保持)同步(?:增长|提[高升])',
        // 高于全省平均水平, 不低于上年, 快于全国
        `(?:不?[高低快慢优好]|不少)于(?!\\d)(?:${THEIRS}|${ECONOMY}|[\\u4e00-\\u9fff]{2,8}?)(?:的)?(?:平均)?(?:水平|增速|增长|增幅|涨幅|平均|均值|居民|目标|上年|去年|同期|标准)`,
        `(?:不?[高低快慢优好]|不少)于(?:(?:上年|去年|往年)(?:同期|实际)?(?:水平)?|${THEIRS}|GDP|${ECONOMY})(?![\\u4e00-\\u9fff])`,
        `(?:跑赢|快过|高过|超过|超出|领先|赶超|追平|赶上|达到|接近)(?:${THEIRS}|${ECONOMY}|[\\u4e00-\\u9fff]{2,6}?)的?(?:平均(?:水平)?|增速|增长|增幅|涨幅|均值)`,
        `(?:跑赢|领先)(?:${THEIRS}|${ECONOMY})`,
        // 只减不增, 稳中提质, 由负转正
        '只(?:[增升]不[减降]|[减降]不[增升])|有增无减|稳中(?:有[升进降增]|[向趋]好|提质|见好)|[促保稳][稳量]提质|量[质稳][齐质][升优]|由[负降]转[正升]|止跌(?:回[升稳]|企稳)|企稳回升|扭亏为盈',
        `${EVEN}${MOVES}(?=[,。;:、!)”]|和|且|并|$)`,
        '(?:实现|保持|维持|恢复|转为)(?:正|零|负|恢复性|较快|平稳|稳定|稳健|稳步|合理|适度|中高速|两位数|小幅|基本)增长',
        '不(?:减少|下降|增加|新增|反弹)',
        // 走在全省前列, 争先进位
        `(?:保持在?|走在|位居|居于?|稳居|跻身|挺进|进入|迈入|名列|位列)(?:${THEIRS})?(?:前列|前茅|领先|第一(?:方阵|梯队)|中?上游|先进行列|百强)`,
        '争先进位|(?:位次|排名)(?:前移|进位|不后退)',
        // 保持总体稳定, 运行在合理区间
        '(?:保持|维持|控制|运行|稳定|处[于在])在?(?:总体|基本|大体|相对|持续)?(?:稳定|平稳|平衡|合理(?:区间|水平|范围)|低位|上年水平|去年水平)',
        '(?:总体|基本|大体)(?:稳定|平稳|平衡|持平)',
        '继续(?:领跑|位居|保持)[\\u4e00-\\u9fff]{2,10}',
        // 完成市定任务, 控制在省下达目标以内
        `(?:完成|控制在|达到|优于|好于|低于|不超过|不突破|实现)(?:${THEIRS}|[\\u4e00-\\u9fff]{2,4})?(?:下达|考核|规定|确定|核定|分解|约束性?|管控|二级|一级|安全|合格|定)的?(?:年度|考核|约束性)?${TASK}`,
        `完成(?:${THEIRS}|年度|全年|既定|“?十四五”?规划?)的?(?:节能|减排|考核)?${TASK}`,
        // 实现镇村全覆盖, 全部清零
        '实现[\\u4e00-\\u9fff、]{0,10}(?:全覆盖|清零|全达标|翻番|倍增)',
        '(?:全部|全面|稳定|基本|动态)“?(?:达标|清零|消除|摘帽|销号|归零)”?(?![\\u4e00-\\u9fff])',
        '零(?:增长|新增|发生)',
      ].flatMap(piecesOf),
    ) + `(?!的|${either(BASES)})(?![\\u4e00-\\u9fff]{0,4}[\\d.])`,
  ),
);
