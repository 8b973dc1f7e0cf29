import { oddities } from '../testing/odd-payloads';
import { toCosmosAccount } from './cosmos-account.mapper';

const id =
  '/subscriptions/s/resourceGroups/rg1/providers/Microsoft.DocumentDB/databaseAccounts/ddb1';
const periodic = {
  type: 'Periodic',
  periodicModeProperties: { backupIntervalInMinutes: 240, backupRetentionIntervalInHours: 720 },
};
const raw = {
  id,
  name: 'ddb1',
  location: 'West US',
  type: 'Microsoft.DocumentDB/databaseAccounts',
  kind: 'GlobalDocumentDB',
  systemData: { createdAt: '2020-03-11T22:05:09.1234567Z' },
  properties: {
    provisioningState: 'Succeeded',
    documentEndpoint: 'https://ddb1.documents.azure.com:443/',
    publicNetworkAccess: 'Enabled',
    databaseAccountOfferType: 'Standard',
    minimalTlsVersion: 'Tls12',
    locations: [{ locationName: 'West US', failoverPriority: 0, isZoneRedundant: false }],
    backupPolicy: periodic,
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toCosmosAccount', () => {
  it('reads an account', () => {
    expect(toCosmosAccount(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'database',
      region: 'westus',
      state: 'running',
      createdAt: '2020-03-11T22:05:09.123Z',
      isPublic: true,
      attributes: {
        engine: 'cosmosdb',
        engineVersion: null,
        endpoint: 'ddb1.documents.azure.com',
        port: 443,
        encryptedAtRest: true,
        publiclyAccessible: true,
        tlsRequired: true,
        backupRetentionDays: 30,
        highlyAvailable: false,
      },
    });
  });

  it.each([
    [periodic, 30],
    [{ type: 'Periodic', periodicModeProperties: { backupRetentionIntervalInHours: 8 } }, 0],
    [{ type: 'Continuous', continuousModeProperties: { tier: 'Continuous7Days' } }, 7],
    [{ type: 'Continuous' }, null],
    [undefined, null],
  ])('keeps backups of %j for %p days', (backupPolicy, days) => {
    const account = toCosmosAccount(withProperties({ backupPolicy }));
    expect(account?.attributes.backupRetentionDays).toBe(days);
  });

  it('is highly available in zones or in several regions', () => {
    const available = (locations: unknown): unknown =>
      toCosmosAccount(withProperties({ locations }))?.attributes.highlyAvailable;
    expect(available([{ isZoneRedundant: true }])).toBe(true);
    expect(available([{}, {}])).toBe(true);
    expect(available(undefined)).toBeNull();
  });

  it('tells MongoDB from the rest, with its version', () => {
    const properties = { apiProperties: { serverVersion: '7.0' } };
    expect(toCosmosAccount({ id, kind: 'MongoDB', properties })?.attributes).toMatchObject({
      engine: 'mongodb',
      engineVersion: '7.0',
      tlsRequired: null,
      port: null,
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toCosmosAccount, raw)).toEqual([]);
  });
});
