import type { KnownPeriod } from './figure.ts';
import { nameBeforeWords } from './figure-indicator.ts';
import { type FigureSource, type Passage, passagesOf } from './passages.ts';
import { LONGEST_SENTENCE, afterFullStop, afterLastStop } from './scene.ts';
import { type Setting, Settings } from './setting.ts';
import { BASES, either } from './words.ts';

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
    for (const found of source.folded.slice(passage.start, passage.end).matchAll(TARGETS)) {
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
  const { setting, carried } = settings.of(passage, {
    sentence,
    statement: afterFullStop(said),
    since: said,
    behind,
    carried: before,
  });
  // What has happened is news, not a target.
  if (setting.modality === 'actual') return { target: null, carried };
  const clause = sentence.slice(Math.max(sentence.lastIndexOf(','), sentence.lastIndexOf(':')) + 1);
  const named = nameBeforeWords(text, clause, start);
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

const THEIRS = '(?:全[国省市县区]|上级|国家|省|市|经济|GDP|地区生产总值|[\\u4e00-\\u9fff]{2,4}[省市县区])';
/** Forms of a target without a number. A number in any of them makes it a figure's. */
const TARGETS = new RegExp(
  either([
    `[与和同](?:${THEIRS})?(?:经济)?(?:增长|发展|增速)?(?:基本|保持)?(?:同步(?:增长)?|相(?:适应|匹配|协调))`,
    `(?:高|快|低|优|好|不低|不高|不慢)于(?!\\d)(?:${THEIRS}|[\\u4e00-\\u9fff]{2,8}?)(?:的)?(?:平均)?(?:水平|增速|增长|增幅|平均|居民|目标|上年|同期)`,
    '(?:只增不减|稳中有[升进降]|稳中向好|(?:稳步|持续|不断|逐步|进一步)(?:增长|下降|改善|提高|提升|降低|扩大|缩小|优化|好转)|实现(?:正|零|恢复性|较快)增长|由负转正|较快增长|平稳增长|不(?:减少|下降|增加|新增|反弹))',
    `(?:保持在?|走在|位居|居于?|跻身)(?:${THEIRS})?(?:前列|领先|第一方阵|上游)`,
    '(?:保持|维持|控制|运行|稳定)在?(?:总体|基本)?(?:稳定|平稳|合理区间|合理水平)',
    '继续(?:领跑|位居|保持)[\\u4e00-\\u9fff]{2,10}',
    `(?:完成|控制在|达到|优于|好于)(?:${THEIRS}|[\\u4e00-\\u9fff]{2,4})?(?:下达|考核|规定|确定|二级|一级|安全|合格)的?(?:目标任务|任务|目标|计划|指标|要求|标准|范围)(?:以?内)?`,
    '实现[\\u4e00-\\u9fff]{0,10}全覆盖',
  ]) + `(?!${either(BASES)})(?![\\u4e00-\\u9fff]{0,4}[\\d.])`,
  'g',
);
