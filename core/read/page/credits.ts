import type { Span } from '../fold-widths.ts';

/** Who made an article, and what its pictures show: lines of the page that are no paragraphs. All in folded text. */

const LONGEST_BYLINE = 120;
const LONGEST_CAPTION = 300;
/** A closing remark such as （本报记者 …） is looked for in so many characters at the end of a paragraph. */
const LONGEST_TAIL = 60;

const ROLE =
  '(?:文字|文案|文|图片|图表|图|视频|音频|统筹|策划|总策划|监制|出品|撰文|撰稿|采写|采访|执笔|整理|编译|翻译|绘图|制图|制表|漫画|摄影|摄像|摄|供图|供稿|责任编辑|责编|美编|编辑|版式|校对|作者|来源|记者|通讯员|实习生|评论员)';
/** Before a colon, of the roles only those that cannot begin a caption or an answer. */
const SIGNED =
  '(?:文|统筹|策划|监制|撰文|撰稿|采写|执笔|整理|翻译|摄影|责任编辑|责编|美编|编辑|校对|作者|记者|通讯员|实习生)';
const OFFICE = '(?:记者|小记者|通讯员|评论员|特派员|特约撰稿人|撰稿人|实习生)';
const NAMES = '[\\u4e00-\\u9fffA-Za-z·]{1,14}(?:[ 、,/]{1,3}[\\u4e00-\\u9fffA-Za-z·]{1,14}){0,20}';

const BYLINES: readonly RegExp[] = [
  // 文/…, □统筹/…, 文、图/…, 图文/…, 文/图 本报记者 …
  new RegExp(`^[□■◎◇●▲]? ?\\(?${ROLE}(?:[、/ 和]?${ROLE}){0,4} ?[/|]`),
  new RegExp(
    `^[□■◎◇●▲]? ?\\(?(?:本报|见习|实习|特约)?${SIGNED} ?[:∶] ?(?!您好|你好)[\\u4e00-\\u9fff·]{2,4}(?:[ 、,]{1,2}[\\u4e00-\\u9fff·]{2,6}){0,20}\\)?$`,
  ),
  /^来源 ?[:∶] ?[^。]{2,30}$/,
  new RegExp(`^[□■◎◇●▲]? ?文/图 `),
  // 本报记者 …, 江门日报记者 … 通讯员 …, 农民日报·中国农网记者 …
  new RegExp(
    `^[□■◎◇●▲]? ?\\(?[\\u4e00-\\u9fffA-Za-z·]{0,16}${OFFICE}(?:/ ?| )${NAMES}(?: ?(?:文/图|文/摄|摄影报道|综合报道|报道|采写))?\\)?$`,
  ),
  // （新华社记者 …）, （据新华社电）, （综合新华社报道）
  /^\((?:据|综合|来源|图文|文图|文\/|本报综合|本报讯|新华社|记者|通讯员)[^()。]{0,60}\)$/,
  /^(?:据|综合)?(?:新华社|中新社|人民日报|央视新闻|本报)[\u4e00-\u9fff\d、 ]{0,14}(?:电|报道|消息|讯)$/,
];

/** `文/…`, `□统筹/…`, `本报记者 …`: a short line that names who made the article. Also used for the line in the head. */
export function isByline(folded: string, { start, end }: Span): boolean {
  const line = folded.slice(start, Math.min(end, start + LONGEST_BYLINE + 1));
  return line.length <= LONGEST_BYLINE && !/[。;!?]/.test(line) && BYLINES.some((form) => form.test(line));
}

const ISSUER =
  /^[\u4e00-\u9fff、 ]{2,40}(?:局|委员会|调查队|办公室|人民政府|财政厅|统计厅|发改委|管理中心|中心支行)$/;
const SPEAKER =
  /^[\u4e00-\u9fff、 ]{0,24}(?:市长|区长|县长|省长|镇长|主任|局长|厅长|院长|检察长|主席|书记)[ :∶]{1,3}[\u4e00-\u9fff·]{1,6}(?: [\u4e00-\u9fff]{1,3})?$/;

/** `台山市统计局`, `市长 张三`: who gives a report, as stands above its first line. */
export function isIssuer(folded: string, { start, end }: Span): boolean {
  const line = folded.slice(start, Math.min(end, start + LONGEST_BYLINE + 1));
  return line.length <= LONGEST_BYLINE && (ISSUER.test(line) || SPEAKER.test(line));
}

