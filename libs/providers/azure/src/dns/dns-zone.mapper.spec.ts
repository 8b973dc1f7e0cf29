import { oddities } from '../testing/odd-payloads';
import { toDnsZone, toPrivateDnsZone } from './dns-zone.mapper';

const id = '/subscriptions/s/resourceGroups/RG1/providers/Microsoft.Network/dnszones/zone1.example';
const zone = {
  id,
  name: 'zone1.example',
  type: 'Microsoft.Network/dnszones',
  location: 'global',
  tags: { key1: 'value1' },
  properties: {
    maxNumberOfRecordSets: 10000,
    numberOfRecordSets: 2,
    nameServers: ['ns1-01.azure-dns.com.'],
    zoneType: 'Public',
  },
};
const privateZone = {
  ...zone,
  id: id.replace('dnszones', 'privateDnsZones'),
  type: 'Microsoft.Network/privateDnsZones',
  properties: { numberOfRecordSets: 1, provisioningState: 'Succeeded' },
};

describe('toDnsZone', () => {
  it('reads a public zone', () => {
    expect(toDnsZone(zone)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'dns_zone',
      nativeType: 'Microsoft.Network/dnsZones',
      state: 'running',
      nativeState: null,
      isPublic: true,
      tags: { key1: 'value1' },
      relationships: [{ kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/rg1' }],
      attributes: {
        domainName: 'zone1.example',
        isPrivate: false,
        dnssecEnabled: null,
        recordCount: 2,
      },
    });
  });

  it.each([
    ['Private', true],
    ['Public', false],
    [undefined, false],
    ['Perhaps', null],
    [7, null],
  ])('of the type %s is private: %p', (zoneType, isPrivate) => {
    const read = toDnsZone({ ...zone, properties: { ...zone.properties, zoneType } });
    expect(read?.attributes.isPrivate).toBe(isPrivate);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toDnsZone, zone)).toEqual([]);
  });
});

describe('toPrivateDnsZone', () => {
  it('reads a private zone', () => {
    expect(toPrivateDnsZone(privateZone)).toMatchObject({
      nativeType: 'Microsoft.Network/privateDnsZones',
      state: 'running',
      nativeState: 'Succeeded',
      isPublic: false,
      attributes: { isPrivate: true, recordCount: 1 },
    });
  });

  it('tells what is being done to it', () => {
    const properties = { provisioningState: 'Deleting' };
    expect(toPrivateDnsZone({ ...privateZone, properties })?.state).toBe('pending');
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toPrivateDnsZone, privateZone)).toEqual([]);
  });
});
