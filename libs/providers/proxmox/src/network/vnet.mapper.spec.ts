import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toSubnet, toVnet } from './vnet.mapper';

const aVnet = (changes: object = {}): object => ({
  vnet: 'vnet0',
  type: 'vnet',
  zone: 'shop',
  tag: 100,
  alias: 'shop network',
  digest: 'abc',
  ...changes,
});

describe('toVnet', () => {
  it('maps a network', () => {
    const vnet = toVnet(aVnet());
    expect(vnet).toMatchObject({
      resourceId: 'vnet/vnet0',
      resourceType: 'network',
      nativeType: 'vnet',
      name: 'shop network',
      attributes: { cidrs: [], isDefault: false },
    });
    expect(discoveredResourceSchema.safeParse(vnet).error).toBeUndefined();
  });

  it('is called by its id when it has no other name', () => {
    expect(toVnet(aVnet({ alias: null }))?.name).toBe('vnet0');
  });

  it.each([null, {}, aVnet({ vnet: 1 })])('is null for %p', (raw) => {
    expect(toVnet(raw)).toBeNull();
  });
});

describe('toSubnet', () => {
  it('maps a subnet, named by its range', () => {
    const subnet = toSubnet('vnet0', { cidr: '10.60.0.0/24', gateway: '10.60.0.1', snat: 1 });
    expect(subnet).toMatchObject({
      resourceId: 'vnet/vnet0/subnet/10.60.0.0/24',
      resourceType: 'subnet',
      relationships: [{ kind: 'runs_in', resourceId: 'vnet/vnet0' }],
      attributes: { cidrs: ['10.60.0.0/24'], assignsPublicIp: null },
    });
    expect(discoveredResourceSchema.safeParse(subnet).error).toBeUndefined();
  });

  it.each([
    [null, { cidr: '10.60.0.0/24' }],
    ['vnet0', { cidr: null }],
    ['vnet0', null],
  ])('is null for %p and %p', (vnet, raw) => {
    expect(toSubnet(vnet, raw)).toBeNull();
  });
});
