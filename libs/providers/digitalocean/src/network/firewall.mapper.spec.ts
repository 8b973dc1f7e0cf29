import {
  allowsAnyone,
  coversPort,
  discoveredResourceSchema,
  type FirewallRule,
} from '@skyledger/resource-model';
import { toFirewall } from './firewall.mapper';

const ID = 'fb6045f1-cf1d-4ca3-bfac-18832663025b';
const WORLD = ['0.0.0.0/0', '::/0'];

const aRule = (changes: object = {}): Record<string, unknown> => ({
  protocol: 'tcp',
  ports: '22',
  sources: { addresses: WORLD },
  ...changes,
});

const aFirewall = (changes: object = {}): Record<string, unknown> => ({
  id: ID,
  name: 'web',
  status: 'succeeded',
  inbound_rules: [aRule()],
  outbound_rules: [{ protocol: 'udp', ports: '53', destinations: { addresses: ['8.8.8.8'] } }],
  created_at: '2024-05-06T07:08:09Z',
  droplet_ids: [8043964],
  tags: ['web'],
  pending_changes: [],
  ...changes,
});

const inboundOf = (...inbound_rules: unknown[]): FirewallRule[] =>
  (toFirewall(aFirewall({ inbound_rules }))?.attributes.rules ?? []).filter(
    (rule) => rule.direction === 'inbound',
  );

describe('toFirewall', () => {
  it('maps a firewall', () => {
    const raw = aFirewall();
    const firewall = toFirewall(raw);
    expect(firewall).toMatchObject({
      resourceId: `firewall/${ID}`,
      resourceType: 'firewall',
      name: 'web',
      region: null,
      state: 'running',
      nativeState: 'succeeded',
      tags: {},
      createdAt: '2024-05-06T07:08:09.000Z',
      attributes: { isDefault: false },
    });
    expect(firewall?.raw).toBe(raw);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('opens SSH to the world where a rule does', () => {
    const [rule] = inboundOf(aRule());
    expect(rule).toEqual({
      direction: 'inbound',
      action: 'allow',
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      cidrs: WORLD,
      peers: [],
      priority: null,
      description: null,
    });
    expect(rule && allowsAnyone(rule) && coversPort(rule, 'tcp', 22)).toBe(true);
  });

  it('lets out only what a rule lets out', () => {
    expect(toFirewall(aFirewall({ inbound_rules: [] }))?.attributes.rules).toEqual([
      expect.objectContaining({ direction: 'outbound', protocol: 'udp', cidrs: ['8.8.8.8/32'] }),
    ]);
    expect(toFirewall(aFirewall({ inbound_rules: null, outbound_rules: [] }))).toMatchObject({
      attributes: { rules: [] },
    });
  });

  it.each([
    ['80', 80, 80],
    ['8000-9000', 8000, 9000],
    ['0', null, null],
    ['all', null, null],
    ['', null, null],
    [null, null, null],
    [443, 443, 443],
    [0, null, null],
    [{ toString: 1 }, null, null],
  ])('reads the ports %p as %p to %p', (ports, fromPort, toPort) => {
    expect(inboundOf(aRule({ ports }))[0]).toMatchObject({ fromPort, toPort });
  });

  it('names peers that are no addresses', () => {
    const sources = {
      droplet_ids: [7],
      load_balancer_uids: ['4de7'],
      kubernetes_ids: ['41b7'],
      tags: ['gateway'],
      addresses: ['18.0.0.0/8', '2001:db8::7'],
    };
    expect(inboundOf(aRule({ sources }))[0]).toMatchObject({
      cidrs: ['18.0.0.0/8', '2001:db8::7/128'],
      peers: ['droplet/7', 'load_balancer/4de7', 'kubernetes_cluster/41b7', 'tag/gateway'],
    });
  });

  it.each([
    ['waiting', 'pending'],
    ['failed', 'error'],
    ['constructor', 'unknown'],
  ])('reads the status %s as %s', (status, state) => {
    expect(toFirewall(aFirewall({ status }))?.state).toBe(state);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the firewall when other fields are %p', (odd) => {
    const fields = Object.keys(aFirewall()).filter((field) => field !== 'id');
    const firewall = toFirewall(aFirewall(Object.fromEntries(fields.map((field) => [field, odd]))));
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps a rule whose fields are %p', (odd) => {
    const firewall = toFirewall(
      aFirewall({ inbound_rules: [{ protocol: odd, ports: odd, sources: odd }, odd] }),
    );
    expect(firewall?.attributes.rules).toHaveLength(3);
    expect(discoveredResourceSchema.safeParse(firewall).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toFirewall(aFirewall({ id: null }))).toBeNull();
  });
});
