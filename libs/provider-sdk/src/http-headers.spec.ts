import { readQuota, readRetryAfter } from './http-headers';

const NOW = Date.parse('2026-01-01T00:00:00Z');

describe('readRetryAfter', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    ['Thu, 01 Jan 2026 00:00:30 GMT', 30_000],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
  ])('reads %p as %p ms', (value, expected) => {
    expect(readRetryAfter(new Headers({ 'retry-after': value }), NOW)).toBe(expected);
  });

  it('is undefined without the header', () => {
    expect(readRetryAfter(new Headers(), NOW)).toBeUndefined();
  });
});

describe('readQuota', () => {
  it('takes a large reset for a UNIX time and a small one for seconds to wait', () => {
    expect(readQuota(new Headers({ 'ratelimit-reset': '1767225660' }), NOW)).toEqual({
      resetAt: NOW + 60_000,
    });
    expect(readQuota(new Headers({ 'ratelimit-reset': '60' }), NOW)).toEqual({
      resetAt: NOW + 60_000,
    });
  });

  it('reads the X- forms and ignores parameters after the number', () => {
    const headers = new Headers({ 'x-ratelimit-remaining': '99;w=60' });
    expect(readQuota(headers, NOW)).toEqual({ remaining: 99 });
  });

  it('is undefined when nothing can be read', () => {
    expect(readQuota(new Headers({ 'ratelimit-remaining': 'many' }), NOW)).toBeUndefined();
  });
});
