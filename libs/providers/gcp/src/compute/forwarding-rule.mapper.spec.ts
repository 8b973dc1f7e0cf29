import { expectKeptWhateverFieldsHold, linkTo, nameOf } from '../testing/odd-payloads';
import { toForwardingRule } from './forwarding-rule.mapper';

const aRule = (changes: object = {}): Record<string, unknown> => ({
  kind: 'compute#forwardingRule',
  id: '77',
  creationTimestamp: '2021-09-07T03:04:14.041-07:00',
  name: 'shop-lb',
  IPAddress: '34.128.0.7',
  IPProtocol: 'TCP',
  portRange: '443-443',
  target: linkTo('global/targetHttpsProxies/proxy'),
  selfLink: linkTo('global/forwardingRules/shop-lb'),
  loadBalancingScheme: 'EXTERNAL_MANAGED',
  ...changes,
});

describe('toForwardingRule', () => {
  it('maps a global one', () => {
    expect(toForwardingRule(aRule())).toMatchObject({
      resourceId: nameOf('global/forwardingRules/shop-lb'),
      resourceType: 'load_balancer',
      nativeType: 'compute.googleapis.com/GlobalForwardingRule',
      region: null,
      privateIps: [],
      publicIps: ['34.128.0.7'],
      isPublic: true,
      relationships: [],
      attributes: {
        kind: 'EXTERNAL_MANAGED',
        internetFacing: true,
        dnsName: null,
        listeners: [
          {
            protocol: 'https',
            fromPort: 443,
            toPort: 443,
            redirectsToHttps: false,
            tlsPolicy: null,
            minimumTlsVersion: null,
            certificateIds: null,
          },
        ],
      },
    });
  });

  it('maps an internal one', () => {
    const changes = {
      selfLink: linkTo('regions/europe-west1/forwardingRules/shop-lb'),
      loadBalancingScheme: 'INTERNAL',
      IPAddress: '10.0.0.9',
      network: linkTo('global/networks/backend'),
      subnetwork: linkTo('regions/europe-west1/subnetworks/apps'),
    };
    expect(toForwardingRule(aRule(changes))).toMatchObject({
      nativeType: 'compute.googleapis.com/ForwardingRule',
      region: 'europe-west1',
      privateIps: ['10.0.0.9'],
      publicIps: [],
      isPublic: false,
      relationships: [
        { kind: 'runs_in', resourceId: nameOf('global/networks/backend') },
        { kind: 'runs_in', resourceId: nameOf('regions/europe-west1/subnetworks/apps') },
      ],
    });
  });

  it.each([
    [{ target: linkTo('global/targetHttpProxies/p'), portRange: '80-80' }, [['http', 80, 80]]],
    [{ target: linkTo('global/targetSslProxies/p'), portRange: '993' }, [['tls', 993, 993]]],
    [{ target: linkTo('regions/r/targetPools/p'), portRange: '1-65535' }, [['tcp', 1, 65535]]],
    [
      { target: undefined, portRange: undefined, IPProtocol: 'UDP', ports: ['53', '8000-8010'] },
      [
        ['udp', 53, 53],
        ['udp', 8000, 8010],
      ],
    ],
    [
      { target: undefined, portRange: undefined, IPProtocol: 'L3_DEFAULT', allPorts: true },
      [['l3_default', null, null]],
    ],
  ])('tells by %j what it listens on', (changes, expected) => {
    const { listeners } = toForwardingRule(aRule(changes))?.attributes ?? {};
    const told = listeners?.map(({ protocol, fromPort, toPort }) => [protocol, fromPort, toPort]);
    expect(told).toEqual(expected);
  });

  it('does not know whether the map of URLs redirects', () => {
    const rule = toForwardingRule(aRule({ target: linkTo('global/targetHttpProxies/p') }));
    expect(rule?.attributes.listeners).toMatchObject([{ redirectsToHttps: null }]);
  });

  it('does not know whom one of Private Service Connect faces', () => {
    const rule = toForwardingRule(aRule({ loadBalancingScheme: '' }));
    expect(rule).toMatchObject({ isPublic: null, privateIps: [], publicIps: [] });
    expect(rule?.attributes).toMatchObject({ kind: null, listeners: null });
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toForwardingRule, aRule(), ['selfLink']);
  });
});
