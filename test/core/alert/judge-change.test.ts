import { describe, expect, it } from 'vitest';
import { judgeChange } from '../../../core/alert/judge-change.ts';
import type { ChangeClass, SnapshotRecord } from '../../../core/catalog/records.ts';
import { asInstant } from '../../../core/paper/instant.ts';
import { asIssueDate } from '../../../core/paper/issue-date.ts';
import { asResourcePath } from '../../../core/paper/resource.ts';
import { sha256Of } from '../../../core/paper/sha256.ts';
import type { Reading, ReportVerdict } from '../../../core/read/document.ts';

const PATH = 'html/2023-02/25/content_1.htm';

describe('what a version of an article is an event of', () => {
  it('is a report that is out, for the first version of a report only', () => {
    expect(judge(1, readingOf(['一'], 'work-report'))).toMatchObject({
      kind: 'report-published',
      id: `report-published:${PATH}`,
      page: 'B02',
      changes: [],
    });
    expect(judge(1, readingOf(['一']))).toBeNull();
    expect(judge(1, readingOf(['一'], 'congress-coverage'))).toBeNull();
    expect(judge(2, readingOf(['一'], 'work-report'))).toBeNull();
  });

  it('is a correction when anything differs that a reader of the paper reads', () => {
    const before = readingOf(['全年增长5.0%。', '不变。']);
    expect(judge(2, readingOf(['全年增长5.5%。', '不变。']), before)).toMatchObject({
      kind: 'article-corrected',
      id: `article-corrected:${PATH}:v2`,
      changes: [{ before: '全年增长5.0%。', after: '全年增长5.5%。' }],
    });
    expect(judge(2, readingOf(['全年增长5.0%。', '不变。']), before)).toBeNull();
    expect(judge(2, readingOf(['不变。', '全年增长5.0%。']), before)?.changes).toHaveLength(1);
    expect(judge(2, readingOf(['全年增长5.0%。']), before)?.changes).toEqual([
      { before: '不变。', after: '' },
    ]);
  });

  it('has the classes that were found when the version was kept, and is one whenever there are any', () => {
    const before = readingOf(['全年增长5.0%。']);
    expect(judge(2, readingOf(['全年增长5.5%。']), before, ['numbers'])).toMatchObject({
      kind: 'article-corrected',
      classes: ['numbers'],
    });
    // What the reader does not read may have changed all the same.
    expect(judge(2, before, before, ['text'])).toMatchObject({ classes: ['text'], changes: [] });
    expect(judge(2, before, before, [])).toBeNull();
  });

  it('tells of an article that is on another page', () => {
    const before = readingOf(['一']);
    const after = { ...before, document: { ...before.document, pageLabel: 'B03' } };
    expect(judge(2, after, before, ['moved'])?.changes).toEqual([{ before: 'B02', after: 'B03' }]);
  });

  it('quotes only what differs and a little around it', () => {
    const long = '甲'.repeat(200);
    const [change] =
      judge(2, readingOf([`${long}6.2%${long}`]), readingOf([`${long}6.1%${long}`]))?.changes ?? [];
    expect(change).toEqual({
      before: `…${'甲'.repeat(14)}6.1%${'甲'.repeat(15)}…`,
      after: `…${'甲'.repeat(14)}6.2%${'甲'.repeat(15)}…`,
    });
    const [rewritten] = judge(2, readingOf(['乙'.repeat(500)]), readingOf(['丙'.repeat(500)]))?.changes ?? [];
    expect(rewritten?.after).toBe(`${'乙'.repeat(120)}…`);
  });

  it('cuts no character in half', () => {
    const before = readingOf([`${'𠮷'.repeat(20)}5%`]);
    const [change] = judge(2, readingOf([`${'𠮷'.repeat(20)}6%`]), before)?.changes ?? [];
    expect(change?.after).toMatch(/^…𠮷+6%$/u);
  });
});

function judge(
  version: number,
  reading: Reading,
  earlier: Reading | null = null,
  classes: readonly ChangeClass[] = [],
): ReturnType<typeof judgeChange> {
  const snapshot: SnapshotRecord = {
    paper: 'demo',
    date: asIssueDate('2023-02-25'),
    path: asResourcePath(PATH),
    kind: 'article',
    version,
    sha256: sha256Of(String(version)),
    bytes: 1,
    mediaType: 'text/html',
    object: 'captures/x.warc.gz',
    captureId: 'x',
    url: `http://127.0.0.1/${PATH}`,
    at: asInstant('2023-02-25T00:00:00.000Z'),
    etag: null,
    lastModified: null,
    content: null,
    classes: [...classes],
  };
  return judgeChange(snapshot, 'B02', reading, earlier);
}

function readingOf(lines: readonly string[], report?: ReportVerdict['kind']): Reading {
  return {
    readerVersion: 1,
    charset: null,
    eraId: null,
    document: {
      pageLabel: 'B02',
      section: null,
      date: null,
      introTitle: null,
      title: '题',
      subtitle: null,
      byline: null,
      captions: [],
      pictures: [],
      blocks: lines.map((text) => ({ kind: 'paragraph', text, start: 0, end: 0, mark: null, level: 0 })),
      text: lines.join('\n'),
    },
    figures: [],
    wordedTargets: [],
    report: report === undefined ? null : { kind: report, reasons: [] },
    flaws: [],
    checks: [],
  };
}
