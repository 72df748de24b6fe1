/**
 * The words that name what a number outside the registry counts: before it, as in 新增义务教育学位6600个, or, when
 * a verb stands right before the number, behind the unit, as in 筹建209套保障性租赁住房. `null` when neither is there.
 *
 * `before` is the clause up to the number, `after` what follows the unit and a bracketed second unit; both folded.
 */
export function countedWords(before: string, after: string): string | null {
  const subject = before.replace(LEADING, '').replace(TRAILING, '').replace(LEADING_VERBS, '');
  const rest = after.replace(/^(?:及?以上|以下|以内|左右)?的?/, '');
  const object = rest.slice(0, END.exec(rest)?.index ?? rest.length);
  // With nothing behind the unit, 大径材培育 is what is counted, verb and all.
  const isSubject = subject !== '' && (object === '' || !VERB_AT_END.test(subject));
  return presentable(isSubject ? subject : object);
}

const LEADING =
  /^(?:以上|以下|以内|以及|其中|全年|今年|去年|当年|[比是较]?\d{4}年|和|及|与|并|共|有|的|[、\s])+/;
const TRAILING =
  /(?:不少于|不低于|不超过|不高于|至少|超过|突破|接近|大约|达到|增长|增加|提高|提升|下降|减少|降低|压减|缩短|力争|争取|同比|控制在|保持在|[达为约近超逾的有共至到了由从:\s])+$/;
const VERBS =
  '推动|新增|实现|建设|新建|改建|建成|完成|争取|力争|力促|培育|提档升级|打造|筹建|实施|引进|收到|聚焦|供应|安排|累计接种|接种|创建|开展|提供|举办|选派|改造|推进|落实|组织|组建|支持|扶持|帮助|铺设|补建|更换|加装|消除|提出|惠及|发放|种植|签约|吸引|开通|整治|新改建|动工';
const LEADING_VERBS = new RegExp(`^(?:${VERBS}|将|已|全面|计划(?!投资)|共)+`);
const VERB_AT_END = new RegExp(`(?:${VERBS})$`);
const END = new RegExp(
  `[\\d,.;:!?。、()\\n]|不少于|不低于|不超过|超过|突破|实现|动工|建成|投产|完成|开工|参加|参与|获|达|投入|落地|$`,
);

const MAX_WORDS = 30;

function presentable(words: string): string | null {
  const text = words.trim();
  return text.length >= 2 && text.length <= MAX_WORDS && /[\u4e00-\u9fff]/.test(text) ? text : null;
}
