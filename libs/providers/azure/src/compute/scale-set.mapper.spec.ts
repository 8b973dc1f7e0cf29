import type { ArmLister } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { oddities } from '../testing/odd-payloads';
import { NSG_ID, SUBNET_ID, SUBSCRIPTION } from '../testing/payloads';
import { toScaleSet } from './scale-set.mapper';
import { rangeOf, readScalingRanges } from './scaling-ranges';

const id = `${SUBSCRIPTION}/resourceGroups/TEST_VM/providers/Microsoft.Compute/virtualMachineScaleSets/pool`;
const address = (properties: object): object => ({
  name: 'ipconfig1',
  properties: { primary: true, subnet: { id: SUBNET_ID }, ...properties },
});
const withAddress = (configuration: object) => ({
  sku: { name: 'Standard_D1_v2', tier: 'Standard', capacity: 3 },
  name: 'pool',
  id,
  type: 'Microsoft.Compute/virtualMachineScaleSets',
  location: 'westus',
  properties: {
    orchestrationMode: 'Uniform',
    provisioningState: 'Succeeded',
    timeCreated: '2021-06-27T01:02:38.3138469+00:00',
    virtualMachineProfile: {
      networkProfile: {
        networkInterfaceConfigurations: [
          {
            name: 'nic',
            properties: {
              primary: true,
              networkSecurityGroup: { id: NSG_ID },
              ipConfigurations: [configuration],
            },
          },
        ],
      },
    },
  },
});
const raw = withAddress(address({ publicIPAddressConfiguration: { name: 'public' } }));

describe('toScaleSet', () => {
  it('reads a set and the range it is scaled in', () => {
    const ranges = new Map([[id.toLowerCase(), { minimum: 2, maximum: 10 }]]);
    expect(toScaleSet(raw, ranges)).toMatchObject({
      resourceId: id.toLowerCase(),
      nativeType: 'Microsoft.Compute/virtualMachineScaleSets',
      state: 'running',
      size: 'Standard_D1_v2',
      createdAt: '2021-06-27T01:02:38.313Z',
      isPublic: true,
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: SUBNET_ID.toLowerCase() },
        { kind: 'protected_by', resourceId: NSG_ID.toLowerCase() },
      ]),
      attributes: { minimum: 2, maximum: 10, desired: 3 },
    });
  });

  it('stays as large as it is where nothing scales it, and tells no range it did not read', () => {
    const fixed = { minimum: 3, maximum: 3, desired: 3 };
    expect(toScaleSet(raw, new Map())?.attributes).toEqual(fixed);
    const unread = { minimum: null, maximum: null, desired: 3 };
    expect(toScaleSet(raw, null)?.attributes).toEqual(unread);
  });

  it('does not know whether it is public where its profile names no public address', () => {
    expect(toScaleSet(withAddress(address({})), null)?.isPublic).toBeNull();
    expect(toScaleSet({ id }, null)?.isPublic).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toScaleSet(payload, new Map()), raw)).toEqual([]);
  });
});

describe('rangeOf', () => {
  const profile = (minimum: unknown, maximum: unknown): unknown => ({
    name: 'p',
    capacity: { minimum, maximum, default: '1' },
  });

  it.each([
    [[profile('1', '10')], { minimum: 1, maximum: 10 }],
    [[profile('2', '4'), profile('1', '3')], { minimum: 1, maximum: 4 }],
    [[profile(null, 'many')], { minimum: null, maximum: null }],
    [[null, 'text', { capacity: 7 }], { minimum: null, maximum: null }],
    [null, { minimum: null, maximum: null }],
  ])('of %j is %j', (profiles, range) => {
    expect(rangeOf(profiles)).toEqual(range);
  });
});

describe('readScalingRanges', () => {
  it('keeps the ranges that are switched on, by what they scale', async () => {
    const setting = (targetResourceUri: unknown, enabled: unknown): unknown => ({
      properties: {
        enabled,
        targetResourceUri,
        profiles: [{ capacity: { minimum: '1', maximum: '5' } }],
      },
    });
    const items = [
      setting(id.replace('TEST_VM', 'test_vm'), true),
      setting(`${SUBSCRIPTION}/resourceGroups/g/providers/x/y/off`, false),
      setting(null, true),
      null,
    ];
    const client: ArmLister = { list: () => Promise.resolve({ items, next: null }) };
    const ranges = await readScalingRanges(client, new PageWarnings());
    expect([...(ranges ?? [])]).toEqual([[id.toLowerCase(), { minimum: 1, maximum: 5 }]]);
  });
});
