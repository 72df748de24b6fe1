import type { IssueDate } from '../core/paper/issue-date.ts';
import { nodeName, pageImagePath, pagePdfPath } from './addresses.ts';
import type { Edition, Page } from './edition.ts';
import { text } from './markup.ts';
import { PAPER_NAME, UP, framed, navigationBar, previousIssue } from './page-frame.ts';

const WEEKDAYS = '日一二三四五六';

/** When the paper's machine writes the pages of an issue, on the clock of the newsroom. */
export const BUILT_AT = '05:41:12';

/** The HTML of a page slot. */
export function nodePage(edition: Edition, page: Page): string {
  const { date } = edition;
  return framed(edition, page, {
    rightColumn: `${navigationBar()}
 <table width="589" border=0 cellpadding=0 cellspacing=0>
 <tr valign=top>
 <td width=380><table width="100%" border=0 bgcolor="#FCFCFC">
 <tr>
 <td width="140" align=center class=default>${previousIssue(edition)}</td>
 <td width="240" align=right class=default>${masthead(date)}</td>
 </tr>
 </table>
 <table cellspacing=0 cellpadding=0 width="100%" border=0>
 <tr>
 <td bgcolor=#e8e8e8 class=default>&nbsp;<strong>版面导航</strong></td>
 </tr>
 </table>
 ${pageTable(edition)}
 </td>
 <td width="200" align="center"><form name=CLD style="padding:0px;margin:0px;"><select onChange=changeMPCld() name=SY><option>${date.slice(0, 4)}</option></select><select onChange=changeMPCld() name=SM><option>${Number(date.slice(5, 7))}</option></select></form></td>
 </tr>
 </table>`,
    property: [
      ['founder-date', `${date} ${BUILT_AT}`],
      ['founder-pagenum', page.slot],
      ['founder-papername', PAPER_NAME],
      ['founder-type', '2'],
      ['founder-pagepicurl', `sfrb/${pageImagePath(date, page.slot)}`],
      ['founder-content', PAPER_NAME],
    ],
  });
}

/** Each number on a line of its own, an ideographic space before the weekday. */
function masthead(date: IssueDate): string {
  const [year, month, day] = date.split('-').map(Number);
  const weekday = WEEKDAYS.charAt(new Date(`${date}T00:00:00Z`).getUTCDay());
  return `<strong><font face="Arial, Helvetica, sans-serif"> <strong><font
 face="Arial, Helvetica, sans-serif">
 ${year}
 </font></strong> 年
 ${month}
 月
 ${day}
 日　星期
 <font class=weekday>${weekday}</font>
&nbsp;&nbsp; </font></strong>`;
}

function pageTable({ date, pages }: Edition): string {
  const rows = pages.map(({ slot, section }, nth) => {
    // The front page is linked with a dot, and every second row is shaded.
    const href = nth === 0 ? `./${nodeName(slot)}` : nodeName(slot);
    const shade = nth % 2 === 1 ? ' bgcolor=#e8e8e8' : '';
    return `<tr${shade}> <td class=default align=left>&nbsp;<a id=pageLink href=${href}>第${slot}版：${text(section)}</a></td> <td nowrap align=middle width=55><a href=${UP}${pagePdfPath(date, slot)}><img height=16 src="${UP}tplimg/pdf.gif" width=16 border=0></a></td></tr>`;
  });
  return `<table cellspacing=0 cellpadding=2 width=100% border=0><tbody> ${rows.join(' ')} </tbody></table>`;
}
