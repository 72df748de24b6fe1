import { randomBytes } from 'node:crypto';

/** 80 random bits in 20 hexadecimal digits: no two captures share them. */
export function newId(): string {
  return randomBytes(10).toString('hex');
}

/** 256 random bits in base64url, for what nobody may guess. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
