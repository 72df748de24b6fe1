import { writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { asInstant } from '../../../core/paper/instant.ts';
import { addDays, asIssueDate } from '../../../core/paper/issue-date.ts';
import { JMRB } from '../../../core/paper/papers/jmrb.ts';
import { auditIssues, auditSummary } from '../../../core/verify/audit.ts';
import { DamageFound, createHandler } from '../../../lambdas/audit/handler.ts';
import { DATE, type LocalArchive, articlePage, keep, localArchive } from '../../support/kept-issue.ts';

const LAST = addDays(DATE, 2);
const clock = (at: string) => () => asInstant(`${at}T03:00:00.000Z`);

describe('auditIssues', () => {
  it('begins with what no audit has looked at, and goes on with what was looked at longest ago', async () => {
    const archive = await threeIssues();
    const audited = async (day: string, most: number): Promise<string[]> => {
      const dates: string[] = [];
      for await (const { date } of auditIssues(archive, ['jmrb'], clock(day))) {
        dates.push(date);
        if (dates.length === most) break;
      }
      return dates;
    };
    expect(await audited('2023-03-01', 2)).toEqual(['2023-02-25', '2023-02-26']);
    expect(await audited('2023-03-02', 2)).toEqual(['2023-02-27', '2023-02-25']);
    expect(await audited('2023-03-03', 5)).toEqual(['2023-02-26', '2023-02-25', '2023-02-27']);
  });

  it('keeps what it found of each issue, until the issue is looked at again', async () => {
    const archive = await threeIssues();
    expect(await auditSummary(archive.catalog, 'jmrb')).toBeNull();
    const [key] = await harm(archive, LAST);
    const audits = await Array.fromAsync(auditIssues(archive, ['jmrb'], clock('2023-03-01')));
    expect(audits.map(({ date, objects, damaged }) => [date, objects, damaged])).toEqual([
      ['2023-02-25', 1, 0],
      ['2023-02-26', 1, 0],
      ['2023-02-27', 1, 1],
    ]);
    expect(audits[2]?.findings).toMatchObject([{ code: 'snapshot-damaged', where: key }]);
    const summary = { audited: 3, oldest: clock('2023-03-01')(), newest: clock('2023-03-01')() };
    expect(await auditSummary(archive.catalog, 'jmrb')).toEqual({ ...summary, damaged: [LAST] });
  });
});

describe('the audit function', () => {
  it('fails, which is what the alarm waits for, once all that it found is kept and told', async () => {
    const archive = await threeIssues();
    const told: [string, unknown][] = [];
    const handler = createHandler({
      ...{ objects: archive.objects, catalog: archive.catalog, papers: [JMRB] },
      now: clock('2023-03-01'),
      report: (event, details) => void told.push([event, details]),
    });
    await handler();
    expect(told).toEqual([['audit-made', expect.objectContaining({ issues: 3, damaged: 0, objects: 3 })]]);
    const [key] = await harm(archive, DATE);
    await expect(handler()).rejects.toThrow(DamageFound);
    expect(told[1]).toEqual(['damage-found', expect.objectContaining({ date: DATE, where: key })]);
    expect(told[2]?.[1]).toMatchObject({ issues: 3, damaged: 1 });
  });

  it('ends when its time is up, and goes on there the next night', async () => {
    const archive = await threeIssues();
    let calls = 0;
    const late = () =>
      asInstant(`2023-03-01T03:${String(Math.min(59, 7 * calls++)).padStart(2, '0')}:00.000Z`);
    const told: unknown[] = [];
    const deps = { objects: archive.objects, catalog: archive.catalog, papers: [JMRB] };
    await createHandler({ ...deps, now: late, report: (_, details) => void told.push(details) })();
    expect(told).toMatchObject([{ issues: 1 }]);
    expect((await auditSummary(archive.catalog, 'jmrb'))?.audited).toBe(1);
  });
});

async function threeIssues(): Promise<LocalArchive> {
  const archive = await localArchive();
  for (const date of [DATE, asIssueDate('2023-02-26'), LAST]) {
    const path = `html/${date.slice(0, 7)}/${date.slice(8)}/content_1.htm`;
    await keep(archive, { path, date, body: articlePage(`本报讯 ${date}`) });
  }
  return archive;
}

/** Overwrites the objects of an issue; gives their keys. */
async function harm({ objects, pathOf }: LocalArchive, date: string): Promise<string[]> {
  const keys = (await Array.fromAsync(objects.list(`captures/jmrb/${date}/`))).map(({ key }) => key);
  for (const key of keys) await writeFile(pathOf(key), 'harmed');
  return keys;
}
