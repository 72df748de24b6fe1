import { sha256Of } from '../../paper/sha256.ts';
import { INDEX_FORM } from './data-index.ts';

/** Where the next rows begin, and of what. */
export interface Cursor {
  readonly release: string;
  /** The place of the last row that was told. */
  readonly after: number;
}

/** What is asked: a cursor is good for this table and these filters only. */
export interface CursorScope {
  readonly table: string;
  readonly filters: ReadonlyMap<string, string>;
}

const FORM = /^(\d{1,6}\.\d{1,6}\.\d{1,6})-([1-9]\d{0,14})-([0-9a-f]{20})$/;

/**
 * A cursor as text for addresses. It is not secret and opens nothing that could not be asked for anyway; its digest
 * keeps it to what it was made for, so that a copied or cut one is told of and never gives rows of something else.
 */
export function cursorText(cursor: Cursor, scope: CursorScope): string {
  return base64url(`${cursor.release}-${cursor.after}-${digestOf(cursor, scope)}`);
}

/** `null` for what {@link cursorText} does not make of the same scope. */
export function parseCursor(text: string, scope: CursorScope): Cursor | null {
  if (!/^[A-Za-z0-9_-]{1,100}$/.test(text)) return null;
  const [, release = '', after = '', digest] = FORM.exec(plain(text)) ?? [];
  const cursor = { release, after: Number(after) };
  return digest !== undefined && digest === digestOf(cursor, scope) && cursorText(cursor, scope) === text
    ? cursor
    : null;
}

function digestOf({ release, after }: Cursor, { table, filters }: CursorScope): string {
  const asked = [...filters].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sha256Of(JSON.stringify([INDEX_FORM, release, table, after, asked])).slice(0, 20);
}

function base64url(text: string): string {
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function plain(text: string): string {
  return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
}
