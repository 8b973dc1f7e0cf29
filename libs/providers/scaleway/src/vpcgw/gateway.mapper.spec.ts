import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toGateway, type GatewayFacts } from './gateway.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const FACTS: GatewayFacts = {
  zone: 'fr-par-1',
  addresses: new Map([
    ['place-1', ['172.16.4.2', 'fd5f::2']],
    ['place-of-another', ['172.16.4.3']],
  ]),
};

const anAddress = {
  id: 'i',
  address: '51.15.0.9',
  reverse: '9-0-15-51.instances.scw.cloud',
  gateway_id: ID,
  zone: 'fr-par-1',
};

const aGateway = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  organization_id: 'o',
  project_id: 'p',
  created_at: '2025-02-08T10:38:07.220186Z',
  updated_at: '2025-02-08T10:39:01.120934Z',
  type: 'VPC-GW-S',
  bandwidth: 100_000_000,
  status: 'running',
  name: 'way-out',
  tags: ['team=core', 'edge'],
  ipv4: anAddress,
  gateway_networks: [
    {
      id: 'place-1',
      gateway_id: ID,
      private_network_id: 'n1',
      mac_address: '02:00:00:00:00:01',
      masquerade_enabled: true,
      status: 'ready',
      push_default_route: true,
      ipam_ip_id: 'ipam-1',
      zone: 'fr-par-1',
    },
  ],
  version: '0.8.3',
  can_upgrade_to: null,
  bastion_enabled: true,
  bastion_port: 61_000,
  smtp_enabled: false,
  is_legacy: false,
  bastion_allowed_ips: ['0.0.0.0/0'],
  zone: 'fr-par-1',
  ...changes,
});

describe('toGateway', () => {
  it('maps a gateway with its place in a private network', () => {
    const raw = aGateway();
    const gateway = toGateway(raw, FACTS);
    expect(gateway).toMatchObject({
      resourceId: `gateway/fr-par-1/${ID}`,
      resourceType: 'gateway',
      name: 'way-out',
      region: 'fr-par',
      zone: 'fr-par-1',
      state: 'running',
      nativeState: 'running',
      size: 'VPC-GW-S',
      privateIps: ['172.16.4.2', 'fd5f::2'],
      publicIps: ['51.15.0.9'],
      isPublic: true,
      tags: { team: 'core', edge: '' },
      createdAt: '2025-02-08T10:38:07.220Z',
      relationships: [{ kind: 'runs_in', resourceId: 'private-network/fr-par/n1' }],
      attributes: { kind: 'nat' },
    });
    expect(gateway?.raw).toBe(raw);
    expect(shapeProblems(gateway)).toEqual([]);
  });

  it.each([
    ['without a bastion', { bastion_enabled: false }],
    ['that does not tell of its bastion', { bastion_enabled: null }],
    ['without an address', { ipv4: null }],
  ])('does not know whether one %s can be reached', (_what, changes) => {
    expect(toGateway(aGateway(changes), FACTS)?.isPublic).toBeNull();
  });

  it('is in no network before it is attached', () => {
    expect(toGateway(aGateway({ gateway_networks: [] }), FACTS)).toMatchObject({
      privateIps: [],
      relationships: [],
    });
  });

  it.each([
    ['stopped', 'stopped'],
    ['configuring', 'pending'],
    ['failed', 'error'],
    ['locked', 'error'],
    ['unknown_status', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toGateway(aGateway({ status }), FACTS)?.state).toBe(state);
  });

  it.each(ODD_VALUES)('keeps the gateway when every other field is %j', (odd) => {
    expect(shapeProblems(toGateway(withOddFields(aGateway(), odd), FACTS))).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toGateway({}, FACTS)).toBeNull();
  });
});
