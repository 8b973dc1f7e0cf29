import { RecentBuckets } from './recent-buckets';

const ALLOWANCE = { perSecond: 0.001, burst: 1 };

it('keeps the buckets that were asked for last', async () => {
  const buckets = new RecentBuckets(2);
  const take = async (key: string): Promise<boolean> =>
    (await buckets.bucket(key, ALLOWANCE).take()).waitMs === 0;
  expect([await take('a'), await take('a'), await take('b'), await take('a')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  // The third key pushes out the one that was asked for longest ago.
  expect(await take('c')).toBe(true);
  expect([await take('a'), await take('b')]).toEqual([false, true]);
});

it('tells how long the wait is, and when all is allowed again', async () => {
  const bucket = new RecentBuckets().bucket('a', { perSecond: 1, burst: 2 });
  expect(await bucket.take()).toEqual({
    waitMs: 0,
    fullAfterMs: expect.closeTo(1000, -2) as number,
  });
  expect(await bucket.take()).toEqual({
    waitMs: 0,
    fullAfterMs: expect.closeTo(2000, -2) as number,
  });
  expect(await bucket.take()).toEqual({
    waitMs: expect.closeTo(1000, -2) as number,
    fullAfterMs: expect.closeTo(2000, -2) as number,
  });
});
