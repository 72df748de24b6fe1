/** For a sort: by code unit, the same on every machine; a locale's order is not. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
