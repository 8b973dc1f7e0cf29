import { discoveredResourceSchema } from '@skyledger/resource-model';
import { DC, ODD_VALUES } from '../testing/fixtures';
import { toMariaDatabase } from './mariadb.mapper';

const aDatabase = (properties: object = {}, changes: object = {}): Record<string, unknown> => ({
  id: '9d5f4c20',
  metadata: { state: 'AVAILABLE', createdDate: '2024-02-14T08:52:06Z', createdBy: 'username' },
  properties: {
    displayName: 'shop',
    mariadbVersion: '10.6',
    dnsName: 'ma-9d5f4c20.mariadb.de-txl.ionos.com',
    instances: 1,
    ram: 4,
    cores: 2,
    storageSize: 10,
    connections: [{ datacenterId: DC, lanId: '2', cidr: '192.168.1.20/24' }],
    maintenanceWindow: { dayOfTheWeek: 'Sunday', time: '16:30:59' },
    backup: { location: 'eu-central-3' },
    ...properties,
  },
  ...changes,
});

describe('toMariaDatabase', () => {
  it('maps a cluster, which is where its API is', () => {
    const raw = aDatabase();
    const database = toMariaDatabase(raw, 'de/txl');
    expect(database).toMatchObject({
      resourceId: 'mariadb/9d5f4c20',
      resourceType: 'database',
      nativeType: 'mariadb-cluster',
      name: 'shop',
      region: 'de/txl',
      state: 'running',
      size: '2 cores, 4096 MB',
      privateIps: ['192.168.1.20'],
      isPublic: false,
      createdAt: '2024-02-14T08:52:06.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` }],
      attributes: {
        engine: 'mariadb',
        engineVersion: '10.6',
        endpoint: 'ma-9d5f4c20.mariadb.de-txl.ionos.com',
        publiclyAccessible: false,
        backupRetentionDays: 7,
        highlyAvailable: false,
        storageGib: 10,
      },
    });
    expect(database?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it.each([
    ['CREATING', 'pending'],
    ['RESTORING', 'pending'],
    ['DEGRADED', 'running'],
    ['FAILED', 'error'],
    ['UNKNOWN', 'unknown'],
  ])('reads the state %s as %s', (nativeState, state) => {
    const metadata = { state: nativeState };
    expect(toMariaDatabase(aDatabase({}, { metadata }), 'de/txl')?.state).toBe(state);
  });

  it.each(ODD_VALUES)('keeps the cluster when every property is %p', (odd) => {
    const fields = Object.keys(aDatabase()['properties'] as object);
    const raw = aDatabase(Object.fromEntries(fields.map((field) => [field, odd])));
    const database = toMariaDatabase(raw, 'de/txl');
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toMariaDatabase(aDatabase({}, { id: null }), 'de/txl')).toBeNull();
  });
});
