import { windowAfter } from './list-window';

describe('windowAfter', () => {
  it('begins with the largest page', () => {
    expect(windowAfter(0)).toEqual({ page: 1, perPage: 200, start: 0 });
  });

  it('goes on with a page that begins a few positions before', () => {
    expect(windowAfter(200)).toEqual({ page: 2, perPage: 195, start: 195 });
  });

  it('always overlaps, goes on and asks for pages that exist', () => {
    let reads = 0;
    for (let end = 0; end < 100_000; reads += 1) {
      const { page, perPage, start } = windowAfter(end);
      expect(start).toBe((page - 1) * perPage);
      expect(perPage).toBeLessThanOrEqual(200);
      expect(start).toBeLessThanOrEqual(Math.max(0, end - 5));
      expect(start + perPage).toBeGreaterThan(end);
      end = start + perPage;
    }
    // 500 if pages did not overlap.
    expect(reads).toBeLessThan(570);
  });

  it('goes on from whatever end there is', () => {
    for (let end = 1; end < 30_000; end += 1) {
      const { perPage, start } = windowAfter(end);
      expect(start + perPage > end && start <= Math.max(0, end - 5)).toBe(true);
    }
  });
});
