import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toLoadBalancer, type LoadBalancerFacts } from './load-balancer.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const FACTS: LoadBalancerFacts = {
  zone: 'fr-par-1',
  networks: [{ lb: { id: ID }, private_network_id: 'n1', ipam_ids: ['i'], dhcp_config: {} }],
  addresses: ['10.1.0.9'],
};

const aBalancer = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'shop',
  description: '',
  status: 'ready',
  instances: [{ id: 'x', status: 'ready', ip_address: '' }],
  ip: [
    { id: 'i', ip_address: '203.0.113.9', lb_id: ID, reverse: '203-0-113-9.lb.fr-par.scw.cloud' },
  ],
  tags: [],
  type: 'lb-s',
  subscriber: null,
  created_at: '2025-01-08T10:38:07.220186Z',
  private_network_count: 1,
  region: 'fr-par',
  zone: 'fr-par-1',
  ...changes,
});

describe('toLoadBalancer', () => {
  it('maps a load balancer with its private network', () => {
    const balancer = toLoadBalancer(aBalancer(), FACTS);
    expect(balancer).toMatchObject({
      resourceId: `lb/fr-par-1/${ID}`,
      resourceType: 'load_balancer',
      region: 'fr-par',
      state: 'running',
      size: 'lb-s',
      privateIps: ['10.1.0.9'],
      publicIps: ['203.0.113.9'],
      isPublic: true,
      relationships: [{ kind: 'runs_in', resourceId: 'private-network/fr-par/n1' }],
      attributes: { internetFacing: true, dnsName: '203-0-113-9.lb.fr-par.scw.cloud' },
    });
    expect(balancer?.raw).toMatchObject({ private_networks: [{ private_network_id: 'n1' }] });
    expect(JSON.stringify(balancer?.raw)).not.toContain('"lb":');
    expect(shapeProblems(balancer)).toEqual([]);
  });

  it('does not face the Internet without a public address', () => {
    expect(toLoadBalancer(aBalancer({ ip: [] }), FACTS)).toMatchObject({
      isPublic: false,
      attributes: { internetFacing: false, dnsName: null },
    });
  });

  it.each([null, undefined])('does not know where it faces when its addresses are %j', (ip) => {
    expect(toLoadBalancer(aBalancer({ ip }), FACTS)?.attributes.internetFacing).toBeNull();
  });

  it.each([
    ['stopped', 'stopped'],
    ['to_create', 'pending'],
    ['locked', 'error'],
    ['unknown', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toLoadBalancer(aBalancer({ status }), FACTS)?.state).toBe(state);
  });

  it.each([
    [0, []],
    [2, null],
    [undefined, null],
  ])('with %s frontends has the listeners %j', (frontend_count, listeners) => {
    const balancer = toLoadBalancer(aBalancer({ frontend_count }), FACTS);
    expect(balancer?.attributes.listeners).toEqual(listeners);
  });

  it.each(ODD_VALUES)('keeps the load balancer when every other field is %j', (odd) => {
    const facts = { ...FACTS, networks: [odd] };
    expect(shapeProblems(toLoadBalancer(withOddFields(aBalancer(), odd), facts))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toLoadBalancer({}, FACTS)).toBeNull();
  });
});
