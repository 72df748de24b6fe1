import type { KnownPeriod } from './figure.ts';
import { type Quantity, findQuantities } from './find-quantities.ts';
import { type FigureSource, type Passage, passagesOf } from './passages.ts';
import { type Scene, sceneOf } from './scene.ts';
import { type Setting, Settings } from './setting.ts';

/** A passage with the scenes of its numbers. */
export interface ToldPassage {
  readonly passage: Passage;
  readonly scenes: readonly Scene[];
}

/** The passages of an article with the scenes of all quantities in them, or of the first `most`; `found` is how many there are. */
export function toldPassages(
  source: FigureSource,
  most: number,
): { readonly told: readonly ToldPassage[]; readonly found: number } {
  const { folded } = source;
  const counted = passagesOf(source).map((passage) => ({
    passage,
    quantities: findQuantities(folded, passage),
  }));
  let found = 0;
  const told = counted.map(({ passage, quantities }) => {
    const scenes = scenesOf(folded, passage, quantities, most - found);
    found += quantities.length;
    return { passage, scenes };
  });
  return { told, found };
}

function scenesOf(folded: string, passage: Passage, quantities: readonly Quantity[], most: number): Scene[] {
  return quantities
    .slice(0, Math.max(0, most))
    .map((_quantity, at) => sceneOf(folded, passage, quantities, at));
}

/**
 * The setting of each scene, in order. A sentence without a time of its own is of the time that was printed before it in the same
 * passage or in the items of the list before it.
 */
export function settingsOf(source: FigureSource, told: readonly ToldPassage[]): Setting[] {
  const settings = new Settings(source);
  const asked = told.flatMap(({ passage, scenes }) =>
    scenes.map(({ sentence, statement, sinceFigure, rest }) => ({
      passage,
      words: { sentence, statement, since: sinceFigure, behind: rest },
    })),
  );
  // One question after the other, see own-words.ts.
  const said = asked.map(({ passage, words }) => settings.saidOf(passage, words));
  const places = asked.map(({ passage, words }) => settings.placeOf(passage, words));
  const found: Setting[] = [];
  /** The last passage that is no heading, and the time that goes on behind it. */
  let last: { readonly passage: Passage; readonly carried: KnownPeriod | null } | null = null;
  for (const { passage, scenes } of told) {
    let carried: KnownPeriod | null = last !== null && isOneList(last.passage, passage) ? last.carried : null;
    for (let next = 0; next < scenes.length; next++) {
      const at = found.length;
      const words = asked[at]?.words;
      if (words === undefined) throw new RangeError(`nothing was asked of scene ${at}`);
      const known = { said: said[at] ?? null, place: places[at] ?? null };
      const read: ReturnType<Settings['of']> = settings.of(passage, { ...words, carried }, known);
      carried = read.carried;
      found.push(read.setting);
    }
    if (passage.kind !== 'heading') last = { passage, carried };
  }
  return found;
}

/** Items under the same headings, or of which the later are under 其中 besides: a list and the parts of what it tells. */
function isOneList(last: Passage, passage: Passage): boolean {
  if (last.kind !== 'item' || passage.kind !== 'item') return false;
  const [before, behind] = [last.section, passage.section];
  if (before === behind) return true;
  const name = behind.headings.at(-1) ?? '';
  const above = behind.headings.slice(0, -1);
  return OF_WHICH.test(name) && above.join('\n') === before.headings.join('\n');
}

const OF_WHICH = /^其中:?$/;
