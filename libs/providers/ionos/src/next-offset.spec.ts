import { nextOffset } from './next-offset';

const items = (count: number): unknown[] => Array.from({ length: count }, (_, id) => ({ id }));
const link = (offset: string): object => ({
  next: `https://api.ionos.com/cloudapi/v6/ipblocks?depth=1&offset=${offset}&limit=50`,
});

describe('nextOffset', () => {
  it('is after what a page brought', () => {
    expect(nextOffset(link('50'), { offset: 0, items: items(50), pageSize: 50 })).toBe(50);
    expect(nextOffset(link('99'), { offset: 49, items: items(50), pageSize: 50 })).toBe(99);
  });

  it('is after all of a page that is larger than asked for', () => {
    expect(nextOffset(link('50'), { offset: 0, items: items(120), pageSize: 50 })).toBe(120);
  });

  it.each([[{}], [{ self: 'x' }], [{ next: null }]])('is none at the end: %j', (links) => {
    expect(nextOffset(links, { offset: 0, items: items(3), pageSize: 50 })).toBeNull();
  });

  it('is none for a list without pages', () => {
    expect(nextOffset(undefined, { offset: 0, items: items(3), pageSize: null })).toBeNull();
  });

  it.each<[string, unknown, number, number]>([
    ['no links', undefined, 50, 50],
    ['links that are none', 'links', 50, 50],
    ['null links', null, 50, 50],
    ['a next that is none', { next: 42 }, 50, 50],
    ['a next without offset', { next: 'https://api.ionos.com/' }, 50, 50],
    ['a next that is the page itself', link('0'), 50, 50],
    ['an offset that is no number', link('-1'), 50, 50],
    ['an empty page that leads on', link('50'), 0, 50],
    ['a page of one item that leads on', link('50'), 1, 50],
    ['a next that leaves items out', link('100'), 50, 50],
  ])('refuses %s', (_what, links, count, pageSize) => {
    expect(() => nextOffset(links, { offset: 0, items: items(count), pageSize })).toThrow();
  });

  it('refuses a list without pages that goes on', () => {
    const asked = { offset: 0, items: items(50), pageSize: null };
    expect(() => nextOffset(link('50'), asked)).toThrow('goes on');
  });
});
