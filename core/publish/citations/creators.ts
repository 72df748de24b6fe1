import { foldWidths } from '../../read/fold-widths.ts';

/*
 * A byline says in one line who did what: 文/图 记者/甲 乙, 江门日报讯 (记者/甲 通讯员/乙), 本报记者 甲 乙. A list of
 * references wants those who wrote, each by name.
 */

/** Who writes. The longer word first where one ends with another. */
const WRITES =
  /^(?:.*(?:记者|通讯员|实习生|评论员|撰稿人|特派员)|撰文|撰稿|采写|采访|执笔|整理|编译|翻译|作者|图文|文图|文字|文)$/;

/** Who does something else for the page. */
const SERVES =
  /^(?:图片|图表|图|视频|音频|统筹|策划|总策划|监制|出品|绘图|制图|制表|漫画|摄影|摄像|摄|供图|供稿|责任编辑|责编|美编|编辑|版式|校对|来源)$/;

/** A role that its holder's name follows without a space. */
const GLUED = /^.{0,12}?(?:记者|通讯员|实习生|评论员)(?=[\u4e00-\u9fff]{2,4}$)/;

const IN_LATIN = /^[\p{Script=Latin}][\p{Script=Latin}.' -]{0,59}$/u;
const IN_HAN = /^(?:\p{Script=Han}{2,4}|\p{Script=Han}{1,9}(?:·\p{Script=Han}{1,9}){1,3})$/u;
const DISPATCH = /[讯电]$/;

/** How many are kept; nobody lists more. */
const MAX_CREATORS = 20;

/**
 * Who wrote an article, in printed order, from its byline as the reader keeps it. An office that signs alone,
 * 台山市统计局, is its own author. Empty when the line names nobody, as 本报讯 does.
 */
export function creatorsOf(byline: string | null): string[] {
  if (byline === null) return [];
  const words = foldWidths(byline)
    .split(/[\s、,;:()|/]+/)
    .filter((word) => word !== '');
  const named: string[] = [];
  let [writes, hadRole, wasRole] = [false, false, false];
  for (const word of joined(words.flatMap(unglued))) {
    const isWriting = WRITES.test(word);
    if (isWriting || SERVES.test(word)) {
      // Of several roles in a row, 文/图, it is enough that one writes.
      writes = isWriting || (wasRole && writes);
      [hadRole, wasRole] = [true, true];
      continue;
    }
    wasRole = false;
    if (writes && isName(word)) named.push(word);
  }
  return [...new Set(hadRole ? named : signed(words))].slice(0, MAX_CREATORS);
}

function isName(word: string): boolean {
  return IN_HAN.test(word) || IN_LATIN.test(word);
}

/** A line without any role: 台山市市长 甲某, or an office's name alone. */
function signed(words: readonly string[]): string[] {
  const last = words.at(-1);
  if (last === undefined || DISPATCH.test(last)) return [];
  return words.length > 1 ? (isName(last) ? [last] : []) : [last];
}

/** 记者甲某报道 as 记者 and 甲某. */
function unglued(word: string): string[] {
  if (WRITES.test(word)) return [word];
  const named = word.replace(/(?:摄影)?报道$/, '');
  const role = GLUED.exec(named)?.[0];
  return role === undefined ? [named] : [role, named.slice(role.length)];
}

/** A name of two characters is set with a space to the width of three: 甲 某. Names in Latin letters have spaces. */
function joined(words: readonly string[]): string[] {
  const names: string[] = [];
  for (const word of words) {
    const last = names.at(-1) ?? '';
    if (isLetter(last) && isLetter(word)) names.splice(-1, 1, last + word);
    else if (IN_LATIN.test(last) && IN_LATIN.test(word)) names.splice(-1, 1, `${last} ${word}`);
    else names.push(word);
  }
  return names;
}

function isLetter(word: string): boolean {
  return /^\p{Script=Han}$/u.test(word) && !WRITES.test(word) && !SERVES.test(word);
}
