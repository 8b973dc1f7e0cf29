import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toVpc } from './vpc.mapper';

const ID = '5a4981aa-9653-4bd1-bef5-d6bff52042e4';

const aVpc = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  urn: `do:vpc:${ID}`,
  name: 'env.prod-vpc',
  description: 'production',
  region: 'nyc1',
  ip_range: '10.10.10.0/24',
  created_at: '2020-03-13T19:20:47.442049222Z',
  default: false,
  ...changes,
});

describe('toVpc', () => {
  it('maps a network, whose time has nanoseconds', () => {
    const raw = aVpc();
    const vpc = toVpc(raw);
    expect(vpc).toMatchObject({
      resourceId: `vpc/${ID}`,
      resourceType: 'network',
      name: 'env.prod-vpc',
      region: 'nyc1',
      createdAt: '2020-03-13T19:20:47.442Z',
      attributes: { cidrs: ['10.10.10.0/24'], isDefault: false },
    });
    expect(vpc?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(vpc).error).toBeUndefined();
  });

  it.each([
    [true, true],
    [null, null],
    ['true', null],
  ])('reads the default %p as %p', (told, isDefault) => {
    expect(toVpc(aVpc({ default: told }))?.attributes.isDefault).toBe(isDefault);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the network when other fields are %p', (odd) => {
    const fields = Object.keys(aVpc()).filter((field) => field !== 'id');
    const vpc = toVpc(aVpc(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(vpc).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toVpc(aVpc({ id: null }))).toBeNull();
  });
});
