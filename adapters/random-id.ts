import { randomBytes } from 'node:crypto';

/** 80 random bits in 20 hexadecimal digits: no two captures share them. */
export function newId(): string {
  return randomBytes(10).toString('hex');
}
