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
      attributes: { kind: 'EXTERNAL_MANAGED', internetFacing: true, dnsName: null },
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

  it('does not know whom one of Private Service Connect faces', () => {
    const rule = toForwardingRule(aRule({ loadBalancingScheme: '' }));
    expect(rule).toMatchObject({ isPublic: null, privateIps: [], publicIps: [] });
    expect(rule?.attributes.kind).toBeNull();
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toForwardingRule, aRule(), ['selfLink']);
  });
});
