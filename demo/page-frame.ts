import type { IssueDate } from '../core/paper/issue-date.ts';
import { articleName, folderOf, nodeName, pageImagePath, pagePdfPath } from './addresses.ts';
import type { Edition, Page } from './edition.ts';
import { brokenLines, gaps, text } from './markup.ts';

/** From a page's folder to the paper's base. */
export const UP = '../../../';

export const PAPER_NAME = '示范日报';

/** What opens a page: it has two body tags, and scripts that only the browsers of the day ran. */
const HEAD = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>${PAPER_NAME}数字报·内容均属虚构</title>
<link href="${UP}tplimg/global.css" type="text/css" rel="stylesheet"/>
<link href="${UP}tplimg/calendar.css" rel="stylesheet" type="text/css"/>
<SCRIPT language=Javascript src="${UP}tplimg/prototype.js"></SCRIPT>
<SCRIPT language=Javascript src="${UP}tplimg/mp.js"></SCRIPT>
<SCRIPT language=Javascript src="${UP}tplimg/calendar2.js"></SCRIPT>
<SCRIPT language=Javascript src="${UP}tplimg/range.js"></SCRIPT>
<SCRIPT id=oMapScript event=onmouseover() for=pagepicmap>
 outlineZone(event.srcElement);
</SCRIPT>
<SCRIPT id=oMapScript1 event=onmouseout() for=pagepicmap>
 clearZone();
</SCRIPT>
<SCRIPT id=oMapScript2 event=onclick() for=pagepicmap>
 clearZone();
