import type { Check } from '../document.ts';
import { type Decimal, compare, decimalOf } from '../figures/decimal.ts';
import type { Figure } from '../figures/figure.ts';
import type { CheckedArticle, Findings, Mention } from './checked-article.ts';
import { checkOf } from './printed-number.ts';

const WHOLE = decimalOf('100');

/** More than half again of those who were registered or planned for is no overshoot any more. */
const WIDE = decimalOf('150');

/**
 * Rates and how high they can be, in percent, the first that fits. Coverage is measured against a registered
 * population and completion against a plan, so both may exceed 100: 接种覆盖率 106 % is true. Pieces of regular
 * expressions.
 */
const CEILINGS: readonly (readonly [Decimal, readonly string[]])[] = [
  [WIDE, rates('接种率 完成率 参保率 毛入学率 入学率 参与率 兑现率 预算执行率')],
  [
    WHOLE,
    rates(
      '合格率 达标率 优良率 优良天数比[例率] 优良比例 失业率 就业率 入住率 出租率 满意[率度] 成活率 森林覆盖率 绿化覆盖率 ' +
        '绿地率 城镇化率 办结率 结案率 破案率 答复率 办复率 处理率 治理率 回收率 通过率 录取率 升学率 优秀率 及格率 开工率 ' +
        '竣工率 投产率 持证率 知晓率 死亡率 发病率 空置率 普及率',
    ),
  ],
  [WIDE, rates('(?:接种|人群|人口|疫苗|参保|保险).{0,12}覆盖率 覆盖率 覆盖面')],
  [WHOLE, rates('占比 比重 占有率')],
];

const LADDER = CEILINGS.map(
  ([ceiling, names]) => [ceiling, new RegExp(`(?:${names.join('|')})${LINKS()}$`)] as const,
);

/** A share of a whole, 占全市的; of a plan or of another year it may be any size. */
const SHARE = /占(?:[^,、;:占]{0,16}?的?)?(?:[达为到是约超过]|比重)*$/;
const OF_A_PLAN = /占[^,;]*(?:计划|任务|目标|预算|同期|上年|去年|指标|年初)/;

/** Rates that cannot be, such as a 合格率 of 103 %. One check for every rate of the table that exceeds 100 %. */
export function rateCeilings({ sentences }: CheckedArticle): Findings {
  const checks = sentences.flatMap((sentence) => sentence.flatMap(ceilingCheck));
  return { checks, wholes: new Map() };
}

function ceilingCheck(mention: Mention): Check[] {
  const { figure } = mention;
  const percent = percentOf(figure);
  const ceiling = percent === null ? null : ceilingOf(mention);
  if (percent === null || ceiling === null || compare(percent, WHOLE) <= 0) return [];
  const pass = compare(percent, ceiling) <= 0;
  return [checkOf('rate-ceiling', [figure], { expected: ceiling, got: percent, pass })];
}

/** In percent; `null` for what is no share, or only bounded from above. */
function percentOf({ kind, baseUnit, comparator, normValue, normMax, unit }: Figure): Decimal | null {
  const norm = normValue ?? normMax;
  if (kind !== 'ratio' || baseUnit !== '1' || norm === null || unit === '倍') return null;
  if (comparator === 'lt' || comparator === 'lte') return null;
  const { digits, scale } = decimalOf(norm);
  return { digits: digits * 100n, scale };
}

function ceilingOf({ lead }: Mention): Decimal | null {
  for (const [ceiling, name] of LADDER) if (name.test(lead)) return ceiling;
  return SHARE.test(lead) && !OF_A_PLAN.test(lead) ? WHOLE : null;
}

/** Words between the name of a rate and its number. */
function LINKS(): string {
  return '(?:[已均都也仍了为达到是有约超近在的:\\s]|保持|稳定|实现|超过|高达|分别|突破|不低于|提高到|提升到|提升至|提高至|上升到|上升至)*';
}

function rates(names: string): readonly string[] {
  return names.split(' ');
}
