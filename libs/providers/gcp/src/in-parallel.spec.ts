import { inParallel } from './in-parallel';

describe('inParallel', () => {
  it('keeps the order of the items, and never works on more than so many', async () => {
    let working = 0;
    let most = 0;
    const doubled = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
      most = Math.max(most, (working += 1));
      for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
      working -= 1;
      return item * 2;
    });
    expect(doubled).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });

  it('begins nothing after a failure', async () => {
    const begun: number[] = [];
    const work = inParallel([1, 2, 3], 1, (item) => {
      begun.push(item);
      return item === 2 ? Promise.reject(new Error('no')) : Promise.resolve(item);
    });
    await expect(work).rejects.toThrow('no');
    expect(begun).toEqual([1, 2]);
  });

  it('has nothing to do for nobody', async () => {
    expect(await inParallel([], 4, () => Promise.reject(new Error('no')))).toEqual([]);
  });
});
