import type { ChangeClass, EventRecord } from '../catalog/records.ts';

/**
 * What each kind of event is called wherever people read of it. A changed article is not called a correction: whether
 * the paper means it as one is nothing that its bytes tell.
 */
export const EVENT_NAMES: Readonly<
  Record<EventRecord['kind'], { readonly zh: string; readonly en: string }>
> = {
  'report-published': { zh: '刊出报告', en: 'report published' },
  'article-corrected': { zh: '文章改动', en: 'article changed' },
  'article-withdrawn': { zh: '文章撤下', en: 'article withdrawn' },
  'article-restored': { zh: '文章恢复', en: 'article restored' },
  'issue-missing': { zh: '缺期', en: 'issue missing' },
};

/** What each way in which a page can differ from its last version is called. */
export const CHANGE_CLASS_NAMES: Readonly<Record<ChangeClass, { readonly zh: string; readonly en: string }>> =
  {
    numbers: { zh: '数字', en: 'numbers' },
    names: { zh: '人名地名', en: 'names' },
    title: { zh: '标题', en: 'title' },
    text: { zh: '文字', en: 'text' },
    moved: { zh: '位置', en: 'moved' },
    withdrawn: { zh: '撤下', en: 'withdrawn' },
    restored: { zh: '恢复', en: 'restored' },
    'layout-only': { zh: '仅版式（内容未变）', en: 'layout only (same content)' },
  };
