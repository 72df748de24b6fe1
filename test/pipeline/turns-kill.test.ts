import { describe, expect, it } from 'vitest';
import { captureResource } from '../../core/capture/capture-resource.ts';
import { Catalog } from '../../core/catalog/catalog.ts';
import type { CaptureRecord } from '../../core/catalog/records.ts';
import { asInstant } from '../../core/paper/instant.ts';
import { asIssueDate } from '../../core/paper/issue-date.ts';
import { DEMO } from '../../core/paper/papers/demo.ts';
import { asResourcePath } from '../../core/paper/resource.ts';
import { advance } from '../../core/pipeline.ts';
import { repairArchive } from '../../core/verify/repair.ts';
import { EDITED } from '../../demo/issues.ts';
import { paperFiles } from '../../demo/paper.ts';
import { MemoryTable } from '../support/memory-ports.ts';
import { MortalDesk, survives } from '../support/mortal-desk.ts';
import type { Page } from '../support/scripted-paper.ts';

const PATH = asResourcePath(EDITED);
const DATE = asIssueDate('2023-02-24');
const FIRST = Buffer.from(paperFiles('first').get(EDITED)?.bytes ?? []);
const LATER = Buffer.from(FIRST.toString().replace('5.0%', '5.5%'));
const LAST = Buffer.from(FIRST.toString().replace('5.0%', '6.5%'));
const BEGAN = asInstant('2023-02-23T22:00:00.000Z');
/** Published, gone, back as it was, gone, out of reach, back with an edit, gone, back as it was again, and edited. */
const MOMENTS: readonly Page[] = [
  ...[FIRST, 'missing', FIRST, 'missing', 'unreachable', LATER, 'missing', LATER, LAST],
] as const;

/** Law 3, for a page that goes and comes back; the next run may find another page than the one that was killed. */
describe('a kill between any two writes while a page goes and comes back', () => {
  it.each([
    ['the killed run is run again', 1],
    ['the next run finds what the site published since', 0],
  ])('tells of every turn that is on record, once: %s', async (_, again) => {
    const whole = new World(0, BEGAN);
    await whole.run(again);
    const told = await whole.told();
    expect(told.map(({ kind }) => kind)).toEqual([
      ...['article-withdrawn', 'article-restored', 'article-withdrawn', 'article-corrected'],
      ...['article-restored', 'article-withdrawn', 'article-restored', 'article-corrected'],
    ]);

    for (let fatal = 1; fatal <= whole.writes; fatal += 1) {
      const world = new World(fatal, BEGAN);
      await world.run(again);
      const where = `killed at write ${fatal} of ${whole.writes}`;
      const turns = turnsIn(await world.told());
      expect(turns, where).toEqual(turnsOf(await world.captures()));
      if (again) expect((await world.told()).map(({ kind }) => kind).sort(), where).toEqual(kindsOf(told));
      for (const { captureId } of await world.versions())
        expect(
          (await world.captures()).map(({ id }) => id),
          where,
        ).toContain(captureId);
      const state = await world.catalog.state(DEMO.id, DATE, PATH);
      expect(state && [state.state === 'withdrawn', state.version], where).toEqual([false, 3]);
    }
  });

  it('tells of the same turns at the same instants after the index is lost', async () => {
    const whole = new World(0, BEGAN);
    await whole.run(1);
    for (let fatal = 1; fatal <= whole.writes; fatal += 1) {
      const world = new World(fatal, BEGAN);
      await world.run(1);
      const told = await world.told();
      expect(await world.toldAfterLoss(), `killed at write ${fatal} of ${whole.writes}`).toEqual(told);
    }
  });

  it('tells of every turn once, as its object does, when the index is lost right after the kill', async () => {
    const whole = new World(0, BEGAN);
    await whole.run(1);
    const kinds = turnsIn(await whole.told()).map(({ kind }) => kind);
    for (let fatal = 1; fatal <= whole.writes; fatal += 1) {
      const world = new World(fatal, BEGAN);
      await world.run(1, () => world.makeIndexAnew());
      const [told, captures] = [turnsIn(await world.told()), await world.captures()];
      const where = `killed at write ${fatal} of ${whole.writes}`;
      expect(
        told.map(({ kind }) => kind),
        where,
      ).toEqual(kinds);
      expect(told, where).toEqual(turnsOf(captures));
      for (const { at } of told)
        expect(captures.find((one) => one.at === at)?.object, where).toMatch(/^captures\//);
    }
  });
});

interface Told {
  readonly kind: string;
  readonly at: string;
}

function turnsIn(told: readonly Told[]): readonly Told[] {
  return told.filter(({ kind }) => kind !== 'article-corrected');
}

function kindsOf(told: readonly Told[]): string[] {
  return told.map(({ kind }) => kind).sort();
}

/** What the entries of captures say that happened, by their states alone. */
function turnsOf(captures: readonly CaptureRecord[]): Told[] {
  const seen = captures.filter(({ state }) => ['captured', 'unchanged', 'withdrawn'].includes(state));
  return seen.flatMap(({ state, at }, nth) => {
    const before = seen[nth - 1];
    if (before === undefined || (before.state === 'withdrawn') === (state === 'withdrawn')) return [];
    return [{ kind: state === 'withdrawn' ? 'article-withdrawn' : 'article-restored', at }];
  });
}

class World extends MortalDesk {
  /** `again`: how often a run that was killed is tried anew before the page changes, after what happens in between. */
  async run(again: number, between = (): Promise<unknown> => Promise.resolve()): Promise<void> {
    for (const page of MOMENTS) {
      for (let left = again; !(await survives(() => this.#capture(page))) && left > 0; left -= 1)
        await between();
    }
    // Whatever was killed, one more run finds the page as it is.
    if (!(await survives(() => this.#capture(LAST)))) await this.#capture(LAST);
  }

  captures(): Promise<CaptureRecord[]> {
    return Array.fromAsync(this.catalog.captures(DEMO.id, PATH));
  }

  versions() {
    return Array.fromAsync(this.catalog.snapshots(DEMO.id, PATH));
  }

  async told(catalog = this.catalog): Promise<Told[]> {
    return Array.fromAsync(catalog.events(DEMO.id), ({ kind, at }) => ({ kind, at }));
  }

  makeIndexAnew(): Promise<unknown> {
    this.table.items.clear();
    return Array.fromAsync(repairArchive({ table: this.table, objects: this.objects }));
  }

  async toldAfterLoss(): Promise<Told[]> {
    const table = new MemoryTable();
    await Array.fromAsync(repairArchive({ table, objects: this.objects }));
    return this.told(new Catalog(table));
  }

  async #capture(page: Page): Promise<void> {
    const deps = this.deps(() => page);
    const of = { paper: DEMO.id, date: DATE, path: PATH, kind: 'article' } as const;
    const due = { type: 'capture-due', ...of, site: 'http://127.0.0.1:9/jmrb/' } as const;
    const outcome = await captureResource(deps, due, this.tick());
    for (const message of 'next' in outcome ? outcome.next : []) await advance(deps, message, this.tick());
  }
}
