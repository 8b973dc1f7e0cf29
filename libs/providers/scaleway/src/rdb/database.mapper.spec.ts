import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toDatabase } from './database.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';
const OPEN = { ip: '203.0.113.5', port: 21_189, name: null, id: 'e1', load_balancer: {} };
const INSIDE = {
  ip: '10.1.0.2',
  port: 5432,
  name: null,
  id: 'e2',
  private_network: { private_network_id: 'n1', service_ip: '10.1.0.2/22', zone: 'fr-par-1' },
};
const ANYONE = { ip: '0.0.0.0/0', protocol: 'tcp', direction: 'inbound', action: 'allow' };
const OFFICE = { ...ANYONE, ip: '198.51.100.0/24' };

const aDatabase = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'orders',
  status: 'ready',
  engine: 'PostgreSQL-15',
  upgradable_version: [],
  endpoint: OPEN,
  tags: ['team=shop'],
  backup_schedule: { frequency: 24, retention: 7, disabled: false, next_run_at: null },
  is_ha_cluster: false,
  node_type: 'db-dev-s',
  volume: { type: 'lssd', size: 5_000_000_000, class: 'lssd' },
  endpoints: [OPEN, INSIDE],
  logs_policy: { max_age_retention: 30, total_disk_retention: null },
  encryption: { enabled: false },
  created_at: '2025-01-07T14:16:08.122094Z',
  region: 'fr-par',
  ...changes,
});

const read = (changes: object = {}, acl: unknown[] = [ANYONE]): ReturnType<typeof toDatabase> =>
  toDatabase(aDatabase(changes), acl, 'fr-par');

describe('toDatabase', () => {
  it('maps a database', () => {
    expect(read()).toMatchObject({
      resourceId: `database/fr-par/${ID}`,
      resourceType: 'database',
      region: 'fr-par',
      zone: null,
      state: 'running',
      size: 'db-dev-s',
      privateIps: ['10.1.0.2'],
      publicIps: ['203.0.113.5'],
      isPublic: true,
      createdAt: '2025-01-07T14:16:08.122Z',
      relationships: [{ kind: 'runs_in', resourceId: 'private-network/fr-par/n1' }],
      attributes: {
        engine: 'postgresql',
        engineVersion: '15',
        endpoint: '203.0.113.5',
        port: 21_189,
        encryptedAtRest: false,
        publiclyAccessible: true,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 7,
        deletionProtection: null,
        highlyAvailable: false,
        storageGib: 5,
      },
    });
    expect(read()?.raw).toMatchObject({ acl_rules: [ANYONE] });
    expect(shapeProblems(read())).toEqual([]);
  });

  it.each<[string, object, unknown[], boolean | null, boolean | null]>([
    ['a public endpoint that anyone may use', {}, [OFFICE, ANYONE], true, true],
    ['anyone by IPv6', {}, [{ ...ANYONE, ip: '::/0' }], true, true],
    ['a public endpoint for the office', {}, [OFFICE], true, false],
    ['a public endpoint for nobody', {}, [], true, false],
    ['a rule that denies everyone', {}, [{ ...ANYONE, action: 'deny' }], true, false],
    [
      'direct access',
      { endpoints: [{ ip: '192.0.2.1', direct_access: {} }] },
      [ANYONE],
      true,
      true,
    ],
    ['only a private endpoint', { endpoints: [INSIDE], endpoint: null }, [ANYONE], false, false],
    ['no endpoints told', { endpoints: null, endpoint: null }, [ANYONE], null, null],
  ])('%s', (_what, changes, acl, isPublic, publiclyAccessible) => {
    expect(read(changes, acl)).toMatchObject({ isPublic, attributes: { publiclyAccessible } });
  });

  it('keeps no backups when the schedule is disabled, whatever its retention', () => {
    const backup_schedule = { frequency: 24, retention: 7, disabled: true };
    expect(read({ backup_schedule })?.attributes.backupRetentionDays).toBe(0);
  });

  it.each([
    ['MySQL-8', 'mysql', '8'],
    ['PostgreSQL-16.1', 'postgresql', '16.1'],
    ['Other', 'other', null],
    [null, null, null],
  ])('reads the engine %j', (engine, name, version) => {
    expect(read({ engine })?.attributes).toMatchObject({ engine: name, engineVersion: version });
  });

  it.each([
    ['disk_full', 'error'],
    ['autohealing', 'pending'],
    ['backuping', 'running'],
    ['unknown', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(read({ status })?.state).toBe(state);
  });

  it.each(ODD_VALUES)('keeps the database when every other field is %j', (odd) => {
    const database = toDatabase(withOddFields(aDatabase(), odd), [odd], 'fr-par');
    expect(shapeProblems(database)).toEqual([]);
  });

  it('is null without an id', () => {
    expect(read({ id: null })).toBeNull();
  });
});
