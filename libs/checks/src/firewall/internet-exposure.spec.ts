import { coversPort } from '@skyledger/resource-model';
import { aFirewall, aRule } from '../testing/ledger-resource.builder';
import { closedToInternet, describeTraffic } from './internet-exposure';

const ssh = [(rule: ReturnType<typeof aRule>): boolean => coversPort(rule, 'tcp', 22)];
const allow = aRule({ priority: 100 });
const deny = aRule({ action: 'deny', priority: 90 });

describe('closedToInternet', () => {
  it.each([
    ['is decided before', deny, 'pass'],
    ['has the same priority', { ...deny, priority: 100 }, 'pass'],
    ['is decided after', { ...deny, priority: 110 }, 'fail'],
    ['has no priority', { ...deny, priority: null }, 'fail'],
    ['covers another port', { ...deny, fromPort: 23, toPort: 23 }, 'fail'],
    ['covers the port in a range', { ...deny, fromPort: 1, toPort: 1024 }, 'pass'],
    ['denies other addresses', { ...deny, cidrs: ['10.0.0.0/8'] }, 'fail'],
    ['denies the other address family', { ...deny, cidrs: ['::/0'] }, 'fail'],
    ['denies outbound traffic', { ...deny, direction: 'outbound' as const }, 'fail'],
  ])('against a deny rule that %s', (_name, rule, status) => {
    expect(closedToInternet(aFirewall([allow, rule]), ssh)).toMatchObject({ status });
  });

  it('names the address family that stays open', () => {
    const both = { ...allow, cidrs: ['0.0.0.0/0', '::/0'] };
    expect(closedToInternet(aFirewall([both, deny]), ssh)).toEqual({
      status: 'fail',
      reason: 'tcp 22 open to ::/0',
    });
  });

  it('names a rule once, and no more than five rules', () => {
    const rules = [1, 2, 3, 4, 5, 6, 7].map((port) => aRule({ fromPort: port, toPort: 22 }));
    expect(closedToInternet(aFirewall([...rules, ...rules]), ssh)).toEqual({
      status: 'fail',
      reason:
        'tcp 1-22 open to 0.0.0.0/0; tcp 2-22 open to 0.0.0.0/0; tcp 3-22 open to 0.0.0.0/0; ' +
        'tcp 4-22 open to 0.0.0.0/0; tcp 5-22 open to 0.0.0.0/0; and 2 more',
    });
  });

  it('fails rather than being unsure where one rule is open and another unclear', () => {
    const unclear = aRule({ cidrs: [] });
    expect(closedToInternet(aFirewall([unclear, allow]), ssh)).toMatchObject({ status: 'fail' });
  });
});

it.each([
  [aRule(), 'tcp 22'],
  [aRule({ fromPort: 20, toPort: 30 }), 'tcp 20-30'],
  [aRule({ fromPort: null, toPort: null }), 'tcp on every port'],
  [aRule({ protocol: 'all', fromPort: null, toPort: null }), 'all traffic'],
  [aRule({ protocol: 'all', fromPort: 80, toPort: 80 }), 'every protocol 80'],
  [aRule({ protocol: 'icmp', fromPort: null, toPort: null }), 'icmp'],
])('describes traffic %#', (rule, text) => {
  expect(describeTraffic(rule)).toBe(text);
});
