import {
  allowsAnyone,
  coversPort,
  discoveredResourceSchema,
  type FirewallRule,
} from '@skyledger/resource-model';
import { toFirewall } from './firewall.mapper';

const WORLD = ['0.0.0.0/0', '::/0'];

const aRule = (changes: object = {}): Record<string, unknown> => ({
  direction: 'in',
  protocol: 'tcp',
  port: '22',
  source_ips: WORLD,
  destination_ips: [],
  description: null,
  ...changes,
});

const aFirewall = (changes: object = {}): Record<string, unknown> => ({
  id: 38,
  name: 'web',
  labels: { team: 'shop' },
  created: '2024-05-06T07:08:09Z',
  rules: [aRule()],
  applied_to: [{ type: 'server', server: { id: 42 } }],
  ...changes,
});

const rulesOf = (...rules: unknown[]): FirewallRule[] =>
  toFirewall(aFirewall({ rules }))?.attributes.rules ?? [];

describe('toFirewall', () => {
  it('maps a firewall', () => {
    const raw = aFirewall();
    const firewall = toFirewall(raw);
    expect(firewall).toMatchObject({
      resourceId: 'firewall/38',
      resourceType: 'firewall',
      name: 'web',
      region: null,
      tags: { team: 'shop' },
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: { isDefault: false },
    });
    expect(firewall?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('opens SSH to the world where a rule does', () => {
    const [rule] = rulesOf(aRule({ description: 'ssh' }));
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
    ['80', 80, 80],
    ['80-85', 80, 85],
    ['1-65535', 1, 65535],
    ['any', null, null],
    [null, null, null],
    [443, 443, 443],
    ['eighty', null, null],
    [{ toString: 1 }, null, null],
  ])('reads the port %p as %p to %p', (port, fromPort, toPort) => {
    expect(rulesOf(aRule({ port }))[0]).toMatchObject({ fromPort, toPort });
  });

  it('writes down that all outbound traffic is free without outbound rules', () => {
    expect(rulesOf()).toEqual([
      expect.objectContaining({ direction: 'outbound', protocol: 'all', cidrs: WORLD }),
    ]);
  });

  it('leaves outbound traffic to the outbound rules where there are any', () => {
    const rule = aRule({ direction: 'out', source_ips: [], destination_ips: ['192.0.2.0/24'] });
    expect(rulesOf(rule)).toEqual([
      expect.objectContaining({ direction: 'outbound', protocol: 'tcp', cidrs: ['192.0.2.0/24'] }),
    ]);
  });

  it('claims nothing about traffic when there is no list of rules', () => {
    expect(toFirewall(aFirewall({ rules: null }))?.attributes.rules).toEqual([]);
  });

  it('drops only the rules that have no direction', () => {
    const rules = rulesOf(null, aRule({ direction: 'sideways' }), aRule(), 'rule');
    expect(rules.map((rule) => rule.direction)).toEqual(['inbound', 'outbound']);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the firewall when other fields are %p', (odd) => {
    const fields = Object.keys(aFirewall()).filter((field) => field !== 'id');
    const firewall = toFirewall(aFirewall(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps a rule whose other fields are %p', (odd) => {
    const rule = { direction: 'in', protocol: odd, port: odd, source_ips: odd, description: odd };
    const firewall = toFirewall(aFirewall({ rules: [rule] }));
    expect(firewall?.attributes.rules).toHaveLength(2);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toFirewall(aFirewall({ id: null }))).toBeNull();
  });
});
