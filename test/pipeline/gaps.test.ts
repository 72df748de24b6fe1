import { describe, expect, it } from 'vitest';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath, frontPath } from '../../core/paper/resource.ts';
import { WITHDRAWN } from '../../demo/issues.ts';
import { MemoryDesk, publishedPage } from '../support/memory-desk.ts';
import type { Page } from '../support/scripted-paper.ts';

const DAY = asIssueDate('2023-02-26');
const FRONT = frontPath(DEMO, DAY);
const ARTICLE = asResourcePath(WITHDRAWN);
const CAPTCHA = new TextEncoder().encode('<html><body><form>请输入验证码</form></body></html>');

/** Law 4: what should exist is written down before it is fetched, so that a gap is a fact. */
describe('what should exist', () => {
  it('is on record before it is asked for', async () => {
    const surprises: string[] = [];
    const desk = new MemoryDesk((path) => {
      const expected = [...desk.table.items.values()].some(({ item }) => item.sk === `EXPECTED#${path}`);
      if (!expected) surprises.push(path);
      return publishedPage(path);
    });
    await desk.capture(DAY);
    expect(surprises).toEqual([]);
  });

  it('is a gap when it is listed and does not answer, until it does', async () => {
    let there = false;
    const desk = new MemoryDesk((path) => (path === ARTICLE && !there ? 'missing' : publishedPage(path)));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'partial', gaps: 1 });
    expect(run.troubles).toEqual([{ path: ARTICLE, state: 'missing', reason: 'status 404' }]);
    expect(await stateOf(desk)).toMatchObject({ state: 'missing', version: 0, sha256: null });

    there = true;
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'complete', gaps: 0 });
    expect(await desk.eventKinds()).toEqual([]);
  });

  it('stays a gap while something else is served in its place, which is kept apart', async () => {
    const desk = new MemoryDesk((path) => (path === ARTICLE ? CAPTCHA : publishedPage(path)));
    expect((await desk.capture(DAY)).issue).toMatchObject({ state: 'partial', gaps: 1 });
    expect(await stateOf(desk)).toMatchObject({ state: 'refused', reason: 'template-unknown', version: 0 });
    const keys = [...desk.objects.kept.keys()];
    expect(keys.filter((key) => key.startsWith('quarantine/demo/2023-02-26/'))).toHaveLength(1);
  });

  it('is not harmed by what is served in its place later', async () => {
    let page: (path: string) => Page = publishedPage;
    const desk = new MemoryDesk((path) => page(path));
    await desk.capture(DAY);
    const held = await stateOf(desk);
    page = (path) => (path === ARTICLE ? CAPTCHA : publishedPage(path));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'complete', gaps: 0 });
    expect(await stateOf(desk)).toMatchObject({ state: 'refused', version: 1, sha256: held?.sha256 });
  });

  it('is not asked for on and on when the site has gone away', async () => {
    const asked: string[] = [];
    const desk = new MemoryDesk((path) => {
      asked.push(path);
      return path === FRONT ? publishedPage(path) : 'unreachable';
    });
    const run = await desk.capture(DAY);
    expect(run).toMatchObject({ cut: true, issue: { state: 'partial' }, counts: { failed: 3 } });
    expect(asked).toHaveLength(4);
  });

  it('is not known of a front page that is not the paper’s', async () => {
    const desk = new MemoryDesk((path) => (path === FRONT ? CAPTCHA : publishedPage(path)));
    const run = await desk.capture(DAY);
    expect(run.issue).toMatchObject({ state: 'template-unknown' });
    expect(run.issue.evidence).toContain('template-unknown');
  });
});

async function stateOf(desk: MemoryDesk): ReturnType<MemoryDesk['catalog']['state']> {
  return desk.catalog.state(DEMO.id, DAY, ARTICLE);
}