const DISPATCHES: readonly RegExp[] = [
  // 江门日报讯 (记者/… 通讯员/…), 本报北京10月18日讯（记者 …）, 据新华社北京2月25日电（记者…）
  /^据?[\u4e00-\u9fffA-Za-z·]{1,12}(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电] ?\([^()]{2,100}\)/,
  // 本报讯 …, 江门日报讯 记者…报道：, 新华社北京2月25日电 …
  /^据?(?:本报|本台|新华社|中新社|中新网|央视|[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|时报|都市报|快报|商报))[\u4e00-\u9fff]{0,6}(?:\d{1,2}月)?(?:\d{1,2}日)?[讯电](?: ?记者[\u4e00-\u9fff、 ]{2,20}报道)?(?=[ :∶])/,
  /^\((?:本报|新华社)?[\u4e00-\u9fff]{0,8}(?:记者|通讯员)[^()。]{2,60}\)(?=.)/,
];

/** Where `江门日报讯 (记者/… 通讯员/…)` ends at the beginning of a paragraph, which it stays a part of; `null` without. */
export function dispatchEnd(folded: string, { start, end }: Span): number | null {
  const head = folded.slice(start, Math.min(end, start + LONGEST_BYLINE));
  for (const form of DISPATCHES) {
    const found = form.exec(head);
    if (found) return start + found[0].length;
  }
  return null;
}

/** `（本报记者 …）` at the end of a paragraph, which it stays a part of; `null` without. */
export function closingCredit(folded: string, { start, end }: Span): Span | null {
  const from = Math.max(start, end - LONGEST_TAIL);
  const found =
    /\((?:据|本报|新华社|见习|实习|特约|全媒体|[\u4e00-\u9fff]{2,6}日报){0,3}(?:记者|通讯员)[ :∶/]?[^()。]{2,50}\)$/.exec(
      folded.slice(from, end),
    );
  return found ? { start: from + found.index + 1, end: end - 1 } : null;
}

const CAPTIONS: readonly RegExp[] = [
  // 图①：…, 图1：…, 左图：…, 图为…, 资料图
  /^[▲△▼▽◀◁▶▷↑↓←→]? ?(?:[左右上下]|本版|题|压题)?(?:图片?|照片) ?(?:[①-⑳]|\d{1,2}|[一二三四五六七八九十])? ?[:∶]/,
  /^[▲△▼▽◀◁▶▷↑↓←→]? ?(?:[左右上下])?图(?:[①-⑳\d一二三四五六七八九十]{1,2} ?)?为/,
  /^[▲△▼▽◀◁▶▷↑↓←→]? ?[(]?(?:本版图片|图片来源|图片说明|图片由|资料图片?|资料照片)/,
  // … 张三 摄, …（李四摄）, … 供图, …（资料图片）
  /[ (。:∶/”](?:[\u4e00-\u9fff·、/]{1,8} ){0,3}[\u4e00-\u9fff·、/]{0,8} ?(?:摄|供图|摄影报道)\)?$/,
  /\((?:资料图片?|资料照片|图片由[^()]{2,24}提供|[^()]{2,16}供图)\)$/,
];
const CREDIT = /(?:摄|供图|资料图片?|提供)\)?[。]?$/;

/** `图①：…`, `… 张三 摄`: a line that tells what a picture shows. */
export function isCaption(folded: string, { start, end }: Span): boolean {
  if (end - start > LONGEST_CAPTION) return false;
  const line = folded.slice(start, end);
  if (CAPTIONS.some((form) => form.test(line))) return true;
  // An arrow points from the words to their picture; without one named it may also be the mark of a list.
  return /^[▲△▼▽◀◁↑↓←→]/.test(line) && CREDIT.test(line);
}

const SUBTITLE =
  /^(?:——?|--)|^\((?:摘登|摘要|摘编|节选|全文|草案|初稿|送审稿|[上中下]|[^()]{0,60}(?:会议|通过|\d日|审议)[^()]{0,20})\)$/;

/** `——…`, `（2023年2月21日在…会议上）`, `（摘登）`: a line under the title that goes with it. */
export function isSubtitle(folded: string, { start, end }: Span): boolean {
  const line = folded.slice(start, Math.min(end, start + LONGEST_BYLINE + 1));
  return line.length <= LONGEST_BYLINE && SUBTITLE.test(line);
}
