import { sha256Of } from '../paper/sha256.ts';

/**
 * A UUID of version 8 (RFC 9562, 5.8) that follows from `name`: a random one would differ each time that the same
 * record or release is made.
 */
export function uuidOf(name: string): string {
  const hex = sha256Of(name);
  const variant = '89ab'[Number.parseInt(hex.slice(16, 17), 16) % 4] ?? '8';
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}
