import { discoveredResourceSchema } from '@skyledger/resource-model';
import { anElement, ODD_VALUES, someTags } from '../testing/fixtures';
import { toDatacenter } from './datacenter.mapper';

const aDatacenter = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'datacenter',
    {
      name: 'production',
      description: null,
      location: 'de/fra',
      version: 3,
      features: ['ssd'],
      secAuthProtection: false,
      cpuArchitecture: [],
      ipv6CidrBlock: null,
      defaultSecurityGroupId: null,
      ...properties,
    },
    changes,
  );

describe('toDatacenter', () => {
  it('maps a data center', () => {
    const datacenter = toDatacenter(aDatacenter(), someTags);
    expect(datacenter).toMatchObject({
      resourceId: 'datacenter/b46e5056',
      resourceType: 'resource_group',
      nativeType: 'datacenter',
      name: 'production',
      region: 'de/fra',
      state: 'running',
      nativeState: 'AVAILABLE',
      createdAt: '2021-07-30T13:10:20.000Z',
      tags: { team: 'shop' },
    });
    expect(discoveredResourceSchema.safeParse(datacenter).error).toBeUndefined();
  });

  it.each(ODD_VALUES)('keeps the data center when every property is %p', (odd) => {
    const raw = aDatacenter({ name: odd, location: odd }, { metadata: odd });
    expect(discoveredResourceSchema.safeParse(toDatacenter(raw, someTags)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toDatacenter(aDatacenter({}, { id: 42 }), someTags)).toBeNull();
  });
});
