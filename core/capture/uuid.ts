import { sha256Of } from '../paper/sha256.ts';

/**
 * A UUID of version 8 (RFC 9562, 5.8) that follows from `name`: a random one would differ each time that the same
 * record or release is made.
 */
export function uuidOf(name: string): string {
  const hex = sha256Of(name).slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4] ?? '8';
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
