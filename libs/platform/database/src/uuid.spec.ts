import { uuidv7 } from './uuid';

describe('uuidv7', () => {
  it('is of version 7 and carries the time', () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
    const id = uuidv7(at);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('sorts by time, and is never the same', () => {
    const ids = [1e12, 1e12 + 1, 2e12].map((at) => uuidv7(at));
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(Array.from({ length: 1000 }, () => uuidv7(1e12))).size).toBe(1000);
  });
});
