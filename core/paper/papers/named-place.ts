/** A place that a paper reports on, with what it is called elsewhere. */
export interface NamedPlace {
  /** In full, as the reader tells it: 鹤山市. */
  readonly name: string;
  readonly en: string;
  /** What addresses call it, in small letters. Once published it keeps its meaning. */
  readonly slug: string;
  /** Of GB/T 2260. */
  readonly code: string;
}
