import { allowsAnyone, coversPort } from '@skyledger/resource-model';
import { toRules } from './firewall-rules';
import { ODD_VALUES } from './testing/fixtures';
import { aRule } from './testing/server.builder';

const WORLD = ['0.0.0.0/0', '::/0'];
const ruleOf = (properties: object): ReturnType<typeof toRules>[number] | undefined =>
  toRules([aRule(properties)])[0];

describe('toRules', () => {
  it('opens a port to the world where no source is named', () => {
    const rule = ruleOf({});
    expect(rule).toEqual({
      direction: 'inbound',
      action: 'allow',
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrs: WORLD,
      peers: [],
      priority: null,
      description: 'ssh',
    });
    expect(rule && allowsAnyone(rule) && coversPort(rule, 'tcp', 22)).toBe(true);
  });

  it.each([
    [null, 'IPv4', ['0.0.0.0/0']],
    [null, 'IPv6', ['::/0']],
    [null, null, WORLD],
    ['', undefined, WORLD],
    ['203.0.113.7', 'IPv4', ['203.0.113.7/32']],
    ['2001:db8::1', null, ['2001:db8::1/128']],
    ['198.51.100.0/24', null, ['198.51.100.0/24']],
    ['0.0.0.0/0', 'IPv4', ['0.0.0.0/0']],
    ['somewhere', null, WORLD],
    [42, null, WORLD],
  ])('reads the source %p of %p as %p', (sourceIp, ipVersion, cidrs) => {
    expect(ruleOf({ sourceIp, ipVersion })?.cidrs).toEqual(cidrs);
  });

  it('takes a sender named by its hardware address for one neighbour', () => {
    expect(ruleOf({ sourceMac: '01:23:45:67:89:AB' })).toMatchObject({
      cidrs: [],
      peers: ['mac/01:23:45:67:89:ab'],
    });
    expect(ruleOf({ sourceMac: '01:23:45:67:89:AB', sourceIp: '192.0.2.1' })).toMatchObject({
      cidrs: ['192.0.2.1/32'],
      peers: ['mac/01:23:45:67:89:ab'],
    });
  });

  it('takes the target as the far side of an outbound rule', () => {
    const rule = ruleOf({ type: 'EGRESS', sourceIp: '10.0.0.5', targetIp: '192.0.2.0/24' });
    expect(rule).toMatchObject({ direction: 'outbound', cidrs: ['192.0.2.0/24'] });
  });

  it('does not mind to which of its own addresses traffic goes', () => {
    expect(ruleOf({ targetIp: '85.215.10.7' })?.cidrs).toEqual(WORLD);
  });

  it.each([
    ['TCP', 'tcp'],
    ['ICMP', 'icmp'],
    ['ICMPv6', 'ipv6-icmp'],
    ['GRE', 'gre'],
    ['ANY', 'all'],
    [null, 'all'],
  ])('reads the protocol %p as %s', (protocol, expected) => {
    expect(ruleOf({ protocol })?.protocol).toBe(expected);
  });

  it.each([
    [22, 27, 22, 27],
    [null, null, null, null],
    [22, null, null, null],
    ['22', '22', null, null],
  ])('reads the ports %p to %p', (portRangeStart, portRangeEnd, fromPort, toPort) => {
    expect(ruleOf({ portRangeStart, portRangeEnd })).toMatchObject({ fromPort, toPort });
  });

  it('gives the same rules in whatever order they come', () => {
    const rules = [aRule({ name: 'a' }, '1'), aRule({ name: 'b' }, '2'), aRule({ name: 'c' }, '3')];
    expect(toRules([...rules].reverse())).toEqual(toRules(rules));
  });

  it.each(ODD_VALUES)('takes a rule that is %p for one that lets everything in', (odd) => {
    const [rule] = toRules([odd]);
    expect(rule && allowsAnyone(rule) && coversPort(rule, 'tcp', 22)).toBe(true);
  });
});
