import { FLAVOR, INSTANCE, PROJECT } from '../testing/payloads';
import { readFlavors } from './flavors';
import { toInstance } from './instance.mapper';

const flavors = readFlavors([FLAVOR]);

describe('toInstance', () => {
  it('maps an instance of the list', () => {
    expect(toInstance(INSTANCE, PROJECT, flavors)).toEqual({
      resourceId: `${PROJECT}/instance/${INSTANCE.id}`,
      resourceType: 'vm',
      nativeType: 'cloud.instance.Instance',
      name: 'prod-api-1',
      region: 'GRA11',
      zone: null,
      state: 'running',
      nativeState: 'ACTIVE',
      size: 'b3-8',
      privateIps: ['10.1.2.3'],
      publicIps: ['2001:41d0:701:1100::1a2b', '57.128.10.20'],
      isPublic: true,
      tags: {},
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `${PROJECT}/network/ext-net` },
        { kind: 'runs_in', resourceId: `${PROJECT}/network/net-1` },
      ],
      price: null,
      attributes: {
        cpuCount: 2,
        memoryMib: 8000,
        imageId: INSTANCE.imageId,
        metadataTokenRequired: null,
        identityId: null,
        architecture: null,
      },
      raw: INSTANCE,
    });
  });

  it('does not depend on the order of addresses', () => {
    const turned = { ...INSTANCE, ipAddresses: [...INSTANCE.ipAddresses].reverse() };
    const one = toInstance(INSTANCE, PROJECT, flavors);
    expect({ ...toInstance(turned, PROJECT, flavors), raw: null }).toEqual({ ...one, raw: null });
  });

  it('leaves the size open without flavors', () => {
    expect(toInstance(INSTANCE, PROJECT, null)).toMatchObject({
      size: null,
      attributes: { cpuCount: null, memoryMib: null },
    });
  });

  it('takes the flavor from the instance where it tells it', () => {
    expect(toInstance({ ...INSTANCE, flavor: FLAVOR }, PROJECT, null)).toMatchObject({
      size: 'b3-8',
      attributes: { cpuCount: 2 },
    });
  });

  it('tells a machine without public address from one that does not say', () => {
    const isPublic = (ipAddresses: unknown): unknown =>
      toInstance({ ...INSTANCE, ipAddresses }, PROJECT, flavors)?.isPublic;
    expect(isPublic(INSTANCE.ipAddresses.slice(2))).toBe(false);
    expect(isPublic([])).toBe(false);
    expect(isPublic(null)).toBeNull();
  });

  it('judges an address without type by where it is routed', () => {
    const ipAddresses = [{ ip: '57.128.10.20' }, { ip: '192.168.0.4' }];
    expect(toInstance({ ...INSTANCE, ipAddresses }, PROJECT, flavors)).toMatchObject({
      publicIps: ['57.128.10.20'],
      privateIps: ['192.168.0.4'],
    });
  });

  it.each([
    ['ACTIVE', 'running'],
    ['RESCUED', 'running'],
    ['SHUTOFF', 'stopped'],
    ['SHELVED_OFFLOADED', 'stopped'],
    ['BUILD', 'pending'],
    ['DELETING', 'pending'],
    ['SOFT_DELETED', 'deleted'],
    ['ERROR', 'error'],
    ['UNKNOWN', 'unknown'],
    ['SOMETHING_NEW', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    const instance = toInstance({ ...INSTANCE, status }, PROJECT, flavors);
    expect(instance).toMatchObject({ state, nativeState: status });
  });

  it('is nothing without an id', () => {
    expect(toInstance({ ...INSTANCE, id: '' }, PROJECT, flavors)).toBeNull();
  });
});
