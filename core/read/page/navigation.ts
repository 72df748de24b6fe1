import { foldWidths } from '../fold-widths.ts';

/**
 * Whether a line of a page consists of nothing but the site's own controls: pagers, the bar of the navigation, the
 * zoom words. `3` and `4` are arrows of the Webdings font.
 */
export function isNavigation(line: string): boolean {
  if (line.length > LONGEST) return false;
  const dense = foldWidths(line).replace(/[\s|[\]<>3-4]+/g, '');
  if (dense === '') return foldWidths(line).trim() !== '' && !/^\d{1,2}$/.test(foldWidths(line).trim());
  return CONTROLS.test(dense);
}

const LONGEST = 80;
const LONGEST_FOOTER = 160;
const CONTROLS =
  /^(?:(?:上一篇|下一篇|上一版|下一版|上一期|下一期|版面导航|标题导航|版面概览|往期回顾|放大|缩小|默认|大字|中字|小字|返回目录|返回首页|全文复制|朗读|收藏|分享|打印|关闭)[+-]?)+$/;

/** The copyright lines at the foot of every page. What ends with a stop is a sentence, whatever it speaks of. */
export function isFooter(line: string): boolean {
  const text = foldWidths(line.slice(0, LONGEST_FOOTER)).trim();
  if (line.length > LONGEST_FOOTER || text.endsWith('。')) return false;
  return (
    /^Copyright ?(?:©|\(c\))/i.test(text) || /版权所有|^网络新闻编辑部|ICP备\d|经营许可证编号/.test(text)
  );
}
