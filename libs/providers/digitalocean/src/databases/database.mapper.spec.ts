import { stripSecrets } from '@skyledger/provider-sdk';
import { allowsAnyone, coversPort, discoveredResourceSchema } from '@skyledger/resource-model';
import { digitalocean } from '../provider';
import { toDatabase } from './database.mapper';
import { toTrustedSources } from './trusted-sources.mapper';

const ID = '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30';
const VPC = 'd455e75d-4858-4eec-8c95-da2f0a5f93a7';
const HOST = 'backend-do-user-19081923-0.db.ondigitalocean.com';

const aConnection = (host: string): Record<string, unknown> => ({
  uri: `postgres://doadmin:canary-password@${host}:25060/defaultdb?sslmode=require`,
  database: 'defaultdb',
  host,
  port: 25060,
  user: 'doadmin',
  password: 'canary-password',
  ssl: true,
});

const aDatabase = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'backend',
  engine: 'pg',
  version: '16',
  semantic_version: '16.4',
  connection: aConnection(HOST),
  private_connection: aConnection(`private-${HOST}`),
  users: [
    { name: 'doadmin', role: 'primary', password: 'canary-password' },
    { name: 'kafka', role: 'normal', access_key: 'canary-key', access_cert: 'canary-cert' },
  ],
  db_names: ['defaultdb'],
  num_nodes: 2,
  region: 'nyc3',
  status: 'online',
  created_at: '2024-05-06T07:08:09Z',
  maintenance_window: null,
  size: 'db-s-2vcpu-4gb',
  tags: ['production'],
  private_network_uuid: VPC,
  storage_size_mib: 61440,
  ...changes,
});

const aSource = (changes: object = {}): Record<string, unknown> => ({
  uuid: '79f26d28-ea8a-41f2-8ad8-8cfcdd020095',
  cluster_uuid: ID,
  type: 'ip_addr',
  value: '203.0.113.7',
  created_at: '2024-05-06T07:08:09Z',
  ...changes,
});

describe('toDatabase', () => {
  it('maps a cluster that trusts one address', () => {
    const raw = aDatabase();
    const database = toDatabase(raw, [aSource()]);
    expect(database).toMatchObject({
      resourceId: `database/${ID}`,
      resourceType: 'database',
      nativeType: 'database',
      name: 'backend',
      region: 'nyc3',
      state: 'running',
      nativeState: 'online',
      size: 'db-s-2vcpu-4gb',
      isPublic: false,
      tags: { production: '' },
      createdAt: '2024-05-06T07:08:09.000Z',
      relationships: [
        { kind: 'runs_in', resourceId: `vpc/${VPC}` },
        { kind: 'protected_by', resourceId: `database/${ID}/firewall` },
      ],
      attributes: {
        engine: 'postgresql',
        engineVersion: '16.4',
        endpoint: HOST,
        port: 25060,
        encryptedAtRest: true,
        publiclyAccessible: false,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: null,
        deletionProtection: null,
        highlyAvailable: true,
        storageGib: 60,
      },
    });
    expect(database?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it.each([
    ['none are trusted, which lets anyone in', [], true],
    ['everyone is', [aSource({ value: '0.0.0.0/0' })], true],
    ['everyone is by IPv6', [aSource(), aSource({ value: '::/0' })], true],
    ['a droplet is', [aSource({ type: 'droplet', value: '7' })], false],
    ['the sources are not known', null, null],
  ])('knows whether it is public when %s', (_when, sources, isPublic) => {
    const database = toDatabase(aDatabase(), sources);
    expect(database).toMatchObject({
      isPublic,
      attributes: { publiclyAccessible: isPublic },
    });
  });

  it.each([
    ['mysql', 'mysql'],
    ['valkey', 'valkey'],
    ['advanced_pg', 'postgresql'],
    ['constructor', 'constructor'],
  ])('reads the engine %s as %s', (told, engine) => {
    expect(toDatabase(aDatabase({ engine: told }), [])?.attributes.engine).toBe(engine);
  });

  it.each([
    ['creating', 'pending'],
    ['resizing', 'pending'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toDatabase(aDatabase({ status }), [])?.state).toBe(state);
  });

  it('is in no network when there is none, and not highly available by itself', () => {
    const raw = aDatabase({ private_network_uuid: '', num_nodes: 1, semantic_version: '' });
    expect(toDatabase(raw, null)).toMatchObject({
      relationships: [],
      attributes: { highlyAvailable: false, engineVersion: '16' },
    });
  });

  it('shows no secret once the secret fields are stripped', () => {
    const { raw } = toDatabase(aDatabase(), []) ?? {};
    expect(JSON.stringify(raw)).toContain('canary');
    expect(JSON.stringify(stripSecrets(raw, digitalocean.secretFields))).not.toContain('canary');
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the cluster when other fields are %p', (odd) => {
    const fields = Object.keys(aDatabase()).filter((field) => field !== 'id');
    const raw = aDatabase(Object.fromEntries(fields.map((field) => [field, odd])));
    const database = toDatabase(raw, [odd]);
    expect(discoveredResourceSchema.safeParse(database).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toDatabase(aDatabase({ id: null }), [])).toBeNull();
  });
});

describe('toTrustedSources', () => {
  it('maps each source to a rule of the cluster’s port', () => {
    const firewall = toTrustedSources(aDatabase(), [
      aSource({ description: 'office' }),
      aSource({ type: 'droplet', value: '163973392' }),
      aSource({ type: 'k8s', value: 'ff2a6c52' }),
      aSource({ type: 'tag', value: 'backend' }),
    ]);
    expect(firewall).toMatchObject({
      resourceId: `database/${ID}/firewall`,
      resourceType: 'firewall',
      nativeType: 'database_firewall',
      name: 'backend',
      region: 'nyc3',
    });
    expect(
      firewall?.attributes.rules.map(({ cidrs, peers, description }) => [
        cidrs,
        peers,
        description,
      ]),
    ).toEqual([
      [['203.0.113.7/32'], [], 'office'],
      [[], ['droplet/163973392'], null],
      [[], ['kubernetes_cluster/ff2a6c52'], null],
      [[], ['tag/backend'], null],
    ]);
    expect(firewall?.attributes.rules.every((rule) => coversPort(rule, 'tcp', 25060))).toBe(true);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('writes down that without sources anyone may connect, to this port only', () => {
    const [rule, ...others] = toTrustedSources(aDatabase(), [])?.attributes.rules ?? [];
    expect(others).toEqual([]);
    expect(rule && allowsAnyone(rule)).toBe(true);
    expect(rule && coversPort(rule, 'tcp', 22)).toBe(false);
  });

  it.each([
    ['the sources are not known', aDatabase(), null],
    ['the port is not known', aDatabase({ connection: null }), []],
    ['the cluster has no id', aDatabase({ id: null }), []],
  ])('is null when %s', (_when, database, sources) => {
    expect(toTrustedSources(database, sources)).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps a source whose fields are %p', (odd) => {
    const source = { type: odd, value: odd, description: odd };
    const firewall = toTrustedSources(aDatabase(), [source, odd]);
    expect(firewall?.attributes.rules).toHaveLength(2);
    expect(firewall?.attributes.rules.some(allowsAnyone)).toBe(false);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });
});
