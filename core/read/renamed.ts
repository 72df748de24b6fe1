/**
 * Whether two lines differ only in who they name. A name is known by what stands next to it: an office before it, a
 * verb of saying or an address behind it, and by its first character being a surname. What is not known so is text.
 */
export function namesSomebodyElse(before: string, after: string): boolean {
  const { start, endBefore, endAfter } = stretchOf(before, after);
  const [was, is] = [before.slice(start, endBefore), after.slice(start, endAfter)];
  if (!NAME_PART.test(was) || !NAME_PART.test(is)) return false;
  return isNamed(before, start, endBefore) && isNamed(after, start, endAfter);
}

/** Nothing or a few characters: 王伟 becomes 王玮, 李四 or 王小伟. */
const NAME_PART = /^[\u3400-\u9fff·]{0,4}$/;
const LONGEST_NAME = 4;

const OFFICE =
  /(?:[省市州区县镇乡村厂场局处科股院校部厅司署站所队组团会馆园班社店行台庭船机察事书]长|书记|主任|主席|总经理|经理|记者|通讯员|摄影|代表|委员|教授|医生|老师|同志|村民|市民)(?:[/、: ]|代表)?$/;
const ADDRESSED = /^(?:同志|先生|女士|教授|医生|老师|说|表示|介绍|告诉|指出|认为|强调|坦言)/;

/** The surnames of nine in ten people, and those of the region. */
const SURNAMES = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文区冼温莫伍关甄容区阮聂岑简麦利劳霍欧',
);

/** Whether a name stands around the characters from `start` to `end`. */
function isNamed(line: string, start: number, end: number): boolean {
  for (let from = start; from > Math.max(0, start - LONGEST_NAME); from -= 1) {
    if (SURNAMES.has(line[from] ?? '') && OFFICE.test(line.slice(Math.max(0, from - 8), from))) return true;
  }
  for (let to = end; to <= end + LONGEST_NAME; to += 1) {
    if (!ADDRESSED.test(line.slice(to, to + 2))) continue;
    for (const length of [2, 3]) {
      const from = to - length;
      // Within other words a surname is none: 有关方面表示.
      const isOwnWord = !/[\u3400-\u9fff]/.test(line[from - 1] ?? '');
      if (from >= 0 && from <= start && isOwnWord && SURNAMES.has(line[from] ?? '')) return true;
    }
  }
  return false;
}

/** The stretch in which two lines differ: its start in both, and its end in each. */
function stretchOf(
  before: string,
  after: string,
): { readonly start: number; readonly endBefore: number; readonly endAfter: number } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < shorter - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { start, endBefore: before.length - same, endAfter: after.length - same };
}
