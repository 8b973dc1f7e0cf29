import { discoveredResourceSchema } from '@skyledger/resource-model';
import { DC, ODD_VALUES } from '../testing/fixtures';
import { toDatabase } from './postgresql.mapper';

const aConnection = (cidr: unknown = '192.168.1.105/24'): object => ({
  datacenterId: DC,
  lanId: '1',
  cidr,
});

const aDatabase = (properties: object = {}, changes: object = {}): Record<string, unknown> => ({
  type: 'cluster',
  id: '06b2f7f5',
  metadata: { state: 'AVAILABLE', createdDate: '2022-03-14T08:52:06Z', createdBy: 'username' },
  properties: {
    displayName: 'orders',
    location: 'de/txl',
    dnsName: 'pg-06b2f7f5.postgresql.de-txl.ionos.com',
    connections: [aConnection()],
    cores: 1,
    postgresVersion: '15',
    ram: 2048,
    instances: 2,
    storageSize: 20_480,
    storageType: 'SSD',
    synchronizationMode: 'ASYNCHRONOUS',
    ...properties,
  },
  ...changes,
});

describe('toDatabase', () => {
  it('maps a cluster', () => {
    const raw = aDatabase();
    const database = toDatabase(raw);
    expect(database).toMatchObject({
      resourceId: 'postgresql/06b2f7f5',
      resourceType: 'database',
      name: 'orders',
      region: 'de/txl',
      state: 'running',
      size: '1 cores, 2048 MB',
      privateIps: ['192.168.1.105'],
      publicIps: [],
      isPublic: false,
      createdAt: '2022-03-14T08:52:06.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}/lan/1` }],
      attributes: {
        engine: 'postgresql',
        engineVersion: '15',
        endpoint: 'pg-06b2f7f5.postgresql.de-txl.ionos.com',
        port: null,
        encryptedAtRest: null,
        publiclyAccessible: false,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 7,
        deletionProtection: null,
        highlyAvailable: true,
        storageGib: 20,
      },
    });
    expect(database?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it.each<[string, unknown, boolean | null]>([
    ['a private address', [aConnection()], false],
    ['no connection', [], null],
    ['no connections told', null, null],
    ['a public address', [aConnection('85.215.10.9/24')], null],
    ['an address that is none', [aConnection('somewhere')], null],
    ['an address missing', [aConnection(), aConnection(null)], null],
  ])('with %s is publicly accessible: %p', (_what, connections, expected) => {
    const database = toDatabase(aDatabase({ connections }));
    expect(database?.attributes.publiclyAccessible).toBe(expected);
    expect(database?.isPublic).toBe(expected);
  });

  it('is not highly available with one instance', () => {
    expect(toDatabase(aDatabase({ instances: 1 }))?.attributes.highlyAvailable).toBe(false);
  });

  it.each([
    ['DEGRADED', 'running'],
    ['FAILED', 'error'],
    ['UNKNOWN', 'unknown'],
  ])('reads the state %s as %s', (nativeState, state) => {
    expect(toDatabase(aDatabase({}, { metadata: { state: nativeState } }))?.state).toBe(state);
  });

  it.each(ODD_VALUES)('keeps the cluster when every property is %p', (odd) => {
    const fields = Object.keys(aDatabase()['properties'] as object);
    const raw = aDatabase(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toDatabase(raw)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toDatabase(aDatabase({}, { id: null }))).toBeNull();
  });
});
