import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toSqlInstance } from './instance.mapper';

const aDatabase = (changes: object = {}, settings: object = {}): Record<string, unknown> => ({
  kind: 'sql#instance',
  state: 'RUNNABLE',
  databaseVersion: 'POSTGRES_15',
  settings: {
    tier: 'db-f1-micro',
    availabilityType: 'ZONAL',
    activationPolicy: 'ALWAYS',
    ipConfiguration: { authorizedNetworks: [], ipv4Enabled: true },
    backupConfiguration: {
      enabled: true,
      backupRetentionSettings: { retentionUnit: 'COUNT', retainedBackups: 7 },
    },
    dataDiskSizeGb: '10',
    deletionProtectionEnabled: false,
    userLabels: { team: 'shop' },
    ...settings,
  },
  ipAddresses: [
    { type: 'OUTGOING', ipAddress: '35.1.1.1' },
    { type: 'PRIMARY', ipAddress: '35.238.62.122' },
  ],
  selfLink: 'https://sqladmin.googleapis.com/sql/v1beta4/projects/shop/instances/orders',
  name: 'orders',
  region: 'us-central1',
  gceZone: 'us-central1-a',
  createTime: '2026-03-26T15:17:25.664Z',
  ...changes,
});

describe('toSqlInstance', () => {
  it('maps an instance with a public address', () => {
    const raw = aDatabase();
    const database = toSqlInstance(raw);
    expect(database).toMatchObject({
      resourceId: '//cloudsql.googleapis.com/projects/shop/instances/orders',
      resourceType: 'database',
      nativeType: 'sqladmin.googleapis.com/Instance',
      name: 'orders',
      region: 'us-central1',
      zone: 'us-central1-a',
      state: 'running',
      size: 'db-f1-micro',
      privateIps: [],
      publicIps: ['35.238.62.122'],
      isPublic: true,
      tags: { team: 'shop' },
      createdAt: '2026-03-26T15:17:25.664Z',
      attributes: {
        engine: 'postgres',
        engineVersion: '15',
        endpoint: '35.238.62.122',
        port: 5432,
        encryptedAtRest: true,
        publiclyAccessible: true,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 7,
        deletionProtection: false,
        highlyAvailable: false,
        storageGib: 10,
      },
    });
    expect(database?.raw).toBe(raw);
  });

  it('maps an instance in a network', () => {
    const settings = {
      ipConfiguration: {
        ipv4Enabled: false,
        privateNetwork: 'projects/shop/global/networks/backend',
      },
    };
    const ipAddresses = [{ type: 'PRIVATE', ipAddress: '10.0.0.3' }];
    expect(toSqlInstance(aDatabase({ ipAddresses }, settings))).toMatchObject({
      isPublic: false,
      privateIps: ['10.0.0.3'],
      relationships: [
        {
          kind: 'runs_in',
          resourceId: '//compute.googleapis.com/projects/shop/global/networks/backend',
        },
      ],
      attributes: { endpoint: '10.0.0.3', publiclyAccessible: false },
    });
  });

  it.each([
    ['MYSQL_8_0_44', 'mysql', '8.0.44', 3306],
    ['POSTGRES_9_6', 'postgres', '9.6', 5432],
    ['SQLSERVER_2022_WEB', 'sqlserver', '2022 WEB', 1433],
    ['ORACLE_23', 'oracle', '23', null],
    [null, null, null, null],
  ])('reads the version %p', (databaseVersion, engine, engineVersion, port) => {
    expect(toSqlInstance(aDatabase({ databaseVersion }))?.attributes).toMatchObject({
      engine,
      engineVersion,
      port,
    });
  });

  it.each([
    ['RUNNABLE', 'ALWAYS', 'running'],
    ['RUNNABLE', 'NEVER', 'stopped'],
    ['SUSPENDED', 'ALWAYS', 'stopped'],
    ['PENDING_CREATE', 'ALWAYS', 'pending'],
    ['FAILED', 'NEVER', 'error'],
    ['odd', 'ALWAYS', 'unknown'],
  ])('reads %s with the policy %s as %s', (state, activationPolicy, expected) => {
    expect(toSqlInstance(aDatabase({ state }, { activationPolicy }))?.state).toBe(expected);
  });

  it.each([
    [{ enabled: false }, 0],
    [{ enabled: true }, null],
    [{}, null],
    [null, null],
  ])('reads the backups %j as kept %p days', (backupConfiguration, days) => {
    const database = toSqlInstance(aDatabase({}, { backupConfiguration }));
    expect(database?.attributes.backupRetentionDays).toBe(days);
  });

  it.each<[object, boolean | null]>([
    [{ sslMode: 'ENCRYPTED_ONLY', requireSsl: false }, true],
    [{ sslMode: 'TRUSTED_CLIENT_CERTIFICATE_REQUIRED', requireSsl: true }, true],
    [{ sslMode: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED', requireSsl: true }, false],
    [{ sslMode: 'SSL_MODE_UNSPECIFIED', requireSsl: true }, true],
    [{ requireSsl: false }, false],
    [{ requireSsl: 'yes' }, null],
    [{}, null],
  ])('with %j requires TLS: %p', (ipConfiguration, required) => {
    const database = toSqlInstance(aDatabase({}, { ipConfiguration }));
    expect(database?.attributes.tlsRequired).toBe(required);
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toSqlInstance, aDatabase(), ['selfLink']);
    const { settings } = aDatabase();
    expectKeptWhateverFieldsHold(
      (raw) =>
        raw === null || typeof raw !== 'object' || Array.isArray(raw)
          ? null
          : toSqlInstance(aDatabase({}, raw)),
      settings as Record<string, unknown>,
      [],
    );
  });
});
