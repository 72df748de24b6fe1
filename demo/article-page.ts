import { articleName, picturePath } from './addresses.ts';
import { hashOf } from './draw.ts';
import type { Article, Edition, Page } from './edition.ts';
import { brokenLines, gaps, text } from './markup.ts';
import { PAPER_NAME, UP, arrowLink, framed, navigationBar, previousIssue } from './page-frame.ts';
import type { Continuation, Story } from './story.ts';

/** What may stand between two paragraphs: the template was edited by many hands. */
const SEAMS = ['</P><P>', '</P>\r\n<P>', '</P>\n<P mce_keep="true">'] as const;

/** The HTML of one article. */
export function articlePage(edition: Edition, page: Page, article: Article): string {
  const { date } = edition;
  const { story } = article;
  return framed(edition, page, {
    rightColumn: `${navigationBar()}
 <table width="100%" border=0 cellpadding=0 cellspacing=0>
 <tr><td class=default>${previousIssue(edition)}</td></tr>
 </table>
 <table width="589" border=0 cellpadding=0 cellspacing=0>
 <tr valign=top>
 <td>${pager(page, article)}${dateBar(edition)}
 ${headTable(story)}
 ${pictureTable(edition, page, article)}
 <div id=ozoom style="zoom:100%">${body(edition, article)}</div>
 ${pager(page, article)}</td>
 </tr>
 </table>`,
    property: [
      ['founder-date', date],
      ['founder-pagenum', page.slot],
      ['founder-papername', PAPER_NAME],
      ['founder-type', '1'],
      ['founder-title', story.title.join(' ')],
      ['founder-subtitle', story.subtitle ?? ''],
      ['founder-author', story.author ?? ''],
    ],
  });
}

/** Links to the neighbours on the page; nothing at all for an article that is alone on it. */
function pager({ articles }: Page, article: Article): string {
  const nth = articles.indexOf(article);
  const before = articles[nth - 1];
  const after = articles[nth + 1];
  const back = before ? arrowLink(articleName(before.id), 'back', '上一篇', true) : '';
  const on = after ? arrowLink(articleName(after.id), 'on', '下一篇', false) : '';
  if (back === '' && on === '') return '';
  return `<table width="100%" border=0 cellpadding=2 cellspacing=0>
 <tr><td class=px12>${back}${on}</td></tr>
 </table>`;
}

/** The date without leading zeros. The template asks for a weekday and never gets one. */
function dateBar({ date }: Edition): string {
  const [year, month, day] = date.split('-').map(Number);
  return `<table width="100%" border=0 cellpadding=2 cellspacing=0>
 <tr>
 <td width=26% class=default>${year} 年 ${month} 月 ${day} 日 星期 <font class=weekday></font></td>
 <td width=74% class=default><a href="javascript:zoomIn()">放大</a>&nbsp;<a href="javascript:zoomOut()">缩小</a>&nbsp;<a href="javascript:zoomBack()">默认</a>${gaps(8)}</td>
 </tr>
 </table>`;
}

function headTable({ intro, title, subtitle, author }: Story): string {
  return `<table cellspacing=0 cellpadding=5 width=572 border=0> <tbody><tr valign=top> <td style="padding-left: 6px;padding-top:8px;padding-bottom:8px;" align=center width=572> <span style="font-size:14px;line-height:22px;">${text(intro ?? '')}</span><br> <strong style="font-size:23px;font-family:黑体;line-height:32px;">${brokenLines(title)}</strong><br> <span style="font-size:14px;line-height:28px;">${text(subtitle ?? '')}</span><br> <span style="font-size:12px;">${text(author ?? '')}</span></td></tr></tbody></table>`;
}

/** One row a picture, before the body. */
function pictureTable({ date }: Edition, { slot }: Page, { story, pictures }: Article): string {
  const rows = (story.captions ?? []).map((caption, nth) => {
    const path = picturePath(date, slot, pictures[nth] ?? 0);
    return ` <tr> <td align=center><span class=px12><IMG src=${UP}${path} border=0><BR>${text(caption)}</span></td> </tr>\r\n`;
  });
  return `<table border=0 cellpadding=4 cellspacing=0 align=center>\r\n${rows.join('')} </table>`;
}

function body(edition: Edition, { id, story }: Article): string {
  const { continues } = story;
  const paragraphs = story.paragraphs.map(text);
  if (continues?.direction === 'from') paragraphs.unshift(continuation(edition, story, continues));
  if (continues?.direction === 'onto') paragraphs.push(continuation(edition, story, continues));
  if (paragraphs.length === 0) return '';
  const seam = SEAMS[hashOf(String(id)) % SEAMS.length] ?? SEAMS[0];
  return `<P>${paragraphs.map((words) => gaps(4) + words).join(seam)}</P>`;
}

/** Fails with a RangeError when the other half is not on the page that it is said to be on. */
function continuation({ pages }: Edition, story: Story, { direction, slot }: Continuation): string {
  const other = pages
    .find((page) => page.slot === slot)
    ?.articles.find((one) => one.story.continues && one.story.title[0] === story.title[0]);
  if (!other) throw new RangeError(`the other half of '${story.title[0]}' is not on ${slot}`);
  const words = direction === 'onto' ? `下转第${slot}版` : `上接第${slot}版`;
  return `（<a href=${articleName(other.id)}>${words}</a>）`;
}
