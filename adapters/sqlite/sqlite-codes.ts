import * as z from 'zod';

/** Result codes of SQLite that the adapters tell apart; https://www.sqlite.org/rescode.html. */
export const SQLITE = {
  busy: 5,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  notADatabase: 26,
  /** No room for the file that readers and the writer share. */
  noRoomToShare: 4874,
} as const;

/** SQLite's result code in an error of `node:sqlite`; `null` for any other error. */
export function sqliteCode(cause: unknown): number | null {
  if (!(cause instanceof Error) || !('errcode' in cause) || typeof cause.errcode !== 'number') return null;
  // The low byte is the kind, the rest says more of it; only of the one kind the rest matters here.
  return cause.errcode === SQLITE.noRoomToShare ? cause.errcode : cause.errcode & 0xff;
}

/** Whether an error of `node:sqlite` says that the disk has no room left. */
export function saysFull(cause: unknown): boolean {
  const code = sqliteCode(cause);
  return code === SQLITE.full || code === SQLITE.noRoomToShare;
}

/** Whether what lies in a file is not what SQLite, or whoever packed its cells, wrote. */
export function saysDamaged(cause: unknown): boolean {
  const code = sqliteCode(cause);
  if (code === SQLITE.corrupt || code === SQLITE.notADatabase) return true;
  const isPacked = cause instanceof Error && 'code' in cause && String(cause.code).startsWith('Z_');
  return isPacked || cause instanceof SyntaxError || cause instanceof z.ZodError;
}
