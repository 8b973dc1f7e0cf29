import { allowsAnyone, type FirewallRule } from '@skyledger/resource-model';
import { oddities } from '../testing/odd-payloads';
import { NSG_ID } from '../testing/payloads';
import { toSecurityGroup } from './security-group.mapper';

const EMPTY = {
  sourcePortRanges: [],
  destinationPortRanges: [],
  sourceAddressPrefixes: [],
  destinationAddressPrefixes: [],
};

const sshRule = {
  provisioningState: 'Succeeded',
  protocol: 'TCP',
  sourcePortRange: '*',
  destinationPortRange: '22',
  sourceAddressPrefix: '*',
  destinationAddressPrefix: '*',
  access: 'Allow',
  priority: 320,
  direction: 'Inbound',
  ...EMPTY,
};

const group = (...rules: object[]): unknown => ({
  name: 'c7n-nsg',
  id: NSG_ID,
  location: 'eastus',
  properties: {
    provisioningState: 'Succeeded',
    securityRules: rules.map((properties, at) => ({ name: `rule${at}`, properties })),
    defaultSecurityRules: [
      {
        name: 'DenyAllInBound',
        properties: {
          ...sshRule,
          protocol: '*',
          destinationPortRange: '*',
          access: 'Deny',
          priority: 65500,
        },
      },
    ],
  },
});

/** The group's own rules. */
const rulesOf = (...rules: object[]): FirewallRule[] =>
  (toSecurityGroup(group(...rules))?.attributes.rules ?? []).filter(
    (rule) => rule.priority !== 65500,
  );

describe('toSecurityGroup', () => {
  it('reads a rule with its priority, and the default ones behind it', () => {
    expect(toSecurityGroup(group(sshRule))).toMatchObject({
      resourceId: NSG_ID.toLowerCase(),
      resourceType: 'firewall',
      name: 'c7n-nsg',
      region: 'eastus',
      state: 'running',
      attributes: {
        isDefault: false,
        rules: [
          {
            direction: 'inbound',
            action: 'allow',
            protocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrs: ['0.0.0.0/0', '::/0'],
            peers: [],
            priority: 320,
            description: null,
          },
          { action: 'deny', protocol: 'all', fromPort: null, toPort: null, priority: 65500 },
        ],
      },
    });
  });

  it.each(['*', 'Internet', 'INTERNET', 'Any', '0.0.0.0/0', '::/0'])(
    'takes %s for anyone',
    (prefix) => {
      expect(rulesOf({ ...sshRule, sourceAddressPrefix: prefix }).some(allowsAnyone)).toBe(true);
    },
  );

  it('finds anyone among several prefixes', () => {
    const rest = { ...sshRule, sourceAddressPrefix: undefined };
    const [rule] = rulesOf({
      ...rest,
      sourceAddressPrefixes: ['10.0.0.0/8', 'internet', '192.0.2.1'],
    });
    expect(rule?.cidrs).toEqual(['0.0.0.0/0', '10.0.0.0/8', '192.0.2.1/32', '::/0']);
  });

  it('keeps service tags and application security groups as peers', () => {
    const asg = NSG_ID.replace('networkSecurityGroups', 'applicationSecurityGroups');
    const [tagged] = rulesOf({ ...sshRule, sourceAddressPrefix: 'Storage.WestEurope' });
    expect(tagged).toMatchObject({ cidrs: [], peers: ['Storage.WestEurope'] });
    const rest = { ...sshRule, sourceAddressPrefix: undefined };
    const [grouped] = rulesOf({ ...rest, sourceApplicationSecurityGroups: [{ id: asg }] });
    expect(grouped).toMatchObject({ cidrs: [], peers: [asg.toLowerCase()] });
  });

  it('makes a rule of each port range', () => {
    const rest = { ...sshRule, destinationPortRange: undefined };
    const rules = rulesOf({ ...rest, destinationPortRanges: ['443', '88-90', '0-65535'] });
    expect(rules.map(({ fromPort, toPort }) => [fromPort, toPort])).toEqual([
      [null, null],
      [88, 90],
      [443, 443],
    ]);
  });

  it('takes the destinations of an outbound rule', () => {
    const [rule] = rulesOf({
      ...sshRule,
      direction: 'outbound',
      sourceAddressPrefix: '10.0.0.4',
      destinationAddressPrefix: 'Internet',
    });
    expect(rule).toMatchObject({ direction: 'outbound', cidrs: ['0.0.0.0/0', '::/0'] });
  });

  it.each([
    ['one destination', { destinationAddressPrefix: '10.0.0.4' }],
    ['one source port', { sourcePortRange: '1024' }],
    [
      'one group',
      {
        destinationAddressPrefix: undefined,
        destinationApplicationSecurityGroups: [{ id: NSG_ID }],
      },
    ],
  ])('leaves out a denial for %s alone, but not a permission', (_what, narrow) => {
    expect(rulesOf({ ...sshRule, ...narrow, access: 'Deny' })).toEqual([]);
    expect(rulesOf({ ...sshRule, ...narrow })).toHaveLength(1);
  });

  it('keeps a denial for the whole network', () => {
    for (const destinationAddressPrefix of ['*', 'VirtualNetwork', '0.0.0.0/0']) {
      expect(rulesOf({ ...sshRule, access: 'Deny', destinationAddressPrefix })).toHaveLength(1);
    }
  });

  it('counts ports it cannot read as every port, and rules without access or direction as none', () => {
    expect(rulesOf({ ...sshRule, destinationPortRange: 'ssh' })).toMatchObject([
      { fromPort: null },
    ]);
    expect(rulesOf({ ...sshRule, access: 'Maybe' }, { ...sshRule, direction: null })).toEqual([]);
  });

  it('is the same in whatever order the rules come', () => {
    const other = { ...sshRule, priority: 100, destinationPortRange: '443' };
    const ways = [group(sshRule, other), group(other, sshRule)].map(toSecurityGroup);
    expect(ways[0]?.attributes).toEqual(ways[1]?.attributes);
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toSecurityGroup, group(sshRule))).toEqual([]);
  });
});
