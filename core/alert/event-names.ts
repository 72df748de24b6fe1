import type { EventRecord } from '../catalog/records.ts';

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
