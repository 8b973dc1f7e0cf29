import { filtersOf, keysOf, questionsOf, type PriceQuestion } from './price-question';
import type { ProductKind } from './products';

const KIND: ProductKind = {
  serviceCode: 'AmazonRDS',
  fixed: { locationType: 'AWS Region', productFamily: ['Storage', 'Fee'] },
  toldApartBy: ['instanceType', 'databaseEngine'],
};
const REGIONS = ['eu-west-1', 'us-east-1'];

const ask = (keys: readonly string[], kind = KIND, others = REGIONS): PriceQuestion[] =>
  questionsOf(kind, 'eu-central-1', others, keys);
const likely = (...values: string[][]): ProductKind => ({ ...KIND, likely: values });
const many = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, at) => `${name}${at}`);

describe('a question to the price list', () => {
  it('is asked by filters that all hold', () => {
    const [question] = ask(['a|X', 'b|Y']);
    expect(filtersOf(question as PriceQuestion)).toEqual([
      { Type: 'TERM_MATCH', Field: 'locationType', Value: 'AWS Region' },
      { Type: 'ANY_OF', Field: 'productFamily', Value: 'Storage,Fee' },
      { Type: 'ANY_OF', Field: 'regionCode', Value: 'eu-central-1,eu-west-1,us-east-1' },
      { Type: 'ANY_OF', Field: 'instanceType', Value: 'a,b' },
      { Type: 'ANY_OF', Field: 'databaseEngine', Value: 'X,Y' },
    ]);
  });

  it('is answered with all combinations of its values', () => {
    const [question] = ask(['a|X', 'b|Y']);
    expect(keysOf(question as PriceQuestion)).toEqual(['a|X', 'a|Y', 'b|X', 'b|Y']);
  });

  it('is of as many regions as fit a page, and of its own at least', () => {
    const regions = (keys: string[]): number | undefined => ask(keys)[0]?.regions.length;
    expect(regions(many('a', 33).map((type) => `${type}|X`))).toBe(3);
    expect(regions(many('a', 34).map((type) => `${type}|X`))).toBe(2);
    expect(
      regions(['a|X', ...many('b', 20).flatMap((b) => many('Y', 9).map((y) => `${b}|${y}`))]),
    ).toBe(1);
  });

  it('has what is likely to be needed with it, as long as the answer stays on a page', () => {
    const [question] = ask(['a|X'], likely(['a', 't'], ['Z']));
    expect(question?.values).toEqual([
      ['a', 't'],
      ['X', 'Z'],
    ]);
    const [full] = ask(['a|X'], likely(many('t', 100), ['Z']));
    expect(full?.regions).toHaveLength(3);
    expect(full?.values).toEqual([['a', ...many('t', 32)], ['X']]);
  });

  it('is several where a filter cannot hold the values', () => {
    const keys = many('a-type-of-a-long-name-', 60).map((type) => `${type}|X`);
    const questions = ask(keys);
    expect(questions.length).toBeGreaterThan(1);
    expect(questions.flatMap(keysOf).sort()).toEqual([...keys].sort());
    for (const { Value = '' } of questions.flatMap(filtersOf)) {
      expect(Value.length).toBeLessThanOrEqual(1024);
    }
  });
});
