import { firewallRuleSchema, type FirewallRule } from '@skyledger/resource-model';
import { ODD_VALUES } from '../testing/guest-facts.builder';
import { ANYONE, NO_NAMES, namesOf } from './address-book';
import { toRules } from './rule.mapper';

const BOOK = {
  dc: namesOf([{ name: 'office', cidr: '198.51.100.0/24' }], new Map([['none', []]])),
  guest: NO_NAMES,
};
const GROUPS = new Map([
  [
    'web',
    [
      { type: 'in', action: 'ACCEPT', enable: 1, macro: 'HTTP', pos: 0 },
      { type: 'in', action: 'ACCEPT', enable: 0, macro: 'SSH', pos: 1 },
      {
        type: 'in',
        action: 'ACCEPT',
        enable: 1,
        proto: 'tcp',
        dport: '443',
        comment: 'tls\n',
        pos: 2,
      },
    ],
  ],
]);

const aRule = (changes: object = {}): object => ({
  pos: 0,
  type: 'in',
  action: 'ACCEPT',
  enable: 1,
  proto: 'tcp',
  dport: '22',
  source: '198.51.100.0/24',
  comment: 'allow ssh',
  ...changes,
});
const rules = (...raw: unknown[]): FirewallRule[] => toRules(raw, GROUPS, BOOK);
const traffic = (raw: object): string[] =>
  rules(raw).map(({ protocol, fromPort, toPort }) => `${protocol} ${fromPort}-${toPort}`);

describe('toRules', () => {
  it('maps a rule', () => {
    const mapped = rules(aRule());
    expect(mapped).toEqual([
      {
        direction: 'inbound',
        action: 'allow',
        protocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrs: ['198.51.100.0/24'],
        peers: [],
        priority: 0,
        description: 'allow ssh',
      },
    ]);
    expect(firewallRuleSchema.safeParse(mapped[0]).error).toBeUndefined();
  });

  it('takes the destination of an outbound rule', () => {
    const raw = aRule({ type: 'out', action: 'REJECT', source: '10.0.0.1', dest: 'office' });
    expect(rules(raw)).toMatchObject([
      { direction: 'outbound', action: 'deny', cidrs: ['198.51.100.0/24'] },
    ]);
  });

  it('is for anyone without a source', () => {
    expect(rules(aRule({ source: undefined }))).toMatchObject([{ cidrs: ANYONE }]);
  });

  it.each([
    [{ dport: '80,443' }, ['tcp 80-80', 'tcp 443-443']],
    [{ dport: '1000:2000' }, ['tcp 1000-2000']],
    [{ dport: 'ssh' }, ['tcp 22-22']],
    [{ dport: 8006 }, ['tcp 8006-8006']],
    [{ dport: 'nonsense' }, ['tcp null-null']],
    [{ dport: '1:x' }, ['tcp null-null']],
    [{ dport: 'constructor' }, ['tcp null-null']],
    [{ dport: undefined }, ['tcp null-null']],
    [{ proto: undefined, dport: undefined }, ['all null-null']],
    [{ proto: 'ICMP', dport: 'echo-request' }, ['icmp null-null']],
    [{ proto: 'ipv6-icmp', dport: undefined }, ['ipv6-icmp null-null']],
    [{ proto: '47', dport: undefined }, ['47 null-null']],
    [{ macro: 'SSH', proto: undefined, dport: undefined }, ['tcp 22-22']],
    [{ macro: 'DNS', proto: undefined, dport: undefined }, ['tcp 53-53', 'udp 53-53']],
    [{ macro: 'Web', proto: undefined, dport: undefined }, ['tcp 80-80', 'tcp 443-443']],
    [{ macro: 'PPtP', proto: undefined, dport: undefined }, ['tcp 1723-1723', 'gre null-null']],
    [{ macro: 'Ping', proto: undefined, dport: undefined }, ['icmp null-null']],
    [{ macro: 'Novel', proto: undefined, dport: undefined }, ['macro:novel null-null']],
    [{ macro: 'constructor', proto: undefined, dport: undefined }, ['macro:constructor null-null']],
  ])('reads the traffic of %j as %j', (changes, expected) => {
    expect(traffic(aRule(changes))).toEqual(expected);
  });

  it('puts the rules of a group in its place, in order', () => {
    const group = { pos: 1, type: 'group', action: 'web', enable: 1, iface: 'net0' };
    const mapped = rules(aRule({ action: 'DROP' }), group, aRule({ comment: '' }));
    expect(
      mapped.map((rule) => [rule.priority, rule.action, rule.fromPort, rule.description]),
    ).toEqual([
      [0, 'deny', 22, 'allow ssh'],
      [1, 'allow', 80, 'group web'],
      [2, 'allow', 443, 'group web: tls'],
      [3, 'allow', 22, null],
    ]);
  });

  it.each([
    ['is switched off', aRule({ enable: 0 })],
    ['is switched off in text', aRule({ enable: '0' })],
    ['is a group that is switched off', { type: 'group', action: 'web', enable: 0 }],
    ['names a group that is gone', { type: 'group', action: 'gone', enable: 1 }],
    ['is for forwarded traffic', aRule({ type: 'forward' })],
    ['has an unknown action', aRule({ action: 'MAYBE' })],
    ['is for an empty set', aRule({ source: '+none' })],
    ['is no rule', null],
  ])('leaves out what %s', (_what, raw) => {
    expect(rules(raw)).toEqual([]);
  });

  it.each(ODD_VALUES)('survives rules whose fields are %p', (odd) => {
    const fields = ['proto', 'dport', 'source', 'macro', 'comment', 'enable'];
    for (const rule of rules(aRule(Object.fromEntries(fields.map((field) => [field, odd]))))) {
      expect(firewallRuleSchema.safeParse(rule).error).toBeUndefined();
    }
  });
});
