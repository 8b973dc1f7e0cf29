import { oddities } from '../testing/odd-payloads';
import { SUBNET_ID } from '../testing/payloads';
import { toSite } from './site.mapper';

const id = '/subscriptions/s/resourceGroups/TestRG/providers/Microsoft.Web/sites/site4';
const raw = {
  id,
  name: 'site4',
  type: 'Microsoft.Web/sites',
  kind: 'app,linux',
  location: 'East US',
  identity: { type: 'SystemAssigned', principalId: 'p-1', tenantId: 't' },
  properties: {
    state: 'Running',
    hostNames: ['site4.azurewebsites.net'],
    defaultHostName: 'site4.azurewebsites.net',
    siteConfig: { linuxFxVersion: 'PYTHON|3.12', minTlsVersion: null },
    hostingEnvironmentProfile: null,
    clientCertEnabled: false,
    clientCertMode: 'Required',
    httpsOnly: true,
    sku: 'Standard',
    publicNetworkAccess: null,
    virtualNetworkSubnetId: SUBNET_ID,
  },
};
const configuration = [
  { name: 'site4', properties: { linuxFxVersion: 'NODE|22-lts', minTlsVersion: '1.2' } },
];
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toSite', () => {
  it('reads an App Service with its configuration', () => {
    expect(toSite(raw, configuration)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'app',
      nativeType: 'Microsoft.Web/sites',
      region: 'eastus',
      state: 'running',
      size: 'Standard',
      isPublic: true,
      relationships: expect.arrayContaining([
        { kind: 'runs_in', resourceId: SUBNET_ID.toLowerCase() },
        { kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/testrg' },
      ]),
      attributes: {
        kind: 'app,linux',
        runtime: 'NODE|22-lts',
        httpsOnly: true,
        minimumTlsVersion: '1.2',
        publiclyInvokable: null,
        identityId: 'p-1',
      },
      raw: { config: configuration },
    });
  });

  it('does not know the version of TLS from a configuration that was not read', () => {
    const site = toSite(raw, null);
    expect(site?.attributes).toMatchObject({ minimumTlsVersion: null, runtime: 'PYTHON|3.12' });
    expect(site?.raw).toBe(raw);
  });

  it.each(['functionapp', 'functionapp,linux', 'functionapp,workflowapp', 'FunctionApp'])(
    'takes %s for a function',
    (kind) => {
      expect(toSite({ ...raw, kind }, null)).toMatchObject({
        resourceType: 'function',
        attributes: {
          runtime: 'PYTHON|3.12',
          memoryMib: null,
          timeoutSeconds: null,
          publiclyInvokable: null,
          identityId: 'p-1',
        },
      });
    },
  );

  it.each([
    [{}, true, null],
    [{ publicNetworkAccess: 'Enabled' }, true, null],
    [{ publicNetworkAccess: 'Disabled' }, false, false],
    [{ hostingEnvironmentProfile: { id: 'x' } }, null, null],
    [{ clientCertEnabled: true }, true, false],
    [{ clientCertEnabled: true, clientCertMode: 'Optional' }, true, null],
    [{ defaultHostName: null }, null, null],
  ])('with %j is public: %p, and called by anyone: %p', (properties, isPublic, invokable) => {
    const site = toSite(withProperties(properties), null);
    expect(site?.isPublic).toBe(isPublic);
    expect(site?.attributes.publiclyInvokable).toBe(invokable);
  });

  it.each([
    ['Stopped', 'stopped'],
    ['Limited', 'unknown'],
    [undefined, 'unknown'],
  ])('reads the state %s as %s', (state, expected) => {
    expect(toSite(withProperties({ state }), null)?.state).toBe(expected);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((each) => toSite(each, configuration), raw)).toEqual([]);
    for (const odd of [
      [null],
      ['x'],
      [{ properties: 7 }],
      [{ properties: { minTlsVersion: 1 } }],
    ]) {
      expect(toSite(raw, odd)?.attributes).toMatchObject({ runtime: 'PYTHON|3.12' });
    }
  });
});
