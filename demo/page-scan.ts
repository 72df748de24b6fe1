import { drawFor } from './draw.ts';
import { type Polygon, SCAN } from './hot-zones.ts';
import { type Canvas, pngOf } from './png.ts';

const PAPER = 250;
const RULE = 110;
const HEADLINE = 45;
const TEXT = 165;
const LINE_EVERY = 6;
const MARGIN = 5;

/** A page seen from too far away to be read: a masthead bar and, in each zone, a headline over grey lines. */
export function pageScan(seed: string, zones: readonly Polygon[]): Buffer {
  const { width, height } = SCAN;
  const canvas: Canvas = { width, height, channels: 1, pixels: new Uint8Array(width * height).fill(PAPER) };
  fill(canvas, 6, 10, 150, 32, HEADLINE);
  fill(canvas, 6, 36, width - 6, 37, RULE);
  zones.forEach((zone, nth) => {
    drawZone(canvas, zone, `${seed} ${nth}`);
  });
  return pngOf(canvas);
}

/** A picture of nowhere: a sky, a sun and three rows of hills. */
export function landscape(seed: string): Buffer {
  const draw = drawFor(seed);
  const width = 360;
  const height = 240;
  const pixels = new Uint8Array(width * height * 3);
  const sun = { x: draw.whole(60, 300), y: draw.whole(35, 80), radius: draw.whole(14, 26) };
  const hills = [0, 1, 2].map((row) => {
    const top = 110 + row * 40;
    const wave = draw.whole(40, 90);
    const phase = draw.whole(0, 300);
    const tint = Uint8Array.of(60 + row * 15, 125 - row * 22, 70 + draw.whole(0, 30));
    const crest = Int16Array.from({ length: width }, (_, x) => {
      // Parabolas instead of sines: whole numbers give the same picture on every machine.
      const along = ((x + phase) % (2 * wave)) - wave;
      return top + Math.floor((along * along * 24) / (wave * wave));
    });
    return { tint, crest };
  });
  const light = Uint8Array.of(255, 226, 150);
  for (let y = 0; y < height; y += 1) {
    const air = Uint8Array.of(150 + (y >> 1), 190 + (y >> 2), 235);
    for (let x = 0; x < width; x += 1) {
      let colour = (x - sun.x) ** 2 + (y - sun.y) ** 2 < sun.radius ** 2 ? light : air;
      for (const { tint, crest } of hills) if (y > (crest[x] ?? 0)) colour = tint;
      pixels.set(colour, (y * width + x) * 3);
    }
  }
  return pngOf({ width, height, channels: 3, pixels });
}

function drawZone(canvas: Canvas, zone: Polygon, seed: string): void {
  const draw = drawFor(seed);
  const top = Math.min(...zone.map(([, y]) => y));
  const bottom = Math.max(...zone.map(([, y]) => y));
  zone.forEach(([x, y], nth) => {
    const [toX, toY] = zone[(nth + 1) % zone.length] ?? [x, y];
    fill(canvas, Math.min(x, toX), Math.min(y, toY), Math.max(x, toX) + 1, Math.max(y, toY) + 1, RULE);
  });
  for (const [from, to] of spans(zone, top + 1)) {
    fill(canvas, from + MARGIN, top + 8, from + Math.floor((to - from) * 0.8), top + 18, HEADLINE);
  }
  for (let y = top + 26; y < bottom - MARGIN; y += LINE_EVERY) {
    for (const [from, to] of spans(zone, y)) {
      const end = draw.whole(1, 6) === 1 ? from + Math.floor((to - from) / 2) : to - MARGIN;
      fill(canvas, from + MARGIN, y, end, y + 2, TEXT);
    }
  }
}

/** Where the row at `y` lies inside the zone, left to right; the zones' sides are upright or level. */
function spans(zone: Polygon, y: number): readonly (readonly [number, number])[] {
  const crossings: number[] = [];
  zone.forEach(([x, fromY], nth) => {
    const [, toY] = zone[(nth + 1) % zone.length] ?? [x, fromY];
    if (fromY <= y !== toY <= y) crossings.push(x);
  });
  crossings.sort((one, other) => one - other);
  const found: [number, number][] = [];
  for (let at = 0; at + 1 < crossings.length; at += 2)
    found.push([crossings[at] ?? 0, crossings[at + 1] ?? 0]);
  return found;
}

function fill(
  { width, pixels }: Canvas,
  left: number,
  top: number,
  right: number,
  bottom: number,
  shade: number,
): void {
  for (let y = top; y < bottom; y += 1)
    pixels.fill(shade, y * width + left, y * width + Math.max(left, right));
}
