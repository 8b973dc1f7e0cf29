import { concurrently } from './concurrently';

describe('concurrently', () => {
  it('keeps the order of the items and the limit', async () => {
    const release: (() => void)[] = [];
    let most = 0;
    const mapping = concurrently([1, 2, 3, 4, 5], 2, async (item) => {
      await new Promise<void>((resolve) => {
        release.push(resolve);
        most = Math.max(most, release.length);
      });
      return item * 10;
    });
    for (let done = 0; done < 5; done += 1) {
      release.shift()?.();
      await new Promise(setImmediate);
    }
    expect(await mapping).toEqual([10, 20, 30, 40, 50]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const mapping = concurrently([1, 2, 3, 4], 1, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item);
    });
    await expect(mapping).rejects.toThrow('two');
    expect(begun).toEqual([1, 2]);
  });

  it('keeps results that are null, and maps nothing to nothing', async () => {
    expect(await concurrently([1, 2], 4, () => Promise.resolve(null))).toEqual([null, null]);
    expect(await concurrently([], 4, () => Promise.resolve(null))).toEqual([]);
  });
});
