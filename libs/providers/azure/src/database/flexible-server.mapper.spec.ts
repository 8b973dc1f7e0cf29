import { allowsAnyone } from '@skyledger/resource-model';
import { oddities } from '../testing/odd-payloads';
import { SUBNET_ID } from '../testing/payloads';
import { isPublicServer, toFlexibleServer } from './flexible-server.mapper';
import { MYSQL, POSTGRESQL } from './flexible-servers';
import { toServerFirewall } from './server-firewall.mapper';

const id =
  '/subscriptions/s/resourceGroups/TestGroup/providers/Microsoft.DBforPostgreSQL/flexibleServers/pgtestsvc4';

const raw = {
  sku: { name: 'Standard_D4s_v3', tier: 'GeneralPurpose' },
  systemData: { createdAt: '2021-05-26T01:16:58.3723361Z' },
  properties: {
    fullyQualifiedDomainName: 'pgtestsvc4.postgres.database.azure.com',
    version: '12',
    minorVersion: '6',
    administratorLogin: 'cloudsa',
    state: 'Ready',
    availabilityZone: '1',
    storage: { storageSizeGB: 512 },
    backup: { backupRetentionDays: 7, geoRedundantBackup: 'Disabled' },
    network: { publicNetworkAccess: 'Enabled' },
    highAvailability: { mode: 'ZoneRedundant', state: 'Healthy' },
  },
  location: 'Southeast Asia',
  tags: { ElasticServer: '1' },
  id,
  name: 'pgtestsvc4',
  type: 'Microsoft.DBforPostgreSQL/flexibleServers',
};

const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toFlexibleServer', () => {
  it('reads a server', () => {
    expect(toFlexibleServer(raw, POSTGRESQL, true)).toMatchObject({
      resourceId: id.toLowerCase(),
      nativeType: 'Microsoft.DBforPostgreSQL/flexibleServers',
      region: 'southeastasia',
      zone: '1',
      state: 'running',
      nativeState: 'Ready',
      size: 'Standard_D4s_v3',
      isPublic: true,
      createdAt: '2021-05-26T01:16:58.372Z',
      relationships: [
        { kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/testgroup' },
        { kind: 'protected_by', resourceId: `${id.toLowerCase()}/firewallrules` },
      ],
      attributes: {
        engine: 'postgresql',
        engineVersion: '12',
        endpoint: 'pgtestsvc4.postgres.database.azure.com',
        port: 5432,
        encryptedAtRest: true,
        publiclyAccessible: true,
        tlsRequired: null,
        accessLogged: null,
        backupRetentionDays: 7,
        deletionProtection: null,
        highlyAvailable: true,
        storageGib: 512,
      },
    });
  });

  it('is not public in a subnet of its own', () => {
    const inside = withProperties({ network: { delegatedSubnetResourceId: SUBNET_ID } });
    expect(isPublicServer(inside)).toBe(false);
    const server = toFlexibleServer(inside, MYSQL, false);
    expect(server).toMatchObject({ isPublic: false, attributes: { port: 3306, engine: 'mysql' } });
    expect(server?.relationships).toContainEqual({
      kind: 'runs_in',
      resourceId: SUBNET_ID.toLowerCase(),
    });
  });

  it.each([
    ['Stopped', 'stopped'],
    ['Dropping', 'pending'],
    ['Updating', 'running'],
    ['Inaccessible', 'error'],
    ['New', 'unknown'],
  ])('reads the state %s as %s', (native, state) => {
    const server = toFlexibleServer(withProperties({ state: native }), POSTGRESQL, false);
    expect(server?.state).toBe(state);
  });

  it('does not observe what is not told', () => {
    const bare = toFlexibleServer({ id, properties: {} }, POSTGRESQL, false);
    expect(bare?.attributes).toMatchObject({
      publiclyAccessible: null,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: null,
      highlyAvailable: null,
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((each) => toFlexibleServer(each, POSTGRESQL, true), raw)).toEqual([]);
  });
});

describe('toServerFirewall', () => {
  const rule = (name: string, startIpAddress: unknown, endIpAddress: unknown): object => ({
    name,
    properties: { startIpAddress, endIpAddress },
  });
  const firewall = (rules: object[], isPublic: boolean | null = true) =>
    toServerFirewall(raw, rules, { port: 5432, isPublic });

  it('reads ranges as networks', () => {
    const read = firewall([
      rule('office', '1.2.2.128', '1.2.2.255'),
      rule('everyone', '0.0.0.0', '255.255.255.255'),
    ]);
    expect(read).toMatchObject({
      resourceId: `${id.toLowerCase()}/firewallrules`,
      nativeType: 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules',
      region: 'southeastasia',
    });
    const rules = read?.attributes.rules ?? [];
    expect(rules).toMatchObject([
      { description: 'everyone', cidrs: ['0.0.0.0/0'], fromPort: 5432, toPort: 5432 },
      { description: 'office', cidrs: ['1.2.2.128/25'], protocol: 'tcp' },
    ]);
    expect(rules.map(allowsAnyone)).toEqual([true, false]);
  });

  it('takes the rule for Azure for a peer and not for an address', () => {
    const [azure] =
      firewall([rule('AllowAllWindowsAzureIps', '0.0.0.0', '0.0.0.0')])?.attributes.rules ?? [];
    expect(azure).toMatchObject({ cidrs: [], peers: ['AzureCloud'] });
  });

  it('lets nobody in where the public endpoint is off', () => {
    const rules = [rule('everyone', '0.0.0.0', '255.255.255.255')];
    expect(firewall(rules, false)?.attributes.rules).toEqual([]);
    expect(firewall(rules, null)?.attributes.rules).toHaveLength(1);
  });

  it('leaves out what it cannot read', () => {
    const odd = [null, {}, rule('a', null, '1.1.1.1'), rule('b', 'x', 'y'), rule('c', 1, 2)];
    expect(firewall(odd as object[])?.attributes.rules).toEqual([]);
    expect(toServerFirewall({}, [], { port: 1, isPublic: true })).toBeNull();
  });
});
