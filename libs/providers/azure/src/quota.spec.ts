import { readQuota } from './quota';

describe('what is left of a quota', () => {
  const read = (headers: Record<string, string>): unknown =>
    readQuota({ get: (name) => headers[name] ?? null }, 1000);

  it('is told of reads, which come back with every second', () => {
    const header = 'x-ms-ratelimit-remaining-subscription-reads';
    expect(read({ [header]: '17' })).toEqual({ remaining: 17, resetAt: 2000 });
    expect(read({ [header]: 'many' })).toBeUndefined();
  });

  it('is told of queries, which come back all at once', () => {
    const left = { 'x-ms-user-quota-remaining': '0' };
    const resets = 'x-ms-user-quota-resets-after';
    expect(read({ ...left, [resets]: '00:00:03' })).toEqual({ remaining: 0, resetAt: 4000 });
    expect(read({ ...left, [resets]: '01:01:00' })).toEqual({ remaining: 0, resetAt: 3_661_000 });
    expect(read({ ...left, [resets]: 'soon' })).toBeUndefined();
    expect(read(left)).toBeUndefined();
    expect(read({})).toBeUndefined();
  });
});
