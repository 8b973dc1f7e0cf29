import { discoveredResourceSchema } from '@skyledger/resource-model';
import { DC, ODD_VALUES } from '../testing/fixtures';
import { toMongoDatabase } from './mongodb.mapper';

const aConnection = (cidrList: unknown = ['192.168.1.11/24', '192.168.1.12/24']): object => ({
  datacenterId: DC,
  lanId: '2',
  cidrList,
});

const aDatabase = (properties: object = {}, changes: object = {}): Record<string, unknown> => ({
  type: 'cluster',
  id: '2e3c7ab1',
  metadata: {
    state: 'AVAILABLE',
    health: 'HEALTHY',
    createdDate: '2023-05-14T08:52:06Z',
    createdBy: 'username',
  },
  properties: {
    type: 'replicaset',
    displayName: 'sessions',
    mongoDBVersion: '6.0',
    location: 'de/fra',
    backup: {
      snapshotIntervalHours: 24,
      backupRetention: { snapshotRetentionDays: 7, dailySnapshotRetentionDays: 30 },
      location: 'de',
    },
    instances: 3,
    connections: [aConnection()],
    connectionString: 'mongodb+srv://m-2e3c7ab1.mongodb.de-fra.ionos.com',
    edition: 'enterprise',
    cores: 2,
    ram: 4096,
    storageSize: 102_400,
    storageType: 'SSD Standard',
    ...properties,
  },
  ...changes,
});

describe('toMongoDatabase', () => {
  it('maps a cluster', () => {
    const raw = aDatabase();
    const database = toMongoDatabase(raw);
    expect(database).toMatchObject({
      resourceId: 'mongodb/2e3c7ab1',
      resourceType: 'database',
      nativeType: 'mongodb-cluster',
      name: 'sessions',
      region: 'de/fra',
      state: 'running',
      size: '2 cores, 4096 MB',
      privateIps: ['192.168.1.11', '192.168.1.12'],
      isPublic: false,
      createdAt: '2023-05-14T08:52:06.000Z',
      relationships: [{ kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` }],
      attributes: {
        engine: 'mongodb',
        engineVersion: '6.0',
        endpoint: 'm-2e3c7ab1.mongodb.de-fra.ionos.com',
        publiclyAccessible: false,
        backupRetentionDays: 30,
        highlyAvailable: true,
        storageGib: 100,
      },
    });
    expect(database?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it.each<[string, unknown, boolean | null]>([
    ['private addresses', [aConnection()], false],
    ['a public address among others', [aConnection(['192.168.1.11/24', '85.215.10.9/24'])], null],
    ['no addresses', [aConnection([])], null],
    ['no connection', [], null],
  ])('with %s is publicly accessible: %p', (_what, connections, expected) => {
    expect(toMongoDatabase(aDatabase({ connections }))?.isPublic).toBe(expected);
  });

  it('has neither size nor storage where a template alone tells them', () => {
    const changes = { cores: undefined, ram: undefined, storageSize: undefined, templateID: 't1' };
    expect(toMongoDatabase(aDatabase(changes))).toMatchObject({
      size: null,
      attributes: { storageGib: null },
    });
  });

  it.each([
    ['not told', undefined],
    ['null', null],
    ['without retention', { location: 'de' }],
  ])('does not know how long backups are kept when they are %s', (_what, backup) => {
    expect(toMongoDatabase(aDatabase({ backup }))?.attributes.backupRetentionDays).toBeNull();
  });

  it.each([
    ['mongodb://user:word@m-1.mongodb.de-fra.ionos.com/shop', 'm-1.mongodb.de-fra.ionos.com'],
    ['m-1.mongodb.de-fra.ionos.com', null],
  ])('reads the host of %s as %p', (connectionString, endpoint) => {
    expect(toMongoDatabase(aDatabase({ connectionString }))?.attributes.endpoint).toBe(endpoint);
  });

  it('is changing while it is upgraded', () => {
    const metadata = { state: 'UPGRADING' };
    expect(toMongoDatabase(aDatabase({}, { metadata }))?.state).toBe('pending');
  });

  it.each(ODD_VALUES)('keeps the cluster when every property is %p', (odd) => {
    const fields = Object.keys(aDatabase()['properties'] as object);
    const raw = aDatabase(Object.fromEntries(fields.map((field) => [field, odd])));
    expect(discoveredResourceSchema.safeParse(toMongoDatabase(raw)).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toMongoDatabase(aDatabase({}, { id: null }))).toBeNull();
  });
});
