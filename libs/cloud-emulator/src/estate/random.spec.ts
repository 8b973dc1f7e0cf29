import { ItemRandom, mix32, saltOf, unmix32 } from './random';

describe('random numbers of the estate', () => {
  it('mixes without collisions and back', () => {
    const values = Array.from({ length: 50_000 }, (_, value) => value);
    const mixed = values.map(mix32);
    expect(new Set(mixed).size).toBe(values.length);
    expect(mixed.map(unmix32)).toEqual(values);
    expect(unmix32(mix32(0xffffffff))).toBe(0xffffffff);
  });

  it('depends on salt and index alone', () => {
    const draw = (salt: number, index: number): number[] => {
      const random = new ItemRandom(salt, index);
      return [random.next(), random.int(100), random.int(100)];
    };
    expect(draw(1, 2)).toEqual(draw(1, 2));
    expect(draw(1, 2)).not.toEqual(draw(1, 3));
    expect(draw(saltOf('a', 'bc'), 2)).not.toEqual(draw(saltOf('ab', 'c'), 2));
  });

  it('keeps shares', () => {
    let hits = 0;
    for (let index = 0; index < 20_000; index += 1) {
      if (new ItemRandom(9, index).chance(0.2)) hits += 1;
    }
    expect(hits / 20_000).toBeCloseTo(0.2, 1);
  });
});
