import type { FirewallRule } from '@skyledger/resource-model';
import { GROUP_RULE, PROJECT, SECURITY_GROUP } from '../testing/payloads';
import { toSecurityGroup } from './security-group.mapper';

function rulesOf(...rules: object[]): FirewallRule[] {
  const raw = { ...SECURITY_GROUP, security_group_rules: rules };
  return toSecurityGroup(raw, PROJECT, 'GRA11')?.attributes.rules ?? [];
}

const ANY = { ...GROUP_RULE, remote_ip_prefix: null };

describe('toSecurityGroup', () => {
  it('maps a group with its rules', () => {
    expect(toSecurityGroup(SECURITY_GROUP, PROJECT, 'GRA11')).toMatchObject({
      resourceId: `${PROJECT}/securityGroup/${SECURITY_GROUP.id}`,
      resourceType: 'firewall',
      nativeType: 'OS::Neutron::SecurityGroup',
      name: 'web',
      region: 'GRA11',
      state: 'running',
      tags: { edge: '', prod: '' },
      createdAt: '2025-02-03T04:05:06.000Z',
      relationships: [],
      attributes: {
        rules: [
          {
            direction: 'inbound',
            action: 'allow',
            protocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrs: ['198.51.100.0/24'],
            peers: [],
            priority: null,
            description: 'office',
          },
        ],
        isDefault: false,
      },
      raw: SECURITY_GROUP,
    });
  });

  it.each([
    ['default', true],
    ['Default', false],
    [null, null],
  ])('takes %p for the default group: %p', (name, isDefault) => {
    const group = toSecurityGroup({ ...SECURITY_GROUP, name }, PROJECT, 'GRA11');
    expect(group).toMatchObject({ name, attributes: { isDefault } });
  });

  it.each([
    ['IPv4', ['0.0.0.0/0']],
    ['IPv6', ['::/0']],
    [undefined, ['0.0.0.0/0', '::/0']],
  ])('reads a rule of %p without a remote as one for anyone', (ethertype, cidrs) => {
    expect(rulesOf({ ...ANY, ethertype })[0]).toMatchObject({ cidrs, peers: [] });
  });

  it.each([
    [{ remote_group_id: 'group-2' }, [`${PROJECT}/securityGroup/group-2`]],
    [{ remote_address_group_id: 'addresses-1' }, ['addresses-1']],
  ])('reads a rule for others than addresses: %j', (remote, peers) => {
    expect(rulesOf({ ...ANY, ...remote })[0]).toMatchObject({ cidrs: [], peers });
  });

  it.each([
    [null, 'all'],
    ['any', 'all'],
    [0, 'all'],
    ['6', 'tcp'],
    ['UDP', 'udp'],
    [58, 'ipv6-icmp'],
    ['icmpv6', 'ipv6-icmp'],
    ['vrrp', 'vrrp'],
    ['112', '112'],
  ])('reads the protocol %p as %s', (protocol, expected) => {
    expect(rulesOf({ ...GROUP_RULE, protocol })[0]?.protocol).toBe(expected);
  });

  it('takes types and codes of ICMP for no ports', () => {
    const ping = { ...GROUP_RULE, protocol: 'icmp', port_range_min: 8, port_range_max: 0 };
    expect(rulesOf(ping)[0]).toMatchObject({ protocol: 'icmp', fromPort: null, toPort: null });
  });

  it('reads what may leave, and leaves out what has no direction', () => {
    const [out, ...more] = rulesOf({ ...ANY, direction: 'egress' }, { ...ANY, direction: null });
    expect(out?.direction).toBe('outbound');
    expect(more).toEqual([]);
  });

  it('puts rules in the same order, however they come', () => {
    const [one, other] = [
      { ...GROUP_RULE, id: 'a', port_range_min: 1 },
      { ...GROUP_RULE, id: 'b', port_range_min: 2 },
    ];
    expect(rulesOf(one, other)).toEqual(rulesOf(other, one));
  });

  it('is nothing without an id', () => {
    expect(toSecurityGroup({ ...SECURITY_GROUP, id: '' }, PROJECT, 'GRA11')).toBeNull();
  });
});
