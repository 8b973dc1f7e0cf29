import { allowsAnyone, discoveredResourceSchema } from '@skyledger/resource-model';
import { ANYONE, NO_NAMES } from './address-book';
import { toFirewall, type FirewallFacts } from './firewall.mapper';

const aFirewall = (changes: Partial<FirewallFacts> = {}): FirewallFacts => ({
  resourceId: 'firewall/qemu/100',
  name: 'shop-web-1',
  zone: 'pve1',
  inert: null,
  policies: { policy_in: 'DROP' },
  unfiltered: [],
  options: { enable: 1, policy_in: 'DROP' },
  rules: [{ pos: 0, type: 'in', action: 'ACCEPT', enable: 1, macro: 'SSH', source: '10.0.0.0/8' }],
  groups: new Map(),
  book: { dc: NO_NAMES, guest: NO_NAMES },
  ...changes,
});

describe('toFirewall', () => {
  it('maps a firewall that is in force, with the policy that holds after its rules', () => {
    const facts = aFirewall();
    const firewall = toFirewall(facts);
    expect(firewall).toMatchObject({
      resourceId: 'firewall/qemu/100',
      resourceType: 'firewall',
      name: 'shop-web-1',
      zone: 'pve1',
      state: 'running',
      nativeState: 'enabled',
      raw: { options: facts.options, rules: facts.rules },
    });
    expect(firewall.attributes.rules).toMatchObject([
      { direction: 'inbound', fromPort: 22, cidrs: ['10.0.0.0/8'], priority: 0 },
      { direction: 'outbound', action: 'allow', protocol: 'all', cidrs: ANYONE, priority: 1 },
    ]);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('protects from nothing when it is off, whatever its rules say', () => {
    const firewall = toFirewall(aFirewall({ inert: 'the firewall of the guest is off' }));
    expect(firewall).toMatchObject({ state: 'stopped', nativeState: 'disabled' });
    expect(firewall.attributes.rules).toMatchObject([
      {
        direction: 'inbound',
        action: 'allow',
        protocol: 'all',
        cidrs: ANYONE,
        description: 'the firewall of the guest is off',
      },
      { direction: 'outbound', action: 'allow', protocol: 'all' },
    ]);
  });

  it.each([
    ['ACCEPT', true],
    ['DROP', false],
    ['REJECT', false],
    [undefined, false],
    [42, false],
  ])('lets everyone in by the inbound policy %p: %p', (policy_in, open) => {
    const { rules } = toFirewall(aFirewall({ policies: { policy_in } })).attributes;
    expect(rules.some(allowsAnyone)).toBe(open);
  });

  it.each([
    ['ACCEPT', true],
    ['DROP', false],
    [undefined, true],
  ])('lets everything out by the outbound policy %p: %p', (policy_out, open) => {
    const { rules } = toFirewall(aFirewall({ policies: { policy_out } })).attributes;
    expect(rules.some((rule) => rule.direction === 'outbound')).toBe(open);
  });

  it('lets everyone in on an interface that it does not look at', () => {
    const { rules } = toFirewall(aFirewall({ unfiltered: ['net1'] })).attributes;
    expect(rules.filter(allowsAnyone)).toMatchObject([
      { priority: null, description: 'the firewall is off on the interface net1' },
    ]);
  });
});
