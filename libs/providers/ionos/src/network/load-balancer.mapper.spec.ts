import { discoveredResourceSchema } from '@skyledger/resource-model';
import { aDatacenter, anElement, children, DC, ODD_VALUES, someLans } from '../testing/fixtures';
import { toClassicLoadBalancer, toManagedLoadBalancer } from './load-balancer.mapper';

const context = { datacenter: aDatacenter, lans: someLans };

const aBalancer = (properties: object = {}, changes: object = {}): Record<string, unknown> =>
  anElement(
    'networkloadbalancer',
    {
      name: 'edge',
      listenerLan: 1,
      ips: ['85.215.10.9'],
      targetLan: 2,
      lbPrivateIps: ['10.7.222.225/24'],
      ...properties,
    },
    changes,
  );

describe('toManagedLoadBalancer', () => {
  it.each(['network', 'application'] as const)('maps an %s load balancer', (kind) => {
    const balancer = toManagedLoadBalancer(aBalancer(), kind, context);
    expect(balancer).toMatchObject({
      resourceId: `${kind}loadbalancer/b46e5056`,
      resourceType: 'load_balancer',
      name: 'edge',
      region: 'de/fra',
      privateIps: ['10.7.222.225'],
      publicIps: ['85.215.10.9'],
      isPublic: true,
      relationships: [
        { kind: 'runs_in', resourceId: `datacenter/${DC}/lan/1` },
        { kind: 'runs_in', resourceId: `datacenter/${DC}/lan/2` },
      ],
      attributes: { kind, internetFacing: true, dnsName: null, listeners: null },
    });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('does not face the Internet when it listens in a private LAN', () => {
    const raw = aBalancer({ listenerLan: 2, ips: ['10.7.222.9'] });
    expect(toManagedLoadBalancer(raw, 'network', context)).toMatchObject({
      privateIps: ['10.7.222.9', '10.7.222.225'],
      publicIps: [],
      isPublic: false,
      attributes: { internetFacing: false },
    });
  });

  it.each([3, 99, null])('does not say where it faces when it listens in LAN %p', (listenerLan) => {
    expect(toManagedLoadBalancer(aBalancer({ listenerLan }), 'network', context)).toMatchObject({
      isPublic: null,
      attributes: { internetFacing: null },
    });
  });

  it.each(ODD_VALUES)('keeps it when every property is %p', (odd) => {
    const fields = Object.keys(aBalancer()['properties'] as object);
    const raw = aBalancer(Object.fromEntries(fields.map((field) => [field, odd])));
    const balancer = toManagedLoadBalancer(raw, 'network', context);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toManagedLoadBalancer(aBalancer({}, { id: null }), 'network', context)).toBeNull();
  });
});

describe('the forwarding rules of a load balancer', () => {
  const withRules = (
    kind: 'network' | 'application',
    ...rules: object[]
  ): ReturnType<typeof toManagedLoadBalancer> => {
    const items = rules.map((properties, at) => ({ id: `r${at}`, properties }));
    const raw = aBalancer({}, { entities: { forwardingrules: children(...items) } });
    return toManagedLoadBalancer(raw, kind, context);
  };
  const redirect = { type: 'REDIRECT', location: 'https://shop.example.com', conditions: [] };

  it('are HTTPS with a certificate, and HTTP without', () => {
    const rule = { protocol: 'HTTP', listenerPort: 443, httpRules: [] };
    const balancer = withRules(
      'application',
      { ...rule, serverCertificates: ['c1'] },
      {
        ...rule,
        listenerPort: 80,
        httpRules: [{ type: 'FORWARD' }, redirect],
      },
    );
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'http', fromPort: 80, toPort: 80, redirectsToHttps: true },
      { protocol: 'https', fromPort: 443, redirectsToHttps: false, certificateIds: ['c1'] },
    ]);
  });

  it.each([
    ['redirect some requests', [{ ...redirect, conditions: [{ type: 'PATH' }] }], false],
    ['redirect to plain HTTP', [{ ...redirect, location: 'http://example.com' }], false],
    ['answer first', [{ type: 'STATIC' }, redirect], false],
    ['are not told', undefined, null],
  ])('whose rules of HTTP %s', (_what, httpRules, redirectsToHttps) => {
    const balancer = withRules('application', { protocol: 'HTTP', listenerPort: 80, httpRules });
    expect(balancer?.attributes.listeners).toMatchObject([{ redirectsToHttps }]);
  });

  it('of a network load balancer are of TCP', () => {
    const balancer = withRules('network', { protocol: 'TCP', listenerPort: 443 });
    expect(balancer?.attributes.listeners).toMatchObject([
      { protocol: 'tcp', fromPort: 443, certificateIds: [] },
    ]);
  });

  it('are not known when they are only referred to', () => {
    const raw = aBalancer({}, { entities: { forwardingrules: children({ id: 'r1' }) } });
    expect(toManagedLoadBalancer(raw, 'network', context)?.attributes.listeners).toBeNull();
  });
});

describe('toClassicLoadBalancer', () => {
  const aClassic = (ip: unknown, entities: unknown = {}): Record<string, unknown> =>
    anElement('loadbalancer', { name: 'old', ip, dhcp: true }, { entities });

  it('maps a load balancer with the interfaces it balances', () => {
    const entities = {
      balancednics: children({ id: 'n2', type: 'nic' }, { id: 'n1', type: 'nic' }),
    };
    const balancer = toClassicLoadBalancer(aClassic('85.215.10.9', entities), aDatacenter);
    expect(balancer).toMatchObject({
      resourceId: 'loadbalancer/b46e5056',
      publicIps: ['85.215.10.9'],
      isPublic: true,
      relationships: [
        { kind: 'targets', resourceId: 'nic/n1' },
        { kind: 'targets', resourceId: 'nic/n2' },
      ],
      attributes: { kind: 'classic', internetFacing: true, dnsName: null, listeners: null },
    });
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it.each([
    ['10.0.0.9', false],
    [null, null],
  ])('with the address %p is public: %p', (ip, isPublic) => {
    const balancer = toClassicLoadBalancer(aClassic(ip), aDatacenter);
    expect(balancer).toMatchObject({ isPublic, attributes: { internetFacing: isPublic } });
  });

  it.each(ODD_VALUES)('keeps it when its fields are %p', (odd) => {
    const balancer = toClassicLoadBalancer(aClassic(odd, { balancednics: odd }), aDatacenter);
    expect(discoveredResourceSchema.safeParse(balancer).error).toBeUndefined();
  });

  it('is null without an id', () => {
    expect(toClassicLoadBalancer({}, aDatacenter)).toBeNull();
  });
});
