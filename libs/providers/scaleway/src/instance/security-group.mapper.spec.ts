import {
  allowsAnyone,
  coversEverything,
  coversPort,
  type FirewallRule,
} from '@skyledger/resource-model';
import { ODD_VALUES, shapeProblems, withOddFields } from '../testing/odd-fields';
import { toSecurityGroup } from './security-group.mapper';

const ID = '11111111-aaaa-4bbb-8ccc-000000000001';

const aRule = (changes: object = {}): Record<string, unknown> => ({
  id: '22222222-aaaa-4bbb-8ccc-000000000002',
  protocol: 'TCP',
  direction: 'inbound',
  ip_range: '0.0.0.0/0',
  dest_ip_range: null,
  dest_port_from: 22,
  dest_port_to: null,
  position: 1,
  editable: true,
  action: 'accept',
  zone: 'fr-par-1',
  ...changes,
});

const aGroup = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  creation_date: '2025-11-04T10:12:59.006303+00:00',
  name: 'web',
  description: null,
  servers: [],
  stateful: true,
  inbound_default_policy: 'drop',
  outbound_default_policy: 'drop',
  organization_default: false,
  project_default: false,
  enable_default_security: true,
  state: 'available',
  tags: [],
  zone: 'fr-par-1',
  ...changes,
});

const rulesOf = (group: object, ...rules: unknown[]): FirewallRule[] =>
  toSecurityGroup(aGroup(group), rules, 'fr-par-1')?.attributes.rules ?? [];

describe('toSecurityGroup', () => {
  it('maps a group with its rules', () => {
    const group = toSecurityGroup(aGroup(), [aRule()], 'fr-par-1');
    expect(group).toMatchObject({
      resourceId: `security-group/fr-par-1/${ID}`,
      resourceType: 'firewall',
      region: 'fr-par',
      zone: 'fr-par-1',
      state: 'running',
      createdAt: '2025-11-04T10:12:59.006Z',
      attributes: { isDefault: false },
    });
    expect(group?.raw).toMatchObject({ id: ID, rules: [{ position: 1 }] });
    expect(shapeProblems(group)).toEqual([]);
  });

  it('opens SSH to the world where a rule does', () => {
    const [rule] = rulesOf({}, aRule());
    expect(rule).toEqual({
      direction: 'inbound',
      action: 'allow',
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrs: ['0.0.0.0/0'],
      peers: [],
      priority: 1,
      description: null,
    });
    expect(rule && allowsAnyone(rule) && coversPort(rule, 'tcp', 22)).toBe(true);
  });

  it('shows a default policy that accepts as everything let in, behind every rule', () => {
    const rules = rulesOf(
      { inbound_default_policy: 'accept' },
      aRule({ position: 4, action: 'drop' }),
    );
    const open = rules.filter((rule) => allowsAnyone(rule) && coversEverything(rule));
    expect(open).toEqual([
      expect.objectContaining({ priority: 5, cidrs: ['0.0.0.0/0', '::/0'], protocol: 'all' }),
    ]);
    expect(rules[0]).toMatchObject({ action: 'deny', priority: 4 });
  });

  it('shows an outbound policy that accepts as such', () => {
    expect(rulesOf({ outbound_default_policy: 'accept' })).toEqual([
      expect.objectContaining({ direction: 'outbound', action: 'allow', protocol: 'all' }),
    ]);
  });

  it.each(['drop', 'unknown_policy', null, undefined])(
    'adds nothing for the policy %j',
    (policy) => {
      expect(rulesOf({ inbound_default_policy: policy, outbound_default_policy: policy })).toEqual(
        [],
      );
    },
  );

  it.each([
    [{ dest_port_from: 80, dest_port_to: 85 }, 80, 85],
    [{ dest_port_from: 25, dest_port_to: null }, 25, 25],
    [{ dest_port_from: null, dest_port_to: null }, null, null],
    [{ dest_port_from: null, dest_port_to: 9 }, null, null],
    [{ dest_port_from: '22' }, null, null],
  ])('reads the ports of %j as %p to %p', (ports, fromPort, toPort) => {
    expect(rulesOf({}, aRule(ports))[0]).toMatchObject({ fromPort, toPort });
  });

  it.each([
    ['ANY', 'all'],
    ['UDP', 'udp'],
    ['ICMP', 'icmp'],
    ['unknown_protocol', 'all'],
    [null, 'all'],
  ])('reads the protocol %j as %s', (protocol, expected) => {
    expect(rulesOf({}, aRule({ protocol }))[0]?.protocol).toBe(expected);
  });

  it('has the rules in the order in which they decide, whatever the order of the list', () => {
    const rules = rulesOf(
      {},
      aRule({ position: 3 }),
      aRule({ position: 1 }),
      aRule({ position: 2 }),
    );
    expect(rules.map((rule) => rule.priority)).toEqual([1, 2, 3]);
  });

  it('drops only the rules that do not say what they are about', () => {
    const odd = [null, 'rule', aRule({ direction: 'unknown_direction' }), aRule({ action: null })];
    expect(rulesOf({}, ...odd, aRule())).toHaveLength(1);
  });

  it.each(ODD_VALUES)('keeps the group when every other field is %j', (odd) => {
    const rule = { ...withOddFields(aRule(), odd), direction: 'inbound', action: 'accept' };
    const group = toSecurityGroup(withOddFields(aGroup(), odd), [rule], 'fr-par-1');
    expect(group?.attributes.rules).toHaveLength(1);
    expect(shapeProblems(group)).toEqual([]);
  });

  it('is null without an id', () => {
    expect(toSecurityGroup(aGroup({ id: null }), [], 'fr-par-1')).toBeNull();
  });
});
