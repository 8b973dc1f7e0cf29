import { objectMakerFor } from './object-maker';

describe('objectMakerFor', () => {
  it.each([0, 16, 17, 60, 200])('makes an empty plain object for %s fields', (fields) => {
    const make = objectMakerFor(fields);
    const made = make();
    expect(Object.getPrototypeOf(made)).toBe(Object.prototype);
    expect(made).toStrictEqual({});
    expect(make()).not.toBe(made);
  });

  it('makes objects that take more fields than they were made for', () => {
    const made = objectMakerFor(20)();
    for (let field = 0; field < 100; field += 1) made[`field ${field}`] = field;
    expect(Object.values(made)).toEqual(Array.from({ length: 100 }, (_, field) => field));
  });
});
