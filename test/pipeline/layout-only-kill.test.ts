import { expect, it } from 'vitest';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { advance } from '../../core/pipeline.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MortalDesk, survives } from '../support/mortal-desk.ts';
import type { Page } from '../support/scripted-paper.ts';

const PATH = asResourcePath(EDITED);
const FIRST = Buffer.from(paperFiles('first').get(EDITED)?.bytes ?? []).toString();
const ADVERT = `${FIRST}<!-- advert -->`;
const EDIT = ADVERT.replace('5.0%', '5.5%');
/** As it is published, with another advert, that one again, gone, back with that advert, and edited. */
const MOMENTS: readonly Page[] = [FIRST, ADVERT, ADVERT, 'missing', ADVERT, EDIT].map((page) =>
  page === 'missing' ? page : Buffer.from(page),
);

const BEGAN = asInstant('2023-02-23T22:00:00.000Z');

/** Law 3, for what is kept of a page whose content did not change. */
it('a kill between any two writes loses nothing and doubles nothing when only the layout changes', async () => {
  const whole = new World(0, BEGAN);
  await whole.run();
  const facts = await whole.facts();
  expect(facts.versions.map(({ classes }) => classes)).toEqual([[], ['numbers']]);
  expect(facts.classes).toEqual(['layout-only', 'restored', 'withdrawn']);
  expect(facts.events).toEqual(['article-withdrawn', 'article-restored', 'article-corrected']);
  // When the advert first came, and when the page came back.
  expect(facts.layouts).toBe(2);

  for (let fatal = 1; fatal <= whole.writes; fatal += 1) {
    const world = new World(fatal, BEGAN);
    await world.run();
    expect(await world.facts(), `killed at write ${fatal} of ${whole.writes}`).toEqual(facts);
    expect(world.objects.kept.size - whole.objects.kept.size).toBeLessThanOrEqual(1);
  }
});

class World extends MortalDesk {
  async run(): Promise<void> {
    for (const page of MOMENTS) {
      if (!(await survives(() => this.#capture(page)))) await this.#capture(page);
    }
  }

  async facts() {
    const { catalog } = this;
    const captures = await Array.fromAsync(catalog.captures(DEMO.id, PATH));
    const versions = await Array.fromAsync(catalog.snapshots(DEMO.id, PATH));
    const state = await catalog.state(DEMO.id, asIssueDate('2023-02-24'), PATH);
    const events = await Array.fromAsync(catalog.events(DEMO.id));
    const layouts = captures.filter((one) => one.state === 'unchanged' && one.object !== null);
    return {
      versions: versions.map(({ version, classes, sha256 }) => ({ version, classes, sha256 })),
      // A version's classes are on the version: its capture may have been killed before it was on record.
      classes: captures.flatMap(({ state, classes }) => (state === 'captured' ? [] : classes)).sort(),
      layouts: layouts.filter(({ object }) => this.objects.kept.has(object ?? '')).length,
      events: events.map(({ kind }) => kind),
      state: state && [state.state === 'withdrawn', state.version, state.sha256],
    };
  }

  async #capture(page: Page): Promise<void> {
    const deps = this.deps(() => page);
    const of = { paper: DEMO.id, date: asIssueDate('2023-02-24'), path: PATH, kind: 'article' } as const;
    const due = { type: 'capture-due', ...of, site: 'http://127.0.0.1:9/jmrb/' } as const;
    const outcome = await captureResource(deps, due, this.tick());
    for (const message of 'next' in outcome ? outcome.next : []) await advance(deps, message, this.tick());
  }
}
