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
  serverAudits: null,
  auditing: null,
  hasFirewall: true,
});
const tde = (properties: object): unknown[] => [{ name: 'current', properties }];

describe('toSqlServer', () => {
  it('reads a server', () => {
    const auditing = [{ name: 'default', properties: { state: 'Enabled' } }];
    expect(toSqlServer(server, { hasFirewall: true, auditing })).toMatchObject({
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
        tlsRequired: null,
        accessLogged: true,
      },
      raw: { auditingSettings: auditing },
    });
  });

  it('names no firewall that was not read', () => {
    const kinds = toSqlServer(server, { hasFirewall: false, auditing: null })?.relationships.map(
      (each) => each.kind,
    );
    expect(kinds).toEqual(['runs_in']);
  });

  it.each([
    ['1.2', true],
    ['1.0', true],
    ['None', false],
    ['9', null],
    [undefined, null],
  ])('with the least version of TLS %s refuses others: %p', (minimalTlsVersion, required) => {
    const payload = { ...server, properties: { ...server.properties, minimalTlsVersion } };
    const context = { hasFirewall: false, auditing: null };
    expect(toSqlServer(payload, context)?.attributes.tlsRequired).toBe(required);
  });

  it('survives whatever a field turns into', () => {
    expect(
      oddities((raw) => toSqlServer(raw, { hasFirewall: true, auditing: [raw] }), server),
    ).toEqual([]);
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

  it.each([
    [true, null, true],
    [false, 'Enabled', true],
    [false, 'Disabled', false],
    [false, null, null],
    [null, 'Enabled', true],
    [null, 'Disabled', null],
    [null, null, null],
  ])(
    'where the server audits: %p, and itself: %p, is audited: %p',
    (serverAudits, state, audited) => {
      const auditing = state === null ? null : [{ name: 'default', properties: { state } }];
      const read = toSqlDatabase(database, { ...context(null), serverAudits, auditing });
      expect(read?.attributes.accessLogged).toBe(audited);
    },
  );

  it('does not know an encryption that was not read', () => {
    const read = toSqlDatabase(database, context(null));
    expect(read?.attributes.encryptedAtRest).toBeNull();
    expect(read?.raw).toEqual(database);
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
