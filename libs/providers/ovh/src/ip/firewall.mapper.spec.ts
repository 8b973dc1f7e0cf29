import { FIREWALL, FIREWALL_RULE } from '../testing/payloads';
import type { FirewallRule } from '@skyledger/resource-model';
import { toEdgeFirewall } from './firewall.mapper';

function rulesOf(rules: object[], firewall: object = FIREWALL): FirewallRule[] {
  return toEdgeFirewall(firewall, rules, 'eu', '137.74.0.1/32')?.attributes.rules ?? [];
}

const OPEN = { action: 'allow', protocol: 'all', cidrs: ['0.0.0.0/0'], priority: 20 };

describe('toEdgeFirewall', () => {
  it('maps a firewall, whose rules end in what none of them denies', () => {
    expect(toEdgeFirewall(FIREWALL, [FIREWALL_RULE], 'eu', '137.74.0.1/32')).toMatchObject({
      resourceId: 'urn:v1:eu:resource:ip:137.74.0.1/32/firewall/137.74.0.1',
      resourceType: 'firewall',
      name: '137.74.0.1',
      state: 'running',
      attributes: {
        rules: [
          {
            direction: 'inbound',
            action: 'allow',
            protocol: 'tcp',
            fromPort: 22,
            toPort: 22,
            cidrs: ['0.0.0.0/0'],
            peers: [],
            priority: 1,
            description: 'permit tcp any 137.74.0.1/32 eq 22',
          },
          OPEN,
        ],
        isDefault: false,
      },
    });
  });

  it('puts rules in the order in which they decide', () => {
    const rules = [19, 0, 7].map((sequence) => ({ ...FIREWALL_RULE, sequence }));
    expect(rulesOf(rules).map((rule) => rule.priority)).toEqual([0, 7, 19, 20]);
  });

  it('reads a denial of everything', () => {
    const denial = { ...FIREWALL_RULE, action: 'deny', protocol: 'ipv4', destinationPort: null };
    expect(rulesOf([{ ...denial, sequence: 19 }])[0]).toMatchObject({
      action: 'deny',
      protocol: 'all',
      fromPort: null,
      priority: 19,
    });
  });

  it('is open when it is switched off, whatever its rules say', () => {
    const off = { ...FIREWALL, enabled: false };
    expect(rulesOf([FIREWALL_RULE], off)).toEqual([expect.objectContaining(OPEN)]);
    expect(toEdgeFirewall(off, [], 'eu', '137.74.0.1/32')?.state).toBe('stopped');
  });

  it.each([
    ['eq 443', 443, 443],
    ['range 80 443', 80, 443],
    ['8080', 8080, 8080],
    [25, 25, 25],
    ['20-21', 20, 21],
    [null, null, null],
    ['every second one', null, null],
  ])('reads the ports %p', (destinationPort, fromPort, toPort) => {
    expect(rulesOf([{ ...FIREWALL_RULE, destinationPort }])[0]).toMatchObject({ fromPort, toPort });
  });

  it.each([
    ['a permit of established connections', { tcpOption: 'established' }],
    ['a denial from one source port', { action: 'deny', sourcePort: 'eq 53' }],
    ['a denial of fragments', { action: 'deny', fragments: true }],
    ['a denial of packets of a length', { action: 'deny', l3PacketLength: '<512' }],
    ['a denial of first packets', { action: 'deny', tcpOption: 'syn' }],
    ['a denial that does not apply yet', { action: 'deny', state: 'creationPending' }],
    ['a denial of ports that cannot be read', { action: 'deny', destinationPort: 'odd' }],
    ['a rule that neither permits nor denies', { action: 'log' }],
  ])('leaves out %s', (_what, fields) => {
    expect(rulesOf([{ ...FIREWALL_RULE, ...fields }])).toHaveLength(1);
  });

  it('keeps the rules as they were sent', () => {
    const firewall = toEdgeFirewall(FIREWALL, [FIREWALL_RULE], 'eu', '137.74.0.1/32');
    expect(firewall?.raw).toEqual({ ...FIREWALL, rules: [FIREWALL_RULE] });
  });
});
