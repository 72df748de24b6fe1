/** The corners of a hot zone on the page scan, in pixels from the top left. */
export type Polygon = readonly (readonly [x: number, y: number])[];

/** The size of every page scan. */
export const SCAN = { width: 350, height: 520 } as const;

/**
 * How a page is divided among its articles, by their number. As on real pages the corners run either way
 * round, some stand twice, and a zone need not be a rectangle.
 */
const LAYOUTS: readonly (readonly Polygon[])[] = [
  [corners(6, 42, 344, 42, 344, 512, 6, 512)],
  [
    corners(6, 42, 344, 42, 344, 250, 180, 250, 180, 300, 6, 300),
    corners(6, 306, 186, 306, 186, 256, 344, 256, 344, 512, 6, 512),
  ],
  [
    corners(6, 42, 228, 42, 228, 230, 6, 230),
    corners(344, 42, 234, 42, 234, 230, 234, 230, 234, 380, 344, 380),
    corners(6, 236, 6, 236, 228, 236, 228, 300, 228, 386, 344, 386, 344, 400, 344, 512, 175, 512, 6, 512),
  ],
  [
    corners(6, 42, 344, 42, 344, 150, 6, 150),
    corners(6, 156, 170, 156, 170, 156, 170, 330, 6, 330),
    corners(176, 156, 344, 156, 344, 400, 176, 400),
    corners(6, 336, 170, 336, 170, 406, 344, 406, 344, 512, 6, 512),
  ],
];

/** Fails with a RangeError when there is no layout for so many articles. */
export function hotZones(articles: number): readonly Polygon[] {
  const layout = LAYOUTS[articles - 1];
  if (!layout) {
    throw new RangeError(`no page layout for ${articles} articles; give a page 1 to ${LAYOUTS.length}`);
  }
  return layout;
}

function corners(...coords: readonly number[]): Polygon {
  const points: [number, number][] = [];
  for (let at = 0; at + 1 < coords.length; at += 2) points.push([coords[at] ?? 0, coords[at + 1] ?? 0]);
  return points;
}
