import { describe, expect, it } from 'vitest';
import { POLITE, hostDelayMs, isLoopback, retryAfterMs } from '../../../adapters/http/manners.ts';

describe('manners', () => {
  it('reads Retry-After as seconds or as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Thu, 01 Jan 2026 00:00:30 GMT', now)).toBe(30_000);
    expect(retryAfterMs('Wed, 31 Dec 2025 00:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });

  it('takes the longer of its own delay and the Crawl-delay, up to a minute, and its own for this machine', () => {
    const manners = { ...POLITE, delayMs: 1500 };
    expect(hostDelayMs(manners, 'dzb.jmrb.com', undefined)).toBe(1500);
    expect(hostDelayMs(manners, 'dzb.jmrb.com', 0.1)).toBe(1500);
    expect(hostDelayMs(manners, 'dzb.jmrb.com', 10)).toBe(10_000);
    expect(hostDelayMs(manners, 'dzb.jmrb.com', 86_400)).toBe(60_000);
    expect(hostDelayMs(manners, '127.0.0.1', 10)).toBe(1500);
  });

  it('knows this machine from others', () => {
    expect(['127.0.0.1', '127.9.9.9', 'localhost', '[::1]'].every(isLoopback)).toBe(true);
    expect(['127.0.0.1.example.com', '10.0.0.1', 'dzb.jmrb.com', '::1.example'].some(isLoopback)).toBe(false);
  });
});
