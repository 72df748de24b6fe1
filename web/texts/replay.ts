/** What is said of archived pages that are shown again, and of whole issues as files. */
export interface ReplayTexts {
  readonly title: string;
  /** A page as it was at a moment; the moment follows. */
  readonly seen: string;
  readonly original: string;
  /** `at` of `all`, oldest first. */
  readonly position: (at: number, all: number) => string;
  readonly previous: string;
  readonly next: string;
  readonly calendar: string;
  /** Where an article is shown as text, and not its page. */
  readonly calendarLink: string;
  readonly raw: string;
  readonly bare: string;
  readonly article: string;
  readonly issue: string;
  /** Of a version that is another than the one before it. */
  readonly compare: string;
  /** What a page that is shown again can and cannot do. */
  readonly inert: string;
  readonly frame: string;
  readonly notShown: string;
  readonly notHeld: string;
  readonly notHeldAddress: string;
  readonly calendarTitle: string;
  readonly captures: (count: number) => string;
  readonly caption: string;
  readonly time: string;
  readonly version: string;
  readonly found: string;
  readonly revisit: string;
  readonly kept: string;
  readonly digest: string;
  readonly packages: string;
  readonly wacz: string;
  readonly warc: string;
  readonly manifest: string;
}

export const REPLAY_ZH: ReplayTexts = {
  title: '原页重现',
  seen: '本馆采集于',
  original: '原地址',
  position: (at, all) => `共 ${all} 次采集，这是第 ${at} 次`,
  previous: '上一次采集',
  next: '下一次采集',
  calendar: '历次采集',
  calendarLink: '按原样看历次采集的网页',
  raw: '原始文件',
  bare: '只看原页',
  article: '阅览室中的这篇文章',
  issue: '阅览室中的这一期',
  compare: '与上一个版本对照',
  inert: '页面按原样排出，脚本、表单和外部内容一律不运行、不载入；页内链接通往本馆所存的页面。',
  frame: '所存的网页',
  notShown: '这不是网页，无法在此显示；可打开原始文件。',
  notHeld: '本馆没有存过这个地址的网页。',
  notHeldAddress: '所要的地址',
  calendarTitle: '历次采集',
  captures: (count) => `共 ${count} 次`,
  caption: '每次采集：时间、所见版本与结果',
  time: '时间',
  version: '版本',
  found: '结果',
  revisit: '与已存的相同',
  kept: '新存入',
  digest: 'SHA-256',
  packages: '整期打包',
  wacz: 'WACZ 网页存档包（可用 ReplayWeb.page 重放）',
  warc: 'WARC 文件',
  manifest: 'IIIF 清单',
};

export const REPLAY_EN: ReplayTexts = {
  title: 'The page as it was',
  seen: 'Captured at',
  original: 'Original address',
  position: (at, all) => `capture ${at} of ${all}`,
  previous: 'previous capture',
  next: 'next capture',
  calendar: 'all captures',
  calendarLink: 'the page as it was at each capture',
  raw: 'bytes as kept',
  bare: 'the page alone',
  article: 'this article in the reading room',
  issue: 'this issue in the reading room',
  compare: 'compare with the version before',
  inert:
    'The page is laid out as it was. No script, form or foreign content of it runs or loads; its links lead to pages of the archive.',
  frame: 'The archived page',
  notShown: 'This is no web page and cannot be shown here; open the bytes as kept.',
  notHeld: 'The archive holds no page of this address.',
  notHeldAddress: 'The address asked for',
  calendarTitle: 'All captures',
  captures: (count) => `${count} in all`,
  caption: 'Each capture: time, version seen, and outcome',
  time: 'Time',
  version: 'Version',
  found: 'Outcome',
  revisit: 'the same as was kept before',
  kept: 'kept',
  digest: 'SHA-256',
  packages: 'The whole issue as a file',
  wacz: 'WACZ package (replays in ReplayWeb.page)',
  warc: 'WARC file',
  manifest: 'IIIF manifest',
};
