import type { ByteRange } from '../../core/capture/object-store.ts';

/**
 * What a `Range` header asks for of `size` bytes (RFC 9110, section 14): `whole` when there is none, when it is no range
 * of bytes or is malformed, and when it names several, which need not be honoured; `unsatisfiable` when none of the
 * bytes are there.
 */
export function rangeAsked(header: string | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length > 0 ? { start: size - length, end: size } : 'unsatisfiable';
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
