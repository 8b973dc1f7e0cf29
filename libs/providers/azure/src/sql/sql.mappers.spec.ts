import { oddities } from '../testing/odd-payloads';
import { isSystemDatabase, toSqlDatabase, type SqlDatabaseContext } from './sql-database.mapper';
import { toSqlServer } from './sql-server.mapper';

const serverId =
  '/subscriptions/s/resourceGroups/Default-SQL/providers/Microsoft.Sql/servers/testsvr';

const server = {
  kind: 'v12.0',
  properties: {
    administratorLogin: 'custodian',
    version: '12.0',
    state: 'Ready',
    fullyQualifiedDomainName: 'testsvr.database.windows.net',
    publicNetworkAccess: 'Enabled',
  },
  location: 'southeastasia',
  id: serverId,
  name: 'testsvr',
  type: 'Microsoft.Sql/servers',
};

const database = {
  sku: { name: 'BC_Gen4', tier: 'BusinessCritical', capacity: 2 },
  kind: 'v12.0,user,vcore',
  properties: {
    maxSizeBytes: 268435456000,
    status: 'Online',
    creationDate: '2017-06-07T04:41:33.937Z',
    currentServiceObjectiveName: 'BC_Gen4_2',
    zoneRedundant: false,
  },
  location: 'southeastasia',
  id: `${serverId}/databases/testdb`,
  name: 'testdb',
  type: 'Microsoft.Sql/servers/databases',
};

const context = (encryption: readonly unknown[] | null): SqlDatabaseContext => ({
  server,
  encryption,
  hasFirewall: true,
});
const tde = (properties: object): unknown[] => [{ name: 'current', properties }];

describe('toSqlServer', () => {
  it('reads a server', () => {
    expect(toSqlServer(server, true)).toMatchObject({
      resourceId: serverId.toLowerCase(),
      state: 'running',
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/default-sql' },
        { kind: 'protected_by', resourceId: `${serverId.toLowerCase()}/firewallrules` },
      ],
      attributes: {
        engine: 'sqlserver',
        engineVersion: '12.0',
        endpoint: 'testsvr.database.windows.net',
        port: 1433,
        publiclyAccessible: true,
        encryptedAtRest: null,
      },
    });
  });

  it('names no firewall that was not read', () => {
    const kinds = toSqlServer(server, false)?.relationships.map((each) => each.kind);
    expect(kinds).toEqual(['runs_in']);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((raw) => toSqlServer(raw, true), server)).toEqual([]);
  });
});

describe('toSqlDatabase', () => {
  it('reads a database and what it has from its server', () => {
    expect(toSqlDatabase(database, context(tde({ state: 'Enabled' })))).toMatchObject({
      resourceId: `${serverId.toLowerCase()}/databases/testdb`,
      name: 'testdb',
      state: 'running',
      nativeState: 'Online',
      size: 'BC_Gen4_2',
      createdAt: '2017-06-07T04:41:33.937Z',
      isPublic: true,
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: serverId.toLowerCase() },
        { kind: 'protected_by', resourceId: `${serverId.toLowerCase()}/firewallrules` },
      ]),
      attributes: {
        engine: 'sqlserver',
        engineVersion: '12.0',
        endpoint: 'testsvr.database.windows.net',
        encryptedAtRest: true,
        publiclyAccessible: true,
        highlyAvailable: false,
        storageGib: 250,
      },
    });
  });

  it.each([
    [{ state: 'Disabled' }, false],
    [{ status: 'Enabled' }, true],
    [{}, null],
  ])('reads the encryption %j as %p', (properties, encryptedAtRest) => {
    const read = toSqlDatabase(database, context(tde(properties)));
    expect(read?.attributes.encryptedAtRest).toBe(encryptedAtRest);
  });

  it('does not know an encryption that was not read', () => {
    const read = toSqlDatabase(database, context(null));
    expect(read?.attributes.encryptedAtRest).toBeNull();
    expect(read?.raw).toBe(database);
  });

  it('survives whatever a field turns into', () => {
    const map = (raw: unknown) => toSqlDatabase(raw, context(tde({ state: 'Enabled' })));
    expect(oddities(map, database)).toEqual([]);
    const odd = (raw: unknown) => toSqlDatabase(database, { ...context(null), server: raw });
    expect(odd(null)?.attributes.endpoint).toBeNull();
    expect(odd({ id: 7, properties: 'x' })?.relationships).toHaveLength(1);
  });
});

describe('isSystemDatabase', () => {
  it.each([
    [{ kind: 'v12.0,system', name: 'master' }, true],
    [{ kind: 'v12.0,user,vcore', name: 'orders' }, false],
    [{ name: 'master' }, true],
    [{ kind: null, name: 'system' }, false],
    [null, false],
  ])('says of %j %p', (raw, system) => {
    expect(isSystemDatabase(raw)).toBe(system);
  });
});