</SCRIPT>
<SCRIPT language=Javascript>
function turnpage(list,forward){
 var next = list.selectedIndex + (forward ? 1 : -1);
 if(next < 0 || next >= list.length) return;
 list.selectedIndex = next;
 list.onchange();
}
function changeMPCld(){
 showMonth(CLD.SY.value, CLD.SM.value);
}
</SCRIPT>
<style type="text/css">
<!--
body { background-color: #F4F1E8; }
td { font-size:12px }
.frame1 { BORDER: #777 1px solid; PADDING: 8px 8px 8px 14px }
#pgn { position:absolute; left:820px; top:60px; width:160px; display:none; background:#eee; border:1px solid #333; font-size:12px; z-index:2; }
-->
</style>
</head>
<body>
<SPAN id=leveldiv title=点击查看内容 style="Z-INDEX: 100; LEFT: 220px; WIDTH: 200px; CURSOR: hand; POSITION: absolute; TOP: 120px; HEIGHT: 30px; BORDER-TOP-WIDTH: 0px; ;"></SPAN>

<body onLoad="initialize();initMPPage();" text=#000000 vlink=#000000 alink=#ff0000 link=#000000 leftmargin=0 topmargin=0 marginheight="0" marginwidth="0">
`.replaceAll('\n', '\r\n');

/** The four lines at the foot. */
const FOOT = `<table width="1002" border="0" align="center" cellpadding="0" cellspacing="0">
 <tr bgcolor="#7A1F1F"><td style="line-height: 120%">&nbsp;</td></tr>
 <tr>
 <td align="center" class=px12>Copyright©2001-2008 daily.example, Demonstration Daily. Every word here is made up.<br>
${PAPER_NAME}社编印 示范新闻网出品 为演示而作 可以随意转载<br>
电子报编辑组 读者热线：86-000-1234567<br>
示备00000000号 演示许可证编号：示B0-00000000</td>
 </tr>
</table>
</body>
</html>
`;

/** What the two kinds of page differ in. */
export interface PageParts {
  readonly rightColumn: string;
  /** The fields of the publisher's comment after the end of the page, in order. */
  readonly property: readonly (readonly [name: string, value: string])[];
}

/** A whole HTML page: the left column is the same on a node and on each of its articles. */
export function framed(edition: Edition, page: Page, { rightColumn, property }: PageParts): string {
  const fields = property.map(([name, value]) => `<${name}>${text(value)}</${name}>`).join('');
  return `${HEAD}
<!-- 版面导航层 -->
<DIV id=pgn onMouseOver="this.style.display='block';" onMouseOut="this.style.display='none';">
 <UL>${edition.pages.map(layerItem).join('')} </UL>
</DIV>
<table cellspacing=0 cellpadding=0 width=1002 align=center border=0 bgcolor=#ffffff>
 <tr>
 <td valign=top width=400><table cellspacing=0 cellpadding=0 align=right border=0>
 <tr>
 <td
 align=left>${pictureTable(edition.date, page)}
 ${labelTable(edition, page)}
 ${titleTable(page)}</td>
 </tr>
 </table></td>
 <td valign=top width=602>${rightColumn}</td>
 </tr>
</table>
${FOOT}<!--enpproperty ${fields} /enpproperty-->\r\n`;
}

/** The bar over the right column; the layer with the page list opens under it. */
export function navigationBar(): string {
  return `<table height=30 cellspacing=0 cellpadding=0 width="100%" border=0>
 <tr align=right>
 <td class=whitenav><span onMouseOver="document.getElementById('pgn').style.display='block';">版面导航</span>&nbsp; |&nbsp; ${gaps(2)}</td>
 </tr>
 </table>`;
}

/** The way back. There is no way forward: the page is made when no later issue exists, and never again. */
export function previousIssue({ date, previous }: Edition): string {
  if (previous === null) return '';
  const sameMonth = previous.slice(0, 7) === date.slice(0, 7);
  const folder = sameMonth ? `../${previous.slice(8)}` : `../../${folderOf(previous)}`;
  return `<a class=preart href="${folder}/${nodeName('A01')}">上一期</a>${gaps(2)}`;
}

/** A link with its arrow, which is a digit in a font of pictures: 3 points back, 4 on. */
export function arrowLink(
  href: string,
  direction: 'back' | 'on',
  words: string,
  arrowFirst: boolean,
): string {
  const arrow = `<span style='font-size:12px;font-family:webdings'>${direction === 'back' ? 3 : 4}</span>`;
  return `<a class=preart href="${href}">${arrowFirst ? arrow + words : words + arrow}</a>${gaps(2)}`;
}

function layerItem({ slot, section }: Page): string {
  return ` <Li>&nbsp;<a id=pageLink href=${nodeName(slot)}>${slot}： ${text(section)}</a></Li>`;
}

function pictureTable(date: IssueDate, { slot, articles }: Page): string {
  const areas = articles.map(
    ({ id, zone }) => `<Area coords="${zone.flat().join(',')}" shape="polygon" href="${articleName(id)}">`,
  );
  return `<table border=0 cellpadding=0 cellspacing=0>
 <tr>
 <td width="380" class="frame1" bgcolor=#ffffff><MAP NAME="pagepicmap">${areas.join('')}</MAP><img src=${UP}${pageImagePath(date, slot)} border=0 USEMAP=#PagePicMap> </td>
 </tr>
 </table>`;
}

function labelTable(edition: Edition, page: Page): string {
  const nth = edition.pages.indexOf(page);
  const before = edition.pages[nth - 1];
  const after = edition.pages[nth + 1];
  const back = before ? arrowLink(nodeName(before.slot), 'back', '上一版', false) : '';
  const on = after ? arrowLink(nodeName(after.slot), 'on', '下一版', true) : '';
  return `<table style="MARGIN-BOTTOM: 3px" cellspacing=0 cellpadding=5
 width=400 border=0>
 <tr>
 <td width="190" align=left class=px12>第${page.slot}版：<STRONG>${text(page.section)}</STRONG>
 </td>
 <td width="60" align=right nowrap class=px12><table width=100% border=0><tr><td nowrap width=50% class=px12>${back}</td><td nowrap width=50% class=px12>${on}</td></tr></table></td>
 <td width=120 align=right valign=center nowrap class=px12><a href=${UP}${pagePdfPath(edition.date, page.slot)}><IMG height=16 src="${UP}tplimg/pdf.gif" width=16 border=0></a></td>
 </tr>
 </table>`;
}

function titleTable({ articles }: Page): string {
  const rows = articles.map(
    ({ id, story }) =>
      `<tr> <TD class=default valign="top"> <img src="${UP}tplimg/checkbox.gif" width="10" height="10"> </TD> <td class=default valign="top"> <a href=${articleName(id)}><div style="display:inline" id=mp${id}>${brokenLines(story.title)}</div></a> </td> </TR>`,
  );
  return `<table style="BORDER-TOP: #555 1px solid" cellspacing=0 cellpadding=4 width=400 border=0>
 <tr>
 <td width=392 align=left valign="top"><TABLE cellSpacing=0 cellPadding=1 border=0> <TBODY> ${rows.join('')} </TBODY> </TABLE> </td>
 </tr>
 </table>`;
}
