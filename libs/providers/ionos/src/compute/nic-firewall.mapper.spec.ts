import {
  allowsAnyone,
  coversEverything,
  coversPort,
  discoveredResourceSchema,
  type DiscoveredResource,
  type FirewallRule,
} from '@skyledger/resource-model';
import { Memberships } from '../network/memberships';
import { anElement, aServerContext, children, ODD_VALUES } from '../testing/fixtures';
import { aNic, aRule, aServer } from '../testing/server.builder';
import { toNicFirewall } from './nic-firewall.mapper';
import type { ServerContext } from './server-context';

const map = (
  nic: unknown,
  changes: Partial<ServerContext> = {},
  server: unknown = aServer(),
): DiscoveredResource<'firewall'> | null => toNicFirewall(nic, server, aServerContext(changes));

const rulesOf = (firewall: DiscoveredResource<'firewall'> | null): FirewallRule[] =>
  firewall?.attributes.rules ?? [];

const letsEveryoneIn = (rule: FirewallRule): boolean =>
  allowsAnyone(rule) && coversEverything(rule);

describe('toNicFirewall', () => {
  it('maps the firewall of an interface', () => {
    const firewall = map(aNic());
    expect(firewall).toMatchObject({
      resourceId: 'nic/88811503/firewall',
      resourceType: 'firewall',
      nativeType: 'nic-firewall',
      name: 'eth0',
      region: 'de/fra',
      state: 'running',
      nativeState: 'active',
      relationships: [{ kind: 'attached_to', resourceId: 'nic/88811503' }],
      attributes: { isDefault: false },
    });
    expect(
      rulesOf(firewall).some((rule) => allowsAnyone(rule) && coversPort(rule, 'tcp', 22)),
    ).toBe(true);
    expect(rulesOf(firewall).some(letsEveryoneIn)).toBe(false);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it.each([
    ['INGRESS', [], ['outbound']],
    [null, [], ['outbound']],
    ['EGRESS', [], ['inbound']],
    ['BIDIRECTIONAL', [], []],
  ])(
    'writes down what a firewall of type %p does not filter',
    (firewallType, items, directions) => {
      const nic = aNic({ firewallType }, { entities: { firewallrules: children(...items) } });
      const rules = rulesOf(map(nic));
      expect(rules.map((rule) => rule.direction)).toEqual(directions);
      expect(rules.every((rule) => coversEverything(rule))).toBe(true);
    },
  );

  it('takes the rules that were asked for by themselves', () => {
    const nic = aNic({}, { entities: { firewallrules: { id: 'x', type: 'collection' } } });
    const rules = new Map([['88811503', [aRule({ portRangeStart: 443, portRangeEnd: 443 })]]]);
    expect(rulesOf(map(nic, { rules }))[0]).toMatchObject({ fromPort: 443, toPort: 443 });
  });

  it.each<[string, object]>([
    ['no list of rules', {}],
    ['a reference to the list', { firewallrules: { id: 'x', type: 'collection' } }],
    ['references to the rules', { firewallrules: children({ id: 'x', type: 'firewall-rule' }) }],
  ])('claims nothing with %s', (_what, entities) => {
    expect(map(aNic({}, { entities }))).toBeNull();
  });

  it('lets everyone in when it is off, nothing else guards and the Internet is there', () => {
    const firewall = map(aNic({ firewallActive: false }));
    expect(firewall).toMatchObject({ state: 'stopped', nativeState: 'inactive' });
    expect(rulesOf(firewall).some(letsEveryoneIn)).toBe(true);
    // Rules that are kept while it is off do nothing.
    expect(rulesOf(firewall)).toHaveLength(2);
  });

  it.each([2, 3, 99, null])('is none when it is off in LAN %p', (lan) => {
    expect(map(aNic({ firewallActive: false, lan }))).toBeNull();
  });

  it('is none when it is off and a group guards the interface or the server', () => {
    const memberships = new Memberships();
    const nics = children({ id: '88811503', type: 'nic' });
    memberships.add(anElement('security-group', {}, { entities: { nics, servers: children() } }));
    expect(map(aNic({ firewallActive: false }), { memberships })).toBeNull();
    const server = aServer({}, { securitygroups: children({ id: 'g', type: 'security-group' }) });
    expect(map(aNic({ firewallActive: false }), {}, server)).toBeNull();
  });

  it('is none when it is off and it is not known whether a group guards', () => {
    const memberships = new Memberships();
    memberships.doubt();
    expect(map(aNic({ firewallActive: false }), { memberships })).toBeNull();
  });

  it.each([null, 'true', 1, undefined])('claims nothing when it is %p whether it is on', (odd) => {
    expect(map(aNic({ firewallActive: odd }))).toBeNull();
  });

  it.each(ODD_VALUES)('is valid when its rules are %p', (odd) => {
    const entities = { firewallrules: children({ id: odd, properties: odd }) };
    const firewall = map(aNic({ name: odd }, { entities, metadata: odd }));
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('is none without an id', () => {
    expect(map(aNic({}, { id: null }))).toBeNull();
  });
});
