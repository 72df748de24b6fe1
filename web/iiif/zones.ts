import type { ImageSize } from '../image-size.ts';

/** A part of a canvas, or all of it where no part can be told. */
export function targetOf(
  canvas: string,
  zones: readonly (readonly number[])[],
  size: ImageSize | null,
): object | null {
  const selector = size === null ? null : selectorOf(zones, size);
  return selector === null ? null : { type: 'SpecificResource', source: canvas, selector };
}

/** One upright rectangle as a media fragment, anything else as the outlines that it has. */
function selectorOf(zones: readonly (readonly number[])[], size: ImageSize): object | null {
  const outlines = zones.map((zone) => within(zone, size)).filter((zone) => zone.length >= 6);
  const [first] = outlines;
  if (first === undefined) return null;
  const rectangle = outlines.length === 1 ? rectangleOf(first) : null;
  if (rectangle !== null) return { type: 'FragmentSelector', value: `xywh=${rectangle.join(',')}` };
  const polygons = outlines.map((zone) => `<polygon points="${zone.join(' ')}"/>`).join('');
  const value = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${polygons}</svg>`;
  return { type: 'SvgSelector', value };
}

/** In whole pixels, none outside the canvas. */
function within(zone: readonly number[], { width, height }: ImageSize): number[] {
  const points = zone.slice(0, zone.length - (zone.length % 2));
  if (!points.every(Number.isFinite)) return [];
  return points.map((value, at) => Math.min(Math.max(Math.round(value), 0), at % 2 === 0 ? width : height));
}

/** x, y, width and height of four corners of an upright rectangle; `null` of any other outline. */
function rectangleOf(zone: readonly number[]): readonly number[] | null {
  if (zone.length !== 8) return null;
  const xs = zone.filter((_, at) => at % 2 === 0);
  const ys = zone.filter((_, at) => at % 2 === 1);
  const [left, top, right, bottom] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  const corners = new Set(xs.map((x, at) => `${x},${ys[at] ?? ''}`));
  const isUpright = [left, right].every((x) => [top, bottom].every((y) => corners.has(`${x},${y}`)));
  return isUpright && right > left && bottom > top ? [left, top, right - left, bottom - top] : null;
}
