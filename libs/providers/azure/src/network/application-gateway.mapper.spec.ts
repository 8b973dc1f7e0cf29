import { oddities } from '../testing/odd-payloads';
import { GROUP_ID, IP_ID, NIC_ID, SUBNET_ID, SUBSCRIPTION, VNET_ID } from '../testing/payloads';
import { toApplicationGateway } from './application-gateway.mapper';

const id = `${SUBSCRIPTION}/resourceGroups/Test_VM/providers/Microsoft.Network/applicationGateways/appgw`;
const addresses = new Map([
  [IP_ID.toLowerCase(), { address: '40.85.154.247', dnsName: 'app.westus.cloudapp.azure.com' }],
]);

const raw = {
  name: 'appgw',
  id,
  type: 'Microsoft.Network/applicationGateways',
  location: 'southcentralus',
  zones: ['1', '2'],
  properties: {
    provisioningState: 'Succeeded',
    operationalState: 'Running',
    sku: { name: 'WAF_v2', tier: 'WAF_v2', capacity: 2 },
    gatewayIPConfigurations: [{ name: 'own', properties: { subnet: { id: SUBNET_ID } } }],
    frontendIPConfigurations: [
      { name: 'public', properties: { publicIPAddress: { id: IP_ID } } },
      { name: 'inside', properties: { privateIPAddress: '10.0.1.9', subnet: { id: SUBNET_ID } } },
    ],
    backendAddressPools: [
      {
        name: 'pool',
        properties: {
          backendAddresses: [{ fqdn: 'www.contoso.example' }, { ipAddress: '10.0.1.1' }],
          backendIPConfigurations: [{ id: `${NIC_ID}/ipConfigurations/ipconfig1` }],
        },
      },
    ],
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toApplicationGateway', () => {
  it('reads addresses, targets and where it stands', () => {
    expect(toApplicationGateway(raw, addresses)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'load_balancer',
      nativeType: 'Microsoft.Network/applicationGateways',
      zone: null,
      state: 'running',
      nativeState: 'Running',
      size: 'WAF_v2',
      privateIps: ['10.0.1.9'],
      publicIps: ['40.85.154.247'],
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: GROUP_ID },
        { kind: 'runs_in', resourceId: VNET_ID.toLowerCase() },
        { kind: 'runs_in', resourceId: SUBNET_ID.toLowerCase() },
        { kind: 'targets', resourceId: NIC_ID.toLowerCase() },
      ],
      attributes: {
        kind: 'application',
        internetFacing: true,
        dnsName: 'app.westus.cloudapp.azure.com',
      },
    });
  });

  it.each([
    [{ operationalState: 'Stopped' }, 'stopped'],
    [{ operationalState: 'Starting' }, 'pending'],
    [{ operationalState: 'Resting' }, 'unknown'],
    [{ operationalState: undefined }, 'running'],
    [{ provisioningState: 'Failed' }, 'error'],
    [{ provisioningState: 'Deleting', operationalState: 'Stopped' }, 'pending'],
  ])('reads %j as %s', (properties, state) => {
    expect(toApplicationGateway(withProperties(properties), null)?.state).toBe(state);
  });

  it('is internal with private frontends alone, and unknown without any told', () => {
    const [, inside] = raw.properties.frontendIPConfigurations;
    const internal = withProperties({ frontendIPConfigurations: [inside] });
    expect(toApplicationGateway(internal, addresses)?.isPublic).toBe(false);
    expect(toApplicationGateway({ id }, addresses)?.isPublic).toBeNull();
  });

  const part = (collection: string, name: string, properties: object): object => ({
    id: `${id}/${collection}/${name}`,
    properties,
  });
  // The letter case of ids differs from place to place.
  const to = (collection: string, name: string): object => ({
    id: `${id.toLowerCase()}/${collection}/${name}`,
  });
  const LISTENING = {
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20170401' },
    sslProfiles: [
      part('sslProfiles', 'strict', {
        sslPolicy: { policyType: 'Custom', minProtocolVersion: 'TLSv1_2' },
      }),
    ],
    frontendPorts: [
      part('frontendPorts', 'p80', { port: 80 }),
      part('frontendPorts', 'p443', { port: 443 }),
      part('frontendPorts', 'p8443', { port: 8443 }),
    ],
    httpListeners: [
      part('httpListeners', 'plain', {
        protocol: 'Http',
        frontendPort: to('frontendPorts', 'p80'),
      }),
      part('httpListeners', 'shop', {
        protocol: 'Https',
        frontendPort: to('frontendPorts', 'p443'),
        sslCertificate: to('sslCertificates', 'c'),
      }),
      part('httpListeners', 'admin', {
        protocol: 'Https',
        frontendPort: to('frontendPorts', 'p8443'),
        sslProfile: to('sslProfiles', 'strict'),
      }),
    ],
    redirectConfigurations: [
      part('redirectConfigurations', 'up', { targetListener: to('httpListeners', 'shop') }),
      part('redirectConfigurations', 'away', { targetUrl: 'http://example.com' }),
    ],
    urlPathMaps: [
      part('urlPathMaps', 'paths', {
        defaultRedirectConfiguration: to('redirectConfigurations', 'up'),
      }),
    ],
  };
  const listenersOf = (properties: object): unknown =>
    toApplicationGateway(withProperties({ ...LISTENING, ...properties }), addresses)?.attributes
      .listeners;

  it('reads listeners with their ports, policies and certificates', () => {
    expect(listenersOf({})).toMatchObject([
      { protocol: 'http', fromPort: 80, redirectsToHttps: null, certificateIds: [] },
      {
        protocol: 'https',
        fromPort: 443,
        tlsPolicy: 'AppGwSslPolicy20170401',
        minimumTlsVersion: '1.1',
        certificateIds: [`${id}/sslCertificates/c`.toLowerCase()],
      },
      { protocol: 'https', fromPort: 8443, tlsPolicy: null, minimumTlsVersion: '1.2' },
    ]);
    expect(toApplicationGateway({ id }, addresses)?.attributes.listeners).toBeNull();
  });

  it.each([
    ['to a listener of HTTPS', { redirectConfiguration: to('redirectConfigurations', 'up') }, true],
    ['where no path is told', { urlPathMap: to('urlPathMaps', 'paths') }, true],
    ['to plain HTTP', { redirectConfiguration: to('redirectConfigurations', 'away') }, false],
    ['nowhere', { backendAddressPool: to('backendAddressPools', 'pool') }, false],
  ])('sees that a rule redirects %s', (_where, rule, redirectsToHttps) => {
    const requestRoutingRules = [
      part('requestRoutingRules', 'r', { httpListener: to('httpListeners', 'plain'), ...rule }),
    ];
    expect(listenersOf({ requestRoutingRules })).toMatchObject([{ redirectsToHttps }, {}, {}]);
  });

  it('survives whatever a field of its listeners turns into', () => {
    const requestRoutingRules = [
      part('requestRoutingRules', 'r', { urlPathMap: to('urlPathMaps', 'paths') }),
    ];
    const gateway = withProperties({ ...LISTENING, requestRoutingRules });
    expect(oddities((payload) => toApplicationGateway(payload, addresses), gateway)).toEqual([]);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities((payload) => toApplicationGateway(payload, addresses), raw)).toEqual([]);
  });
});
